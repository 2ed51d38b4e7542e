/** Random disruptions of every kind, for any plant. */
import fc from 'fast-check'
import type { Model } from '../chain/model.ts'
import { definitionOf, type RecordName } from '../records/all.ts'
import { DISRUPTION_KINDS, type Disruption } from '../records/disruption.ts'
import { between, days, each, HOUR, later, maybe, pick } from './random-plant.fixture.ts'

const disruptionParts = fc.record({
  kind: fc.constantFrom(...DISRUPTION_KINDS, 'workUnitDown', 'workUnitDown'),
  target: pick,
  starts: between(-20, 150),
  lasts: maybe(between(1, 120)),
  rate: fc.constantFrom(0.25, 0.5, 0.9),
  quantity: between(0, 12),
  other: fc.boolean(),
  newAt: maybe(days(-1, 30)),
})
export type DisruptionParts = typeof disruptionParts extends fc.Arbitrary<infer T> ? T : never
export const disruptions: fc.Arbitrary<DisruptionParts> = disruptionParts

/** The disruption that the parts mean in this plant. Where it has no such target the id is one that does not exist, and the engine refuses it. */
export function disruptionIn(model: Model, id: string, parts: DisruptionParts): Disruption {
  const { kind, other, newAt } = parts
  const target = (record: RecordName) =>
    [...model.byKind[record].keys()].sort()[parts.target % Math.max(1, model.byKind[record].size)] ?? 'missing'
  const body: Record<string, unknown> = { id, kind, startAt: later(parts.starts * HOUR) }
  const ends = parts.lasts === undefined ? {} : { endAt: later((parts.starts + parts.lasts) * HOUR) }
  if (kind === 'workUnitDown' || kind === 'workUnitSlow') {
    const place = other ? { workCenterId: target('workCenter') } : { workUnitId: target('workUnit') }
    Object.assign(body, place, ends, kind === 'workUnitSlow' ? { rate: parts.rate } : {})
  } else if (kind === 'scrap')
    Object.assign(body, { workOrderId: target('workOrder'), quantity: each(parts.quantity), ...(other ? { sequence: 10 } : {}) })
  else if (kind === 'qualificationMissing') Object.assign(body, { workCenterId: target('workCenter'), rate: Math.min(1, parts.rate) }, ends)
  else if (kind === 'signalLost') Object.assign(body, { workUnitId: target('workUnit') })
  else if (kind === 'lotHeld') Object.assign(body, { lotId: target('lot') }, ends)
  else if (kind === 'purchaseMoved')
    Object.assign(body, { purchaseOrderLineId: target('purchaseOrderLine') }, newAt === undefined ? {} : { newAt })
  else {
    const place = other ? { salesOrderLineId: target('salesOrderLine') } : { workOrderId: target('workOrder') }
    const changes = kind === 'orderCancelled' ? {} : { quantity: each(parts.quantity), ...(newAt === undefined ? {} : { newAt }) }
    Object.assign(body, place, changes)
  }
  return definitionOf('disruption').schema.parse(body) as Disruption
}
