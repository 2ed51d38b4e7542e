/** What the address of the ledger and of a team's page holds. */
import { type Instant, instantFromMs } from '../../../src/core/values/instant.ts'

export interface LedgerSearch {
  /** How many days back; 30 when not stated. */
  readonly days?: number
}

export const SPANS = [1, 7, 30, 90, 365] as const
const USUAL = 30
const HOUR = 3_600_000

const MOST = 3650

/** As an address names it; undefined for what is no span of days. */
export function spanOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST ? value : undefined
}

export const daysOf = ({ days }: LedgerSearch): number => days ?? USUAL
export const searchOf = (days: number): LedgerSearch => (days === USUAL ? {} : { days })

/** Up to the end of the current hour of the plant, so that a page that stays open asks the same question for an hour. */
export function ledgerRange(search: LedgerSearch, nowMs: number): { readonly from: Instant; readonly to: Instant } {
  const toMs = Math.ceil(nowMs / HOUR) * HOUR
  return { from: instantFromMs(toMs - daysOf(search) * 24 * HOUR), to: instantFromMs(toMs) }
}
