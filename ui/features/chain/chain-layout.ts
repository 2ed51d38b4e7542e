/** Where everything of the chain picture stands, in pixels: laid out from the structure of the plant alone, so that it stays still while the day moves. */
import type { ChainFlow, ChainNode, ChainPicture } from '../../../src/core/impact/page-answer.ts'

export interface PlacedNode {
  readonly node: ChainNode
  /** A work center is a box; suppliers and customers are marks with a label beside them. */
  readonly shape: 'box' | 'mark'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedFlow {
  readonly flow: ChainFlow
  /** A curve as SVG writes it. */
  readonly curve: string
  /** Thickness of the line, 1 to 6 pixels. */
  readonly thickness: number
}

export interface ChainLayout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
  readonly flows: readonly PlacedFlow[]
  /** Middle of each column, for its heading. */
  readonly columns: readonly { readonly x: number; readonly name: string | null; readonly kind: 'supplier' | 'workCenter' | 'customer' }[]
  /** Where labels of suppliers end, and those of customers begin. */
  readonly supplierLabelX: number
  readonly customerLabelX: number
  readonly labelWidth: number
}

export const LABEL_LINE = 18
const HEADING = 40
const MARK = 10
const BOX_HEIGHT = 48
const BOX_PITCH = 66
const MARK_PITCH = 13
const BOX_GAP = 26
const BOX_WIDTH_MAX = 124
const BOX_WIDTH_MIN = 58

/** Lays the picture out in a width. The height follows from the fullest column. */
export function layoutChain(picture: ChainPicture, width: number): ChainLayout {
  const last = picture.columns.length - 1
  const labelWidth = Math.round(Math.min(210, Math.max(96, width * 0.16)))
  const counts = picture.columns.map((_, column) => picture.nodes.filter((node) => node.column === column).length)
  const tall = counts.map((count, column) => count * (isEnd(picture, column) ? MARK_PITCH : BOX_PITCH))
  const body = Math.max(240, ...tall)
  const left = labelWidth + MARK + 8
  const right = width - labelWidth - MARK - 8
  const inner = Math.max(1, last - 1)
  const step = (right - left) / inner
  const boxWidth = Math.max(BOX_WIDTH_MIN, Math.min(BOX_WIDTH_MAX, step - BOX_GAP))
  const middleOf = (column: number): number => {
    if (column === 0) return labelWidth + MARK / 2
    if (column === last) return width - labelWidth - MARK / 2
    return left + step * (column - 0.5)
  }
  const nodes = picture.nodes.map((node): PlacedNode => {
    const shape = isEnd(picture, node.column) ? 'mark' : 'box'
    const [w, h] = shape === 'mark' ? [MARK, MARK] : [boxWidth, BOX_HEIGHT]
    const y = HEADING + (body * (node.row + 0.5)) / Math.max(1, counts[node.column] ?? 1)
    return { node, shape, x: middleOf(node.column) - w / 2, y: y - h / 2, width: w, height: h }
  })
  return {
    width,
    height: HEADING + body + 12,
    nodes,
    flows: placeFlows(picture.flows, new Map(nodes.map((placed) => [placed.node.id, placed]))),
    columns: picture.columns.map(({ kind, name }, column) => ({ kind, name, x: middleOf(column) })),
    supplierLabelX: labelWidth - 8,
    customerLabelX: width - labelWidth + 8,
    labelWidth: labelWidth - 8,
  }
}

function isEnd(picture: ChainPicture, column: number): boolean {
  return picture.columns[column]?.kind !== 'workCenter'
}

function placeFlows(flows: readonly ChainFlow[], nodes: ReadonlyMap<string, PlacedNode>): readonly PlacedFlow[] {
  const most = Math.max(1, ...flows.map(revenueOf))
  return flows.flatMap((flow) => {
    const from = nodes.get(flow.from)
    const to = nodes.get(flow.to)
    if (from === undefined || to === undefined) return []
    return [{ flow, curve: curveOf(from, to), thickness: 1 + 5 * Math.sqrt(revenueOf(flow) / most) }]
  })
}

/** How thick a line is follows from its largest amount: amounts in different currencies have no sum. */
function revenueOf(flow: ChainFlow): number {
  return Math.max(0, ...flow.revenue.map((each) => each.amount / 10 ** each.scale))
}

/** From the right edge of one to the left edge of the other; goods that flow back to an earlier column go round in an arc. */
function curveOf(from: PlacedNode, to: PlacedNode): string {
  const x1 = from.x + from.width
  const y1 = from.y + from.height / 2
  const x2 = to.x
  const y2 = to.y + to.height / 2
  const bend = x2 > x1 ? Math.max(12, (x2 - x1) / 2) : 48
  return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`
}

const round = (value: number): number => Math.round(value * 10) / 10

export interface PlacedLabel {
  readonly nodeId: string
  /** Middle of the label. */
  readonly y: number
}

/**
 * Which marks of a column get a label, and where. Every node of `must` gets one, moved aside where they would overlap;
 * of the others those that come first in `rest`, where there is room beside their own mark.
 */
export function placeLabels(
  marks: readonly PlacedNode[],
  wanted: { readonly must: readonly string[]; readonly rest: readonly string[] },
  span: { readonly top: number; readonly bottom: number; readonly line: number },
): readonly PlacedLabel[] {
  const middle = new Map(marks.map((mark) => [mark.node.id, mark.y + mark.height / 2]))
  const must = wanted.must
    .flatMap((nodeId) => (middle.has(nodeId) ? [{ nodeId, y: middle.get(nodeId) ?? 0 }] : []))
    .sort((a, b) => a.y - b.y)
  const placed: PlacedLabel[] = []
  let free = span.top + span.line / 2
  for (const [index, label] of must.entries()) {
    const room = span.bottom - (must.length - index - 0.5) * span.line
    const y = Math.max(free, Math.min(label.y, room))
    placed.push({ nodeId: label.nodeId, y })
    free = y + span.line
  }
  for (const nodeId of wanted.rest) {
    const y = middle.get(nodeId)
    if (y === undefined || wanted.must.includes(nodeId)) continue
    if (placed.every((other) => Math.abs(other.y - y) >= span.line)) placed.push({ nodeId, y })
  }
  return placed
}
