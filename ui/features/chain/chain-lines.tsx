/** The lines of the chain picture: grey and still, and the way of a disruption in colour with an arrow and a pattern of its own. */
import styles from './chain.module.css'
import type { ChainLayout, PlacedNode } from './chain-layout.ts'
import { type Lighting, weightOf } from './chain-lighting.ts'

interface ChainLinesProps {
  readonly layout: ChainLayout
  readonly lighting: Lighting
  /** Where the labels of marks stand. */
  readonly labels: ReadonlyMap<string, number>
}

/** Hidden from screen readers: the links above it and the list beside it say the same. */
export function ChainLines({ layout, lighting, labels }: ChainLinesProps) {
  const order = [...layout.flows].sort((a, b) => weightOf(lighting.flows.get(a.flow.id)) - weightOf(lighting.flows.get(b.flow.id)))
  return (
    <svg className={styles.lines} width={layout.width} height={layout.height} aria-hidden="true" focusable="false">
      <title>chain</title>
      <defs>
        <marker
          id="chain-late"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" className={styles.lateTip} />
        </marker>
      </defs>
      {order.map(({ flow, curve, thickness }) => {
        const effect = lighting.flows.get(flow.id)
        return (
          <path
            key={flow.id}
            d={curve}
            className={styles.flow}
            data-effect={effect}
            data-dimmed={(lighting.flows.size > 0 && effect === undefined) || undefined}
            strokeWidth={effect === undefined ? thickness : Math.max(2, thickness)}
            markerEnd={effect === 'late' ? 'url(#chain-late)' : undefined}
          />
        )
      })}
      {layout.nodes.map((placed) => {
        const y = labels.get(placed.node.id)
        return y === undefined ? null : <Leader key={placed.node.id} placed={placed} y={y} layout={layout} />
      })}
    </svg>
  )
}

/** A thin line from a mark to its label, where the label had to move aside. */
function Leader({ placed, y, layout }: { readonly placed: PlacedNode; readonly y: number; readonly layout: ChainLayout }) {
  const middle = placed.y + placed.height / 2
  if (Math.abs(middle - y) < 2) return null
  const customer = placed.node.thing.kind === 'customer'
  if (!customer && layout.upright) return null
  const from = customer ? placed.x + placed.width : placed.x
  const to = customer ? layout.customerLabel.x : layout.supplierLabel.x
  return <path d={`M${from} ${middle}L${to} ${y}`} className={styles.leader} />
}
