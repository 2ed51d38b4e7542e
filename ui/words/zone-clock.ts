/** Wall time of the plant as a field for date and time holds it, and back. */
import { type Instant, instantFromMs } from '../../src/core/values/instant.ts'

/** `2026-05-08T06:00`: what the clocks of the zone show at an instant. */
export function wallTime(at: Instant, zone: string): string {
  return new Date(Date.parse(at) + aheadMs(Date.parse(at), zone)).toISOString().slice(0, 16)
}

/**
 * The instant at which the clocks of the zone show `text`; undefined where it is no time. Where the clocks go forward over it, the instant
 * at which they would have shown it; where they show it twice, the one before they go back.
 */
export function instantAtWall(text: string, zone: string): Instant | undefined {
  const wallMs = Date.parse(`${text}Z`)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) || Number.isNaN(wallMs)) return undefined
  // Before a change of clocks as after it: a day away the offset is surely one of the two.
  const [before, after] = [wallMs - aheadMs(wallMs - DAY, zone), wallMs - aheadMs(wallMs + DAY, zone)]
  const found = [before, after].find((ms) => ms + aheadMs(ms, zone) === wallMs) ?? before
  return instantFromMs(found)
}

const DAY = 86_400_000

/** Milliseconds by which the clocks of a zone are ahead of UTC. */
function aheadMs(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms)
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000
}
