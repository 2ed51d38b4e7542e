/** The chain as it is drawn: lines behind, and every supplier, work center and customer a link that arrow keys walk between. */
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { ChainPicture } from '../../../src/core/impact/page-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './chain.module.css'
import { nodeBeside } from './chain-focus.ts'
import { type ChainLayout, LABEL_LINE, layoutChain, type PlacedNode, placeLabels } from './chain-layout.ts'
import type { Lighting } from './chain-lighting.ts'
import { ChainLines } from './chain-lines.tsx'
import { ChainBox, ChainMark } from './chain-nodes.tsx'

interface DrawnChainProps {
  readonly picture: ChainPicture
  readonly lighting: Lighting
  readonly width: number
}

export function DrawnChain({ picture, lighting, width }: DrawnChainProps) {
  const { chain } = useWords()
  const layout = useMemo(() => layoutChain(picture, width), [picture, width])
  const labels = useMemo(() => labelsOf(layout, lighting), [layout, lighting])
  const [focused, setFocused] = useState<string>()
  const frame = useRef<HTMLDivElement>(null)
  const first = lighting.way[0]?.node.id ?? layout.nodes[0]?.node.id
  const stop = layout.nodes.some(({ node }) => node.id === focused) ? focused : first
  const walk = (event: KeyboardEvent): void => {
    const next = stop === undefined ? undefined : nodeBeside(layout.nodes, stop, event.key)
    if (next === undefined) return
    event.preventDefault()
    setFocused(next)
    frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }
  const nodeProps = (placed: PlacedNode) => ({
    placed,
    lit: lighting.nodes.get(placed.node.id),
    dimmed: lighting.flows.size > 0,
    tabIndex: placed.node.id === stop ? 0 : -1,
    onFocus: () => setFocused(placed.node.id),
  })
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the links inside, which carry the roles */}
      <div ref={frame} className={styles.drawn} style={{ width, height: layout.height }} onKeyDown={walk}>
        <ChainLines layout={layout} lighting={lighting} labels={labels} />
        <span className={styles.heading} style={layout.upright ? { left: 0 } : { right: layout.width - layout.supplierLabel.x }}>
          {chain.columnSuppliers}
        </span>
        <span className={styles.heading} style={{ left: layout.customerLabel.x }}>
          {chain.columnCustomers}
        </span>
        {layout.nodes.map((placed) =>
          placed.shape === 'box' ? (
            <ChainBox key={placed.node.id} {...nodeProps(placed)} upright={layout.upright} />
          ) : (
            <ChainMark key={placed.node.id} {...nodeProps(placed)} layout={layout} labelY={labels.get(placed.node.id)} />
          ),
        )}
      </div>
      <Legend lighting={lighting} layout={layout} labels={labels} />
    </>
  )
}

/** Labels of suppliers and customers by node: everybody who is lit, and of the others those with most promises, where there is room. */
function labelsOf(layout: ChainLayout, lighting: Lighting): ReadonlyMap<string, number> {
  const lastColumn = layout.columns.length - 1
  const placed = [0, lastColumn].flatMap((column) => {
    const marks = layout.nodes.filter(({ node, shape }) => node.column === column && shape === 'mark')
    const must = marks.filter(({ node }) => lighting.nodes.has(node.id)).map(({ node }) => node.id)
    const silent = layout.upright && column === 0
    const rest = (silent ? [] : [...marks])
      .sort((a, b) => b.node.promises - a.node.promises || a.node.row - b.node.row)
      .map(({ node }) => node.id)
    return placeLabels(marks, { must, rest }, { top: 26, bottom: layout.height, line: LABEL_LINE })
  })
  return new Map(placed.map(({ nodeId, y }) => [nodeId, y]))
}

interface LegendProps {
  readonly lighting: Lighting
  readonly layout: ChainLayout
  readonly labels: ReadonlyMap<string, number>
}

function Legend({ lighting, layout, labels }: LegendProps) {
  const { chain } = useWords()
  const marks = layout.nodes.filter(({ shape }) => shape === 'mark')
  const suppliers = marks.filter(({ node }) => node.thing.kind === 'supplier' && !labels.has(node.id)).length
  const spared = marks.filter(({ node }) => node.thing.kind === 'customer' && !lighting.nodes.has(node.id)).length
  return (
    <p className={styles.legend}>
      {lighting.flows.size > 0 ? (
        <>
          <span className={styles.keyLate}>{chain.legendLate}</span>
          {lighting.way.some(({ effect }) => effect === 'later') ? <span className={styles.keyLater}>{chain.legendLater}</span> : null}
          <span className={styles.keySlack}>{chain.legendSlack}</span>
        </>
      ) : (
        <span>{lighting.ofOne ? chain.oneLitNothing : chain.nothingLit}</span>
      )}
      <span className={styles.keyMoney}>{chain.legendMoney}</span>
      {suppliers > 0 ? <span>{chain.othersSuppliers(suppliers)}</span> : null}
      {lighting.flows.size > 0 && spared > 0 ? <span>{chain.othersInside(spared)}</span> : null}
    </p>
  )
}
