/** The reasons that an operator can choose from: those that were recorded here before; for scrap, common ones where there are too few. */
import type { Disruption } from '../../../src/core/records/disruption.ts'
import { SCRAP_REASONS } from '../../../src/core/values/scrap-reason.ts'

/** The reasons that were recorded most often for a work unit, and where it has too few, for the plant. At most `most`. */
export function usualReasons(recorded: readonly Disruption[], workUnitId: string, most: number): readonly string[] {
  return ranked(
    recorded.filter(({ kind }) => kind === 'workUnitDown'),
    ({ workUnitId: unit }) => unit === workUnitId,
  ).slice(0, most)
}

/** The same for scrap: reasons recorded for the work order's own scrap come first, and codes of common ones fill what is left. */
export function usualScrapReasons(recorded: readonly Disruption[], workOrderId: string, most: number): readonly string[] {
  const known = ranked(
    recorded.filter(({ kind }) => kind === 'scrap'),
    ({ workOrderId: order }) => order === workOrderId,
  )
  return [...new Set([...known, ...SCRAP_REASONS])].slice(0, most)
}

function ranked(recorded: readonly Disruption[], isOwn: (each: Disruption) => boolean): readonly string[] {
  return [...new Set([...byFrequency(recorded.filter(isOwn)), ...byFrequency(recorded)])]
}

function byFrequency(recorded: readonly Disruption[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { reason } of recorded) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([reason]) => reason)
}
