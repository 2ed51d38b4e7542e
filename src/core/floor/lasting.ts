/** How long things last, from those that have ended and those that still last: by when a share of them is over, and what share is over by then. */

export interface Lasted {
  readonly ms: number
  /** False where it is only known to have lasted so long: it went on, or something else than chance ended it. */
  readonly ended: boolean
}

/** The time by which a share of them is over, in ms (Kaplan-Meier estimate); undefined where too many are not known to have ended to say. */
export function overBy(all: readonly Lasted[], share: number): number | undefined {
  for (const { ms, over } of steps(all)) if (over >= share - 1e-9) return ms
  return undefined
}

/** The share that is over at `ms`, 0 to 1 (Kaplan-Meier estimate). */
export function shareOver(all: readonly Lasted[], ms: number): number {
  let share = 0
  for (const step of steps(all)) {
    if (step.ms > ms) break
    share = step.over
  }
  return share
}

/** Each end, and the share that is over with it. */
function* steps(all: readonly Lasted[]): Generator<{ readonly ms: number; readonly over: number }> {
  const sorted = [...all].sort((a, b) => a.ms - b.ms || Number(b.ended) - Number(a.ended))
  let lasting = 1
  for (const [k, { ms, ended }] of sorted.entries()) {
    if (!ended) continue
    lasting *= 1 - 1 / (sorted.length - k)
    yield { ms, over: 1 - lasting }
  }
}
