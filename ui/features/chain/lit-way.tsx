/** The lit way as a list, from the cause to the customers: what a narrow screen shows, and what a screen reader reads beside the drawing. */
import { VisuallyHidden } from '@mantine/core'
import { Name } from '../../kit/name.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './chain.module.css'
import type { Lighting, LitNode } from './chain-lighting.ts'

export function LitWay({
  lighting,
  customers,
  visible,
}: {
  readonly lighting: Lighting
  readonly customers: number
  readonly visible: boolean
}) {
  const { chain } = useWords()
  const reached = lighting.way.filter(({ node }) => node.thing.kind === 'customer').length
  const list =
    lighting.way.length === 0 ? (
      <p className={styles.nothing}>{chain.nothingLit}</p>
    ) : (
      <>
        <h2 className={styles.wayTitle}>{chain.litWay}</h2>
        <ol className={styles.way}>
          {lighting.way.map((lit) => (
            <WayStep key={lit.node.id} lit={lit} linked={visible} />
          ))}
        </ol>
        {customers > reached ? <p className={styles.nothing}>{chain.othersInside(customers - reached)}</p> : null}
      </>
    )
  return visible ? list : <VisuallyHidden>{list}</VisuallyHidden>
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
  if (lit.delaySeconds === undefined) return lit.effect === 'late' ? chain.late : chain.insideSlack
  return lit.delaySeconds === null ? chain.laterUnknown : chain.laterBy(duration(lit.delaySeconds))
}
