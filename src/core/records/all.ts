/** Every kind of record, in an order in which references point backwards where they can. */
import { action } from './action.ts'
import { actionNote } from './action-note.ts'
import { area } from './area.ts'
import { assignment } from './assignment.ts'
import { bomLine } from './bom-line.ts'
import { calendar } from './calendar.ts'
import { customer } from './customer.ts'
import type { RecordDefinition, RecordOf } from './define.ts'
import { disruption } from './disruption.ts'
import { lot } from './lot.ts'
import { material } from './material.ts'
import { notice } from './notice.ts'
import { operation } from './operation.ts'
import { outcome } from './outcome.ts'
import { person } from './person.ts'
import { purchaseOrderLine } from './purchase-order-line.ts'
import { qualification } from './qualification.ts'
import { requirement } from './requirement.ts'
import { roster } from './roster.ts'
import { routingOperation } from './routing-operation.ts'
import { salesOrderLine } from './sales-order-line.ts'
import { scenario } from './scenario.ts'
import { shelving } from './shelving.ts'
import { shift } from './shift.ts'
import { signal } from './signal.ts'
import { site } from './site.ts'
import { stateWord } from './state-word.ts'
import { stock } from './stock.ts'
import { supplier } from './supplier.ts'
import { workCenter } from './work-center.ts'
import { workOrder } from './work-order.ts'
import { workReport } from './work-report.ts'
import { workUnit } from './work-unit.ts'
import { workUnitState } from './work-unit-state.ts'

/** The definitions by name; a new record is one file and one line here. */
export const records = {
  site,
  area,
  calendar,
  shift,
  workCenter,
  workUnit,
  supplier,
  customer,
  material,
  bomLine,
  routingOperation,
  salesOrderLine,
  workOrder,
  operation,
  purchaseOrderLine,
  lot,
  stock,
  person,
  qualification,
  requirement,
  roster,
  stateWord,
  signal,
  workUnitState,
  disruption,
  action,
  actionNote,
  assignment,
  outcome,
  scenario,
  notice,
  shelving,
  workReport,
} as const

export type RecordName = keyof typeof records
export type RecordByName = { readonly [N in RecordName]: RecordOf<(typeof records)[N]> }
export type AnyRecord = RecordByName[RecordName]

export const recordNames = Object.keys(records) as readonly RecordName[]

export function isRecordName(name: string): name is RecordName {
  return Object.hasOwn(records, name)
}

/** The definition by name, in the general shape that stores, mappings and contracts walk over. */
export function definitionOf(name: RecordName): RecordDefinition {
  return records[name] as unknown as RecordDefinition
}
