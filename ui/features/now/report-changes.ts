/** What an operator reports, as changes of records: good pieces, scrap, and the reason of a stop. */
import type { Change } from '../../../src/core/records/change.ts'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import type { Operation } from '../../../src/core/records/operation.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { Quantity } from '../../../src/core/values/quantity.ts'

/** Adds good pieces to an operation; never more than were ordered, where that is known. */
export function goodPieces(operation: Operation, pieces: number, ordered: Quantity): readonly Change[] {
  const before = operation.completed?.value ?? 0
  const value = Math.min(ordered.value, before + pieces)
  if (value === before) return []
  const to: Operation = { ...operation, completed: { value, unit: ordered.unit } }
  return [{ type: 'updated', record: 'operation', id: operation.id, from: operation, to }]
}

/** Scrapped pieces are a disruption of their own: what they cost the customer is then computed and told. */
export function scrappedPieces(
  operation: Pick<Operation, 'workOrderId' | 'sequence'>,
  scrap: { readonly id: string; readonly quantity: Quantity; readonly at: Instant; readonly reason: string | undefined },
): readonly Change[] {
  const to: Disruption = {
    id: scrap.id,
    kind: 'scrap',
    startAt: scrap.at,
    workOrderId: operation.workOrderId,
    sequence: operation.sequence,
    quantity: scrap.quantity,
    ...(scrap.reason === undefined ? {} : { reason: scrap.reason }),
  }
  return [{ type: 'added', record: 'disruption', id: to.id, to }]
}

/** Says why a work unit stands still. */
export function reasonOfStop(stop: Disruption, reason: string): readonly Change[] {
  return [{ type: 'updated', record: 'disruption', id: stop.id, from: stop, to: { ...stop, reason } }]
}

/** The reasons that were recorded most often for a work unit, and where it has too few, for the plant. At most `most`. */
export function usualReasons(recorded: readonly Disruption[], workUnitId: string, most: number): readonly string[] {
  const ranked = (among: readonly Disruption[]): readonly string[] => {
    const counts = new Map<string, number>()
    for (const { reason } of among) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([reason]) => reason)
  }
  const stops = recorded.filter(({ kind }) => kind === 'workUnitDown')
  const own = ranked(stops.filter((each) => each.workUnitId === workUnitId))
  return [...new Set([...own, ...ranked(stops)])].slice(0, most)
}
