/** The lit way as a list, from the cause to the customers: what a narrow screen shows, and what a screen reader reads beside the drawing. */
import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { Name } from '../../kit/name.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './chain.module.css'
import type { Lighting, LitNode } from './chain-lighting.ts'

const CUSTOMERS = 5

export function LitWay({
  lighting,
  customers,
  visible,
}: {
  readonly lighting: Lighting
  readonly customers: number
  readonly visible: boolean
}) {
  const { chain, kit } = useWords()
  const [all, setAll] = useState(false)
  const steps = visible && !all ? firstSteps(lighting.way) : lighting.way
  const hidden = lighting.way.length - steps.length
  const reached = lighting.way.filter(({ node }) => node.thing.kind === 'customer').length
  const list =
    lighting.way.length === 0 ? (
      <p className={styles.nothing}>{lighting.ofOne ? chain.oneLitNothing : chain.nothingLit}</p>
    ) : (
      <>
        <h2 className={styles.wayTitle}>{chain.litWay}</h2>
        <ol className={styles.way}>
          {steps.map((lit) => (
            <WayStep key={lit.node.id} lit={lit} linked={visible} />
          ))}
        </ol>
        {visible && (hidden > 0 || all) ? (
          <Button variant="default" size="compact-md" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? kit.fewer : kit.more(hidden)}
          </Button>
        ) : null}
        {customers > reached ? <p className={styles.nothing}>{chain.othersInside(customers - reached)}</p> : null}
      </>
    )
  return visible ? list : <VisuallyHidden>{list}</VisuallyHidden>
}

/** The way as far as the customers, and the first of them: what follows on the page must not lie screens below. */
function firstSteps(way: readonly LitNode[]): readonly LitNode[] {
  const customers = way.filter(({ node }) => node.thing.kind === 'customer')
  if (customers.length <= CUSTOMERS + 1) return way
  const shown = new Set(customers.slice(0, CUSTOMERS))
  return way.filter((each) => each.node.thing.kind !== 'customer' || shown.has(each))
}

function WayStep({ lit, linked }: { readonly lit: LitNode; readonly linked: boolean }) {
  const { chain } = useWords()
  const { node, effect, cause } = lit
  const down = node.units.filter(({ state }) => state === 'down').map(({ name }) => name)
  return (
    <li className={styles.step} data-effect={effect} data-cause={cause || undefined}>
      <span className={styles.stepMark} aria-hidden="true" />
      {linked ? <Name thing={node.thing} /> : node.thing.name}
      <span className={styles.stepNote}>
        {cause ? `${chain.cause}. ` : ''}
        {down.length > 0 ? `${chain.unitsDown(down.join(', '))}. ` : ''}
        <DelayWords lit={lit} />
      </span>
    </li>
  )
}

/** How late a customer gets it, or that the way moves inside the slack. */
export function DelayWords({ lit }: { readonly lit: LitNode }) {
  const { chain } = useWords()
  const { duration } = useFormat()
  if (lit.node.thing.kind !== 'customer') return null
  if (lit.delaySeconds === undefined) return lit.effect === 'slack' ? chain.insideSlack : chain.late
  if (lit.delaySeconds === null) return chain.laterUnknown
  const by = duration(lit.delaySeconds)
  return lit.effect === 'later' ? chain.stillLaterBy(by) : chain.laterBy(by)
}
