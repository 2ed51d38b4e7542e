/** Until when a disruption acts: to its recorded end, else to the end that recorded repair times let expect. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Disruption } from '../records/disruption.ts'
import { type Said, said } from '../values/said.ts'
import { planSeconds, type SitePlan } from './site-plan.ts'

/** `likely` is met as often as not (P50), `latest` nine times in ten (P90). */
export type Ends = 'likely' | 'latest'

/** In plan seconds; UNKNOWN_TIME where nobody knows. What should have ended and has not acts until now at least. */
export function actsUntil(site: SitePlan, disruption: Disruption, ends: Ends): number {
  const { startAt, endAt, expectedEndAt, latestEndAt } = disruption
  if (endAt !== undefined) return planSeconds(site, endAt)
  if (expectedEndAt === undefined) return UNKNOWN_TIME
  const likely = Math.max(planSeconds(site, expectedEndAt), site.plan.input.now, planSeconds(site, startAt) + 1)
  if (ends === 'likely') return likely
  return latestEndAt === undefined ? UNKNOWN_TIME : Math.max(likely, planSeconds(site, latestEndAt))
}

/** Whether the later dates (P90) of what it delays differ from the likely ones. */
export function isUncertain({ kind, endAt, expectedEndAt }: Disruption): boolean {
  return (kind === 'workUnitDown' || kind === 'workUnitSlow' || kind === 'lotHeld') && endAt === undefined && expectedEndAt !== undefined
}

/** What an expected end rests on, none where the end is known, or nothing is. */
export function endNotes(disruption: Disruption): readonly Said[] {
  if (!isUncertain(disruption)) return []
  const { endBasis, endRestsOn = [], latestEndAt } = disruption
  return [
    ...(endRestsOn.length > 0
      ? [said('end-from-record'), ...endRestsOn]
      : [endBasis === undefined ? said('end-as-recorded') : said('end-expected', { basis: endBasis })]),
    ...(latestEndAt === undefined ? [said('latest-end-unknown')] : []),
  ]
}
