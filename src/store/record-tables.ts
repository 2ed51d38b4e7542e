/** What SQL needs to know of the records: their tables and the fields that refer to other records. */
import { definitionOf, type RecordName, recordNames } from '../core/records/all.ts'
import { snakeCase } from '../core/records/define.ts'

/** A field that holds the id of another record, or a list of ids. */
export interface ReferenceField {
  readonly record: RecordName
  readonly field: string
  readonly to: RecordName
  readonly many: boolean
}

/** The record's table, quoted. */
export function tableOf(name: RecordName): string {
  return `"${definitionOf(name).table}"`
}

/** The column of a field, quoted. */
export function columnOf(field: string): string {
  return `"${snakeCase(field)}"`
}

export const referenceFields: readonly ReferenceField[] = recordNames.flatMap((record) =>
  Object.entries(definitionOf(record).fields).flatMap(([field, { kind }]): readonly ReferenceField[] =>
    kind.type === 'ref' || kind.type === 'refs' ? [{ record, field, to: kind.to as RecordName, many: kind.type === 'refs' }] : [],
  ),
)

/** The place of each kind in the order of definition, in which references point backwards where they can. */
export function rankOf(name: RecordName): number {
  return recordNames.indexOf(name)
}
