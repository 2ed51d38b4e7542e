/** Routing operation (ISA-95 operations segment): one step of how a material is made. */
import { amount, count, defineRecord, fraction, optional, type RecordOf, ref, refs, text } from './define.ts'

export const routingOperation = defineRecord('routingOperation', 'A step of how a material is made: ISA-95 operations segment.', {
  materialId: ref('material', 'The material it makes.'),
  sequence: count('operation sequence', 'Its place in the routing.'),
  name: optional(text('What is done.')),
  workCenterId: ref('workCenter', 'Where it is done; any of its work units can do it.'),
  workUnitIds: optional(refs('workUnit', 'Only these work units can do it, the usual one first.')),
  setupSeconds: optional(amount('seconds', 'Working time to set up, once.')),
  setupGroup: optional(text('No setup follows an operation of the same group on the same unit.')),
  runSecondsPerUnit: optional(amount('seconds a unit', 'Working time for one unit of the material.')),
  scrapFactor: optional(fraction('Share of the input of this step that is usually lost.')),
})
export type RoutingOperation = RecordOf<typeof routingOperation>
