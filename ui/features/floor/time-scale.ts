/** The time axis of the Gantt picture: which stretch of time is seen, how it is zoomed and moved, and where its lines fall in the plant's zone. */

/** The stretch that is seen, in milliseconds since 1970-01-01T00:00:00Z. */
export interface TimeWindow {
  readonly fromMs: number
  readonly toMs: number
}

export interface Tick {
  readonly ms: number
  /** A day begins here; otherwise an hour within it. */
  readonly major: boolean
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
export const SHORTEST_MS = HOUR
export const LONGEST_MS = 60 * DAY

/** Where an instant falls, in pixels from the left edge. */
export function pixelOf(ms: number, window: TimeWindow, width: number): number {
  return ((ms - window.fromMs) / (window.toMs - window.fromMs)) * width
}

/** Zooms by a factor (below 1 shows less time) so that the instant under `at`, a fraction of the width, stays where it is. */
export function zoomed(window: TimeWindow, factor: number, at: number): TimeWindow {
  const span = window.toMs - window.fromMs
  const next = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, span * factor))
  const fromMs = window.fromMs + (span - next) * at
  return { fromMs: Math.round(fromMs), toMs: Math.round(fromMs + next) }
}

/** Moves by a fraction of what is seen; a positive one goes later. */
export function moved(window: TimeWindow, fraction: number): TimeWindow {
  const by = Math.round((window.toMs - window.fromMs) * fraction)
  return { fromMs: window.fromMs + by, toMs: window.toMs + by }
}

const HOUR_STEPS = [1, 2, 3, 6, 12] as const

/** Lines of the axis: at midnight of the plant's days, and at whole hours between where at least `apart` pixels lie from one to the next. */
export function ticksOf(
  window: TimeWindow,
  options: { readonly width: number; readonly zone: string; readonly apart: number },
): readonly Tick[] {
  const perHour = (options.width * HOUR) / (window.toMs - window.fromMs)
  const hours = HOUR_STEPS.find((step) => step * perHour >= options.apart)
  const days = hours === undefined ? Math.max(1, Math.ceil(options.apart / (24 * perHour))) : 1
  const ticks: Tick[] = []
  for (let day = 0, midnight = midnightBefore(window.fromMs, options.zone); midnight < window.toMs; day++) {
    const next = midnightAfter(midnight, options.zone)
    if (midnight >= window.fromMs && day % days === 0) ticks.push({ ms: midnight, major: true })
    if (hours !== undefined) {
      for (let ms = midnight + hours * HOUR; ms < Math.min(next, window.toMs); ms += hours * HOUR) {
        if (ms >= window.fromMs && next - ms >= (hours * HOUR) / 2) ticks.push({ ms, major: false })
      }
    }
    midnight = next
  }
  return ticks
}

/** The last midnight in a zone that is not after an instant. */
export function midnightBefore(ms: number, zone: string): number {
  const clock = new Date(ms + offsetOf(ms, zone))
  const local = Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate())
  return fromLocal(local, zone)
}

function midnightAfter(midnight: number, zone: string): number {
  // A day of a zone has 23 to 25 hours; 36 hours on lie in the next one whatever the change of clocks.
  return midnightBefore(midnight + 1.5 * DAY, zone)
}

/** Local wall time, written as if it were UTC, as an instant. */
function fromLocal(local: number, zone: string): number {
  const guess = local - offsetOf(local, zone)
  return local - offsetOf(guess, zone)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant. */
function offsetOf(ms: number, zone: string): number {
  let clock = clocks.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(zone, clock)
  }
  const part = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000
}

/** What is asked of the server for a window: half as much again on both sides, at whole steps, so that small moves ask nothing new. */
export function askedRange(window: TimeWindow): { readonly from: string; readonly to: string } {
  const span = window.toMs - window.fromMs
  const step = 2 ** Math.ceil(Math.log2(span / 2))
  const from = Math.floor((window.fromMs - span / 2) / step) * step
  const to = Math.ceil((window.toMs + span / 2) / step) * step
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
