/** How many pieces a counter tells between two of its values. */

export interface CounterStep {
  readonly pieces: number
  /** Why the step was not simply the difference. */
  readonly note: 'reset' | 'rollover' | 'rollback' | null
}

/** A counter that falls below this share of its last value began anew; one that falls less was set back by somebody. */
const RESET_BELOW = 0.1
/** A counter rolls over from the last quarter of its range to the first; a fall from further below is no full turn. */
const QUARTER = 0.25

/**
 * The pieces between two values of a counter. A fall is a rollover where the counter has an end and stood near it,
 * a reset where it is small against the value before, and otherwise a rollback, which counts nothing.
 */
export function counterStep(before: number, now: number, rolloverAt: number | undefined): CounterStep {
  if (now >= before) return { pieces: now - before, note: null }
  if (rolloverAt !== undefined && before <= rolloverAt && before >= rolloverAt * (1 - QUARTER) && now <= rolloverAt * QUARTER)
    return { pieces: rolloverAt - before + now + 1, note: 'rollover' }
  if (now < before * RESET_BELOW) return { pieces: now, note: 'reset' }
  return { pieces: 0, note: 'rollback' }
}
