/** How many messages a role gets: what people can read and act on, as for alarms in control rooms (EEMUA 191). */

/** The first minutes of an upset, and how many messages they may bring. */
export const UPSET_MS = 10 * 60_000
export const UPSET_MAX = 10
/** Afterwards, and in steady state, one message in this time. */
export const STEADY_MS = 10 * 60_000
/** A role that got none for this long is in no upset: what was held back would have been told by then. */
const CALM_MS = 30 * 60_000

/** What may be told now. In steady state one message tells of everything that was held back. */
export interface Slots {
  readonly count: number
  readonly tellsOthers: boolean
}

/** `told` are the instants of earlier messages of the role in milliseconds, in order. */
export function slotsOf(told: readonly number[], nowMs: number): Slots {
  const last = told.at(-1)
  if (last === undefined || nowMs - last >= CALM_MS) return { count: UPSET_MAX, tellsOthers: false }
  const upset = upsetOf(told)
  const began = upset[0] ?? last
  if (nowMs - began < UPSET_MS) return { count: Math.max(0, UPSET_MAX - upset.length), tellsOthers: false }
  return { count: nowMs - last >= STEADY_MS ? 1 : 0, tellsOthers: true }
}

/** The last messages without a calm between them. */
function upsetOf(told: readonly number[]): readonly number[] {
  let from = told.length - 1
  while (from > 0 && (told[from] ?? 0) - (told[from - 1] ?? 0) < CALM_MS) from--
  return told.slice(Math.max(0, from))
}
