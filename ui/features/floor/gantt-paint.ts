/** Draws the Gantt picture on a canvas. Everything it shows is also there as a list of the bars in words. */
import { type GanttBar, type GanttLayout, type GanttRow, LANE, ROW_PADDING, spanPixels } from './gantt-layout.ts'
import { pixelOf, type TimeWindow, ticksOf } from './time-scale.ts'

export interface Palette {
  readonly ink: string
  readonly inkSoft: string
  readonly line: string
  readonly surface: string
  readonly closed: string
  readonly done: string
  readonly running: string
  readonly planned: string
  readonly late: string
  readonly down: string
  readonly accent: string
}

export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export interface GanttScene {
  readonly layout: GanttLayout
  readonly window: TimeWindow
  readonly width: number
  readonly nowMs: number
  readonly zone: string
  readonly palette: Palette
  /** Stretches in which nobody knows what the unit did, by work unit. */
  readonly unobserved: ReadonlyMap<string, readonly Span[]>
  readonly selected: string | undefined
  /** Bars that a what-if puts elsewhere. */
  readonly changed: ReadonlySet<string>
}

const TEXT_MIN = 54
const TICK_APART = 64

type Pen = CanvasRenderingContext2D

/** Draws the whole scene; the pen's units are CSS pixels. */
export function paintGantt(pen: Pen, scene: GanttScene): void {
  const { layout, width, palette, window, nowMs } = scene
  pen.clearRect(0, 0, width, layout.height)
  const hatch = hatchOf(pen, palette.inkSoft)
  for (const row of layout.rows) paintBackground(pen, { scene, row, hatch })
  paintTicks(pen, scene)
  for (const row of layout.rows) for (const bar of row.bars) paintBar(pen, { scene, row, bar })
  const now = pixelOf(nowMs, window, width)
  pen.fillStyle = palette.accent
  pen.fillRect(Math.round(now) - 1, 0, 2, layout.height)
}

interface RowScene {
  readonly scene: GanttScene
  readonly row: GanttRow
  readonly hatch: CanvasPattern | string
}

function paintBackground(pen: Pen, { scene, row, hatch }: RowScene): void {
  const { window, width, palette } = scene
  pen.fillStyle = palette.surface
  pen.fillRect(0, row.top, width, row.height)
  const fill = (span: Span, style: string | CanvasPattern, inset = 0): void => {
    const place = spanPixels(span, window, width)
    if (place === undefined) return
    pen.fillStyle = style
    pen.fillRect(place.x, row.top + inset, place.width, row.height - 2 * inset)
  }
  for (const closed of row.row.closed) fill(spanOf(closed.fromAt, closed.toAt, window), palette.closed)
  for (const span of scene.unobserved.get(row.row.workUnit.id) ?? []) fill(span, hatch, 2)
  for (const each of row.row.disturbed) {
    const place = spanPixels(spanOf(each.fromAt, each.toAt, window), window, width)
    if (place === undefined) continue
    pen.fillStyle = palette.down
    pen.fillRect(place.x, row.top, place.width, row.height)
    pen.fillStyle = palette.late
    pen.fillRect(place.x, row.top, place.width, 2)
    pen.fillRect(place.x, row.top + row.height - 2, place.width, 2)
  }
  pen.fillStyle = palette.line
  pen.fillRect(0, row.top + row.height - 1, width, 1)
}

const spanOf = (from: string, to: string | null, window: TimeWindow): Span => ({
  fromMs: Date.parse(from),
  toMs: to === null ? window.toMs : Date.parse(to),
})

function paintTicks(pen: Pen, { window, width, zone, layout, palette }: GanttScene): void {
  for (const { ms, major } of ticksOf(window, { width, zone, apart: TICK_APART })) {
    pen.fillStyle = major ? palette.inkSoft : palette.line
    pen.globalAlpha = major ? 0.5 : 0.6
    pen.fillRect(Math.round(pixelOf(ms, window, width)), 0, 1, layout.height)
  }
  pen.globalAlpha = 1
}

