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
  /** Names in the boxes are written from top to bottom, for there is no room beside. */
  readonly upright: boolean
  /** Where labels of suppliers end, and those of customers begin; each as wide as it may be. */
  readonly supplierLabel: { readonly x: number; readonly width: number }
  readonly customerLabel: { readonly x: number; readonly width: number }
}

export const LABEL_LINE = 18
const HEADING = 28
const MARK = 10
const MARK_PITCH = 13
const BOX_GAP = 9
const BOX_WIDTH_MAX = 124
/** In boxes narrower than this a name is written from top to bottom. */
const NAME_WIDTH_MIN = 58
const LYING = { height: 64, pitch: 92 } as const
const UPRIGHT = { height: 156, pitch: 180 } as const
/** Lines keep this far from boxes that they pass. */
const CLEARANCE = 8

/** Lays the picture out in a width. The height follows from the fullest column. */
export function layoutChain(picture: ChainPicture, width: number): ChainLayout {
  const last = picture.columns.length - 1
  const stages = Math.max(1, last - 1)
  const roomy = { supplier: between(84, width * 0.14, 190), customer: between(124, width * 0.17, 230) }
  const stepIn = ({ supplier, customer }: typeof roomy): number => (width - supplier - customer - 2 * (MARK + 8)) / stages
  const upright = stepIn(roomy) - BOX_GAP < NAME_WIDTH_MIN
  // Where names stand upright, suppliers are marks alone: only the one that is lit is named, over the lines beside it.
  const { supplier: supplierWidth, customer: customerWidth } = upright ? { supplier: 12, customer: between(160, width * 0.3, 220) } : roomy
  const left = supplierWidth + MARK + 8
  const step = stepIn({ supplier: supplierWidth, customer: customerWidth })
  const boxWidth = Math.min(BOX_WIDTH_MAX, step - BOX_GAP)
  const { height: boxHeight, pitch } = upright ? UPRIGHT : LYING
  const counts = picture.columns.map((_, column) => picture.nodes.filter((node) => node.column === column).length)
  const body = Math.max(240, ...counts.map((count, column) => count * (isEnd(picture, column) ? MARK_PITCH : pitch)))
  const middleOf = (column: number): number => {
    if (column === 0) return supplierWidth + MARK / 2
    return column === last ? width - customerWidth - MARK / 2 : left + step * (column - 0.5)
  }
  const nodes = picture.nodes.map((node): PlacedNode => {
    const shape = isEnd(picture, node.column) ? 'mark' : 'box'
    const [w, h] = shape === 'mark' ? [MARK, MARK] : [boxWidth, boxHeight]
    const y = HEADING + (body * (node.row + 0.5)) / Math.max(1, counts[node.column] ?? 1)
    return { node, shape, x: middleOf(node.column) - w / 2, y: y - h / 2, width: w, height: h }
  })
  return {
    width,
    height: HEADING + body + 12,
    nodes,
    flows: placeFlows(picture.flows, nodes),
    columns: picture.columns.map(({ kind, name }, column) => ({ kind, name, x: middleOf(column) })),
    upright,
    supplierLabel: { x: supplierWidth - 8, width: supplierWidth - 8 },
    customerLabel: { x: width - customerWidth + 8, width: customerWidth - 8 },
  }
}

const between = (least: number, value: number, most: number): number => Math.round(Math.min(most, Math.max(least, value)))

function isEnd(picture: ChainPicture, column: number): boolean {
  return picture.columns[column]?.kind !== 'workCenter'
}

function placeFlows(flows: readonly ChainFlow[], nodes: readonly PlacedNode[]): readonly PlacedFlow[] {
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]))
  const boxes = nodes.filter(({ shape }) => shape === 'box')
  const most = Math.max(1, ...flows.map(revenueOf))
  return flows.flatMap((flow) => {
    const from = byId.get(flow.from)
    const to = byId.get(flow.to)
    if (from === undefined || to === undefined) return []
    return [{ flow, curve: curveOf(from, to, boxes), thickness: 1 + 5 * Math.sqrt(revenueOf(flow) / most) }]
  })
}

/** How thick a line is follows from its largest amount: amounts in different currencies have no sum. */
function revenueOf(flow: ChainFlow): number {
  return Math.max(0, ...flow.revenue.map((each) => each.amount / 10 ** each.scale))
}

/**
 * From the right edge of one to the left edge of the other. A line that skips columns passes between the boxes that stand there:
 * behind one it would look as if goods went through it. Goods that flow back to an earlier column go round in an arc.
 */
function curveOf(from: PlacedNode, to: PlacedNode, boxes: readonly PlacedNode[]): string {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 }
  const end = { x: to.x, y: to.y + to.height / 2 }
  const passed = boxes.filter(({ node }) => node.column > from.node.column && node.column < to.node.column)
  const lane = passed.length === 0 ? undefined : freeLane(passed, (start.y + end.y) / 2)
  if (lane === undefined) return `M${point(start)}${bow(start, end)}`
  const first = { x: Math.min(...passed.map(({ x }) => x)), y: lane }
  const last = { x: Math.max(...passed.map(({ x, width }) => x + width)), y: lane }
  return `M${point(start)}${bow(start, first)}L${point(last)}${bow(last, end)}`
}

/** The height nearest to the wanted one at which a line passes all these boxes. */
function freeLane(boxes: readonly PlacedNode[], wanted: number): number {
  const free = (y: number): boolean => boxes.every((box) => y <= box.y - CLEARANCE || y >= box.y + box.height + CLEARANCE)
  const lanes = [wanted, ...boxes.flatMap((box) => [box.y - CLEARANCE, box.y + box.height + CLEARANCE])].filter(free)
  return lanes.reduce((best, y) => (Math.abs(y - wanted) < Math.abs(best - wanted) ? y : best), lanes[0] ?? wanted)
}

interface Point {
  readonly x: number
  readonly y: number
}

const point = ({ x, y }: Point): string => `${round(x)} ${round(y)}`

function bow(from: Point, to: Point): string {
  const bend = to.x > from.x ? Math.max(6, (to.x - from.x) / 2) : 48
  return `C${point({ x: from.x + bend, y: from.y })} ${point({ x: to.x - bend, y: to.y })} ${point(to)}`
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
  // Where more are lit than fit, all are still named, closer to each other.
  const line = Math.min(span.line, (span.bottom - span.top) / Math.max(1, must.length))
  const placed: PlacedLabel[] = []
  let free = span.top + line / 2
  for (const [index, label] of must.entries()) {
    const room = span.bottom - (must.length - index - 0.5) * line
    const y = Math.max(free, Math.min(label.y, room))
    placed.push({ nodeId: label.nodeId, y })
    free = y + line
  }
  for (const nodeId of wanted.rest) {
    const y = middle.get(nodeId)
    if (y === undefined || wanted.must.includes(nodeId)) continue
    if (placed.every((other) => Math.abs(other.y - y) >= span.line)) placed.push({ nodeId, y })
  }
  return placed
}
