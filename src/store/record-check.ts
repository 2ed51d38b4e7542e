/** Whether a record may enter the database: its schema, and what PostgreSQL can't hold. */
import { type AnyRecord, definitionOf, isRecordName, type RecordName, recordNames } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Problem } from '../core/values/result.ts'

/** The first reason why the record is not valid, or undefined. */
export function problemOfRecord(record: RecordName, body: AnyRecord): Problem | undefined {
  const facts = { record, id: String(body.id) }
  const parsed = definitionOf(record).schema.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const next = 'Correct the field that is named.'
    return {
      code: 'record-invalid',
      message: 'The record does not have the shape of its kind.',
      next,
      facts: { ...facts, field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' },
    }
  }
  if (holdsUnstorableText(body)) {
    const next = 'Take out the NUL characters and the broken characters; they usually come from a wrong encoding.'
    return { code: 'text-not-storable', message: "A text of the record holds characters that can't be stored.", next, facts }
  }
  const field = impossibleDate(record, body)
  if (field === undefined) return undefined
  return {
    code: 'date-impossible',
    message: 'A date of the record is not in any calendar.',
    next: 'Correct the date.',
    facts: { ...facts, field },
  }
}

/** The first reason why the change is not valid by itself, or undefined. Whether it fits what is stored is judged later. */
export function problemOfChange(change: Change): Problem | undefined {
  const { record, id } = change
  if (!isRecordName(record))
    return {
      code: 'record-kind-unknown',
      message: 'There is no such kind of record.',
      next: 'Use one of the kinds that are defined.',
      facts: { record: String(record) },
    }
  for (const body of [change.type === 'added' ? undefined : change.from, change.type === 'removed' ? undefined : change.to]) {
    if (body !== undefined && body.id !== id) {
      const next = 'Write the same id on the change and on its record; an id never changes.'
      return { code: 'change-id-differs', message: 'The id of the change is not the id of its record.', next, facts: { record, id } }
    }
  }
  return change.type === 'removed' ? undefined : problemOfRecord(record, change.to)
}

/** A NUL or half of a surrogate pair. JSON text shows both as escapes, which is the quick way to rule them out. */
function holdsUnstorableText(body: AnyRecord): boolean {
  return /\\u(0000|d[89a-f])/.test(JSON.stringify(body)) && anyText(body, (text) => text.includes('\0') || !text.isWellFormed())
}

function anyText(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value)
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => anyText(each, test))
}

const instantFields: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  recordNames.map((name) => [
    name,
    Object.entries(definitionOf(name).fields)
      .filter(([, field]) => field.kind.type === 'instant')
      .map(([field]) => field),
  ]),
)

/** JavaScript turns 30 February into 2 March and knows a year 0; a column of timestamps does neither. */
function impossibleDate(record: RecordName, body: AnyRecord): string | undefined {
  const values = body as unknown as Readonly<Record<string, unknown>>
  return instantFields[record]?.find((field) => {
    const value = values[field]
    return typeof value === 'string' && (value < '0001' || new Date(value).toISOString() !== value)
  })
}

/** Whether two JSON values are the same; the order of keys and absent fields don't count, the order in lists does. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const left = a as Readonly<Record<string, unknown>>
  const right = b as Readonly<Record<string, unknown>>
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => sameJson(left[key], right[key]))
}
