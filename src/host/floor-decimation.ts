/** Which readings the history keeps of a signal, by the rules that its mapping declares. */
import type { Signal } from '../core/records/signal.ts'
import type { Reading } from '../engine/floor-ports.ts'

/** How a series is kept; the strictest of all mappings that read it. */
export interface KeepRule {
  /** States, counts, reasons and orders rest on it: every change is kept, and it is never dropped. */
  readonly vital: boolean
  readonly deadband: number
  readonly minIntervalMs: number
}

/** Undefined when nobody has mapped the series: then only its last value is kept. */
export function keepRuleOf(mappings: readonly Signal[]): KeepRule | undefined {
  if (mappings.length === 0) return undefined
  return {
    vital: mappings.some(({ role }) => role !== 'reading' && role !== 'rate'),
    deadband: Math.min(...mappings.map(({ deadband = 0 }) => deadband)),
    minIntervalMs: Math.min(...mappings.map(({ minIntervalSeconds = 0 }) => minIntervalSeconds)) * 1000,
  }
}

/**
 * Whether the history keeps a reading, `kept` being the newest one that it has of the series.
 * A change of quality is always kept, and so is what comes late, for nobody knows what was kept around it.
 * Of states, counts and texts each change is kept and nothing else; of other numbers what the deadband and the interval let through.
 */
export function isKept(reading: Reading, kept: Reading | null, rule: KeepRule): boolean {
  if (kept === null || reading.atMs < kept.atMs || reading.quality !== kept.quality) return true
  if (rule.vital || typeof reading.value !== 'number' || typeof kept.value !== 'number') return !Object.is(reading.value, kept.value)
  if (reading.atMs - kept.atMs < rule.minIntervalMs) return false
  const moved = Math.abs(reading.value - kept.value)
  // NaN compares with nothing, and must not hide behind that.
  return Number.isNaN(moved) ? !Object.is(reading.value, kept.value) : moved >= rule.deadband
}