interface BarScene {
  readonly scene: GanttScene
  readonly row: GanttRow
  readonly bar: GanttBar
}

/** What is done is filled, what runs is filled as far as it is done, what is projected is an outline, what is assumed a dashed one. */
function paintBar(pen: Pen, { scene, row, bar }: BarScene): void {
  const { palette, window, width } = scene
  const place = spanPixels(bar, window, width)
  if (place === undefined) return
  const { standing, late, quantity, completed } = bar.bar
  const y = row.top + ROW_PADDING / 2 + bar.lane * LANE + 1
  const h = LANE - 3
  pen.fillStyle = standing === 'done' ? palette.done : palette.planned
  pen.fillRect(place.x, y, place.width, h)
  if (standing === 'running') {
    const share = quantity.value > 0 ? Math.min(1, (completed?.value ?? 0) / quantity.value) : 0
    pen.fillStyle = palette.running
    pen.fillRect(place.x, y, Math.max(3, place.width * share), h)
  }
  if (standing !== 'done' && place.width > 3) {
    pen.strokeStyle = scene.selected === bar.bar.id ? palette.accent : palette.ink
    pen.lineWidth = standing === 'running' ? 2 : 1
    pen.setLineDash(standing === 'assumed' ? [4, 3] : [])
    pen.strokeRect(place.x + 0.5, y + 0.5, place.width - 1, h - 1)
    pen.setLineDash([])
  }
  if (scene.changed.has(bar.bar.id)) paintChanged(pen, palette, { x: place.x, y, w: place.width, h })
  if (late) paintLate(pen, palette, { x: place.x, y, w: place.width, h })
  if (scene.selected === bar.bar.id) {
    pen.strokeStyle = palette.accent
    pen.lineWidth = 3
    pen.strokeRect(place.x - 1, y - 1, place.width + 2, h + 2)
  }
  if (place.width >= TEXT_MIN) paintName(pen, palette.ink, { bar, x: Math.max(0, place.x), y, w: place.width + Math.min(0, place.x), h })
}

interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** A thick foot and a notch in the corner: late bars are told by their shape where colours are not seen. */
function paintLate(pen: Pen, palette: Palette, { x, y, w, h }: Box): void {
  pen.fillStyle = palette.late
  pen.fillRect(x, y + h - 4, w, 4)
  if (w < 10) return
  pen.beginPath()
  pen.moveTo(x + w - 9, y)
  pen.lineTo(x + w, y)
  pen.lineTo(x + w, y + 9)
  pen.fill()
}

/** A double frame: a bar that a what-if moves is told by its shape as well. */
function paintChanged(pen: Pen, palette: Palette, { x, y, w, h }: Box): void {
  pen.strokeStyle = palette.accent
  pen.lineWidth = 2
  pen.strokeRect(x + 1, y + 1, Math.max(1, w - 2), h - 2)
  if (w > 12) pen.strokeRect(x + 4, y + 4, w - 8, h - 8)
}

function paintName(pen: Pen, ink: string, { bar, x, y, w, h }: Box & { readonly bar: GanttBar }): void {
  pen.save()
  pen.beginPath()
  pen.rect(x, y, w - 10, h)
  pen.clip()
  pen.fillStyle = ink
  // What is only assumed has a number that nobody knows.
  const number = bar.bar.standing === 'assumed' ? '' : `${bar.bar.workOrderId} `
  pen.fillText(`${number}${bar.bar.material.name}`, x + 5, y + h / 2 + 1)
  pen.restore()
}

function hatchOf(pen: Pen, color: string): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = 8
  tile.height = 8
  const brush = tile.getContext('2d')
  if (brush === null) return color
  brush.strokeStyle = color
  brush.lineWidth = 1
  brush.beginPath()
  for (const shift of [-8, 0, 8]) {
    brush.moveTo(shift, 8)
    brush.lineTo(shift + 8, 0)
  }
  brush.stroke()
  return pen.createPattern(tile, 'repeat') ?? color
}
