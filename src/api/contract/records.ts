/** Two routes for each kind of record, list and one, and the schema of changes: all from the definitions of the records. */
import { z } from 'zod'
import { type AnyRecord, definitionOf, type RecordName, recordNames } from '../../core/records/all.ts'
import type { Change } from '../../core/records/change.ts'
import { type Route, route } from './route.ts'
import { recordId } from './values.ts'

/** The last part of each kind's path. Actions and scenarios have their plain paths for what stands with them. */
const paths: Readonly<Record<RecordName, string>> = {
  site: 'sites',
  area: 'areas',
  calendar: 'calendars',
  shift: 'shifts',
  workCenter: 'work-centers',
  workUnit: 'work-units',
  supplier: 'suppliers',
  customer: 'customers',
  material: 'materials',
  bomLine: 'bom-lines',
  routingOperation: 'routing-operations',
  salesOrderLine: 'sales-order-lines',
  workOrder: 'work-orders',
  operation: 'operations',
  purchaseOrderLine: 'purchase-order-lines',
  lot: 'lots',
  stock: 'stock',
  person: 'people',
  qualification: 'qualifications',
  requirement: 'requirements',
  roster: 'rosters',
  stateWord: 'state-words',
  signal: 'signals',
  workUnitState: 'work-unit-states',
  disruption: 'disruptions',
  action: 'action-records',
  actionNote: 'action-notes',
  assignment: 'assignments',
  outcome: 'outcomes',
  scenario: 'scenario-records',
  notice: 'notices',
  shelving: 'shelvings',
  workReport: 'work-reports',
}

/** Kinds that the API tells of. Records about people stay inside until a works agreement allows more. */
export const openRecordNames: readonly RecordName[] = recordNames.filter((name) => !definitionOf(name).personal)

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const shapes = new Map<RecordName, z.ZodType<AnyRecord>>(
  openRecordNames.map((name) => [
    name,
    (definitionOf(name).schema as unknown as z.ZodType<AnyRecord>).meta({ id: capitalized(name), description: definitionOf(name).doc }),
  ]),
)

/** The schema of a kind that is open to the API. */
export function shapeOf(name: RecordName): z.ZodType<AnyRecord> {
  const shape = shapes.get(name)
  if (shape === undefined) throw new RangeError(`${name} is not open to the API`)
  return shape
}

export interface RecordPage {
  readonly items: readonly AnyRecord[]
  /** What to send as `after` for the next page; null on the last one. */
  readonly next: string | null
}

export type ListRoute = Route<Record<string, never>, { after?: string | undefined; limit: number }, undefined, RecordPage>
export type OneRoute = Route<{ id: string }, Record<string, never>, undefined, AnyRecord>

export const pageLimit = z.coerce.number().int().min(1).max(500).default(100)

export function recordPath(name: RecordName): string {
  return `/api/v1/${paths[name]}`
}

export function listRoute(name: RecordName): ListRoute {
  return route({
    id: `list${capitalized(name)}Records`,
    method: 'GET',
    path: recordPath(name),
    permission: 'plant.read',
    tag: 'Records',
    summary: `List: ${definitionOf(name).doc}`,
    description: 'In order of id. Send the `next` of a page as `after` to get the one behind it.',
    query: z.strictObject({ after: recordId.optional(), limit: pageLimit }),
    answer: z.object({ items: z.array(shapeOf(name)).readonly(), next: recordId.nullable() }),
    answerDoc: 'One page.',
  })
}

export function oneRoute(name: RecordName): OneRoute {
  return route({
    id: `get${capitalized(name)}Record`,
    method: 'GET',
    path: `${recordPath(name)}/{id}`,
    permission: 'plant.read',
    tag: 'Records',
    summary: `One: ${definitionOf(name).doc}`,
    params: z.strictObject({ id: recordId }),
    answer: shapeOf(name),
    answerDoc: 'The record.',
  })
}

const kind = z.enum(openRecordNames as [RecordName, ...RecordName[]]).meta({ id: 'RecordKind' })
/** Any record. Which shape it must have follows from the kind beside it; the engine holds it against that one and names the field that is wrong. */
const body = z.looseObject({ id: recordId }).meta({ id: 'AnyRecord', description: 'A record of the kind that is named beside it.' })

/** A change as data: what came, changed or went. The engine checks each record against its kind. */
export const change = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('added'), record: kind, id: recordId, to: body }),
    z.strictObject({ type: z.literal('updated'), record: kind, id: recordId, from: body, to: body }),
    z.strictObject({ type: z.literal('removed'), record: kind, id: recordId, from: body }),
  ])
  .meta({
    id: 'Change',
    description: 'One record came, changed or went. `from` is the record as it was read: when it has changed since, the change is refused.',
    examples: [{ type: 'added', record: 'customer', id: 'harbour', to: { id: 'harbour', name: 'Harbour Cranes' } }],
  }) as unknown as z.ZodType<Change>
