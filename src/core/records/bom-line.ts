/** BOM line (ISA-95 operations material bill item): how much of a component one unit of the parent takes. */
import { choice, count, defineRecord, fraction, instant, optional, quantity, type RecordOf, ref } from './define.ts'

export const bomLine = defineRecord('bomLine', 'A component of a material: ISA-95 operations material bill item.', {
  parentId: ref('material', 'The material that is made.'),
  componentId: ref('material', 'The material that is taken.'),
  quantity: quantity('Components for one unit of the parent.'),
  scrapFactor: optional(fraction('Share of components lost on the way: quantity × (1 + scrapFactor) is taken.')),
  sequence: optional(count('operation sequence', 'The operation that takes it; otherwise as takenAt says.')),
  takenAt: optional(choice(['start', 'end'], 'Whether the parent needs it to start its first operation (the default) or only to finish.')),
  validFrom: optional(instant('First instant at which a work order may start with it.')),
  validUntil: optional(instant('Instant from which on work orders start without it.')),
})
export type BomLine = RecordOf<typeof bomLine>
