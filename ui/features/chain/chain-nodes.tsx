/** The nodes of the chain picture: a box for a work center with its units, a mark with a label for a supplier or a customer. */

import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ChainNode } from '../../../src/core/impact/page-answer.ts'
import { StateMark } from '../../kit/state-mark.tsx'
import { thingTarget } from '../../links/thing-target.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './chain.module.css'
import type { ChainLayout, PlacedNode } from './chain-layout.ts'
import type { LitNode } from './chain-lighting.ts'
import { DelayWords } from './lit-way.tsx'

interface NodeProps {
  readonly placed: PlacedNode
  readonly lit: LitNode | undefined
  /** Something else is lit: what is not lit steps back. */
  readonly dimmed: boolean
  readonly tabIndex: number
  readonly onFocus: () => void
}

export function ChainBox({ placed, lit, dimmed, tabIndex, onFocus, upright }: NodeProps & { readonly upright: boolean }) {
  const { chain } = useWords()
  const { node, x, y, width, height } = placed
  const down = node.units.filter(({ state }) => state === 'down').map(({ name }) => name)
  return (
    <Link
      {...thingTarget(node.thing)}
      className={styles.box}
      style={{ left: x, top: y, width, height }}
      data-node={node.id}
      data-upright={upright || undefined}
      data-effect={lit?.effect}
      data-cause={lit?.cause || undefined}
      data-dimmed={(dimmed && lit === undefined) || undefined}
      tabIndex={tabIndex}
      onFocus={onFocus}
    >
      <span className={styles.boxName}>{node.thing.name}</span>
      <VisuallyHidden>
        {': '}
        {chain.through(chain.promises(node.promises))}
        {down.length > 0 ? `; ${chain.unitsDown(down.join(', '))}` : ''}
      </VisuallyHidden>
      <span className={styles.units} aria-hidden="true">
        {shownUnits(node, upright ? 2 : Math.floor((width - 8) / 17)).map((unit) => (
          <StateMark key={unit.id} state={unit.state} bare />
        ))}
      </span>
    </Link>
  )
}

/** As many as there is room for; those that stand against the plan are never the ones left out. */
function shownUnits({ units }: ChainNode, most: number): ChainNode['units'] {
  if (units.length <= most) return units
  const calm = new Set(['producing', 'setup', 'idle', 'waiting', 'nonProduction'])
  return [...units].sort((a, b) => Number(calm.has(a.state)) - Number(calm.has(b.state))).slice(0, Math.max(1, most))
}

interface MarkProps extends NodeProps {
  readonly layout: ChainLayout
  /** Middle of its label; undefined where it has none. */
  readonly labelY: number | undefined
}

export function ChainMark({ placed, lit, dimmed, tabIndex, onFocus, layout, labelY }: MarkProps) {
  const { chain } = useWords()
  const { node, x, y } = placed
  const customer = node.thing.kind === 'customer'
  const worst = lit?.late[0]
  const one = lit?.late.length === 1 ? worst?.salesOrderLineId : undefined
  const late = customer && lit !== undefined && lit.effect !== 'slack' ? chain.latePromises(Math.max(1, lit.late.length)) : undefined
  const target = one === undefined ? customerTarget(node.thing, lit) : { to: '/promises/$lineId', params: { lineId: one } }
  return (
    <Link
      {...target}
      className={styles.mark}
      style={{ left: x - 7, top: y - 7 }}
      data-node={node.id}
      data-kind={node.thing.kind}
      data-effect={lit?.effect}
      data-cause={lit?.cause || undefined}
      data-dimmed={(dimmed && lit === undefined) || undefined}
      tabIndex={tabIndex}
      onFocus={onFocus}
      title={node.thing.name}
    >
      <span className={styles.markShape} />
      {labelY === undefined ? (
        <VisuallyHidden>{node.thing.name}</VisuallyHidden>
      ) : (
        <span className={styles.label} style={labelPlace(placed, labelY, layout)}>
          <span className={styles.labelName}>{node.thing.name}</span>
          {customer && lit !== undefined && lit.effect !== 'slack' ? (
            <span className={styles.labelNote}>
              <DelayWords lit={lit} />
            </span>
          ) : null}
        </span>
      )}
      <VisuallyHidden>: {late ?? chain.through(chain.promises(node.promises))}</VisuallyHidden>
    </Link>
  )
}

/** The label stands beside its mark or, moved aside, where there was room. Measured from the corner of the link, which is 7 pixels beyond the mark's. */
function labelPlace({ node, x, y }: PlacedNode, labelY: number, { customerLabel, supplierLabel, upright }: ChainLayout) {
  const top = labelY - y - 2
  if (upright && node.thing.kind === 'supplier') return { top, left: 24, background: 'var(--ground)', paddingInline: 4 }
  if (node.thing.kind === 'customer') return { top, left: customerLabel.x - x + 7, width: customerLabel.width }
  return { top, right: x + 17 - supplierLabel.x, width: supplierLabel.width }
}

function customerTarget(thing: PlacedNode['node']['thing'], lit: LitNode | undefined) {
  return thing.kind === 'customer' && lit !== undefined && lit.effect !== 'slack'
    ? { to: '/promises', search: { customer: thing.id, late: true } }
    : thingTarget(thing)
}
