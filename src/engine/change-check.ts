/** Whether a set of changes may enter the journal: shape, identity, what it was before, and where its references point. */
import { getRecord, type Model } from '../core/chain/model.ts'
import { type AnyRecord, definitionOf, isRecordName, type RecordName, recordNames } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Problem } from '../core/values/result.ts'

/** The most changes that one set may hold; more than this is an import. */
export const CHANGES_MAX = 1000

type After = ReadonlyMap<RecordName, ReadonlyMap<string, AnyRecord | null>>

/** The first reason why `changes` may be journaled nowhere: how many they are, and the shape of each. Records about people need to be allowed. */
export function problemOfShapes(changes: readonly Change[], people = false): Problem | undefined {
  if (changes.length === 0) return problem(['changes-empty', 'A change set without changes says nothing.', 'Send at least one change.'], {})
  if (changes.length > CHANGES_MAX) {
    return problem(['changes-too-many', 'A change set holds too many changes.', 'Send it in smaller sets, or as an import.'], {
      changes: changes.length,
      max: CHANGES_MAX,
    })
  }
  for (const [index, change] of changes.entries()) {
    const found = problemOfShape(change, index, people)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * The first reason why `changes`, whose shape is right, may not be journaled on top of `model`, or undefined when they may.
 * The set is judged as a whole, so that a record may refer to one that the same set adds.
 */
export function problemOfChanges(model: Model, changes: readonly Change[]): Problem | undefined {
  const after = new Map<RecordName, Map<string, AnyRecord | null>>()
  for (const [index, change] of changes.entries()) {
    const found = problemOfBefore(stateOf(model, after, change), change, index)
    if (found !== undefined) return found
    const kind = after.get(change.record) ?? new Map<string, AnyRecord | null>()
    after.set(change.record, kind.set(change.id, change.type === 'removed' ? null : change.to))
  }
  return problemOfReferences(model, after) ?? problemOfRemovals(model, after)
}

/** Keys of the records that `changes`, whose shape is right, write and refer to, before or after. */
export function touchedBy(changes: readonly Change[]): { readonly written: readonly string[]; readonly referred: readonly string[] } {
  const bodies = changes.flatMap((change) =>
    [change.type === 'added' ? undefined : change.from, change.type === 'removed' ? undefined : change.to].flatMap((body) =>
      body === undefined ? [] : [{ record: change.record, body }],
    ),
  )
  return {
    written: changes.map(({ record, id }) => `${record}/${id}`),
    referred: bodies.flatMap(({ record, body }) => referencesOf(record, body).map(({ to, id }) => `${to}/${id}`)),
  }
}

function problemOfShape(change: Change, index: number, people: boolean): Problem | undefined {
  const { record, id } = change
  if (!isRecordName(record)) {
    return problem(['record-kind-unknown', 'There is no such kind of record.', 'Use one of the kinds that the API lists.'], {
      change: index,
      record: String(record),
    })
  }
  const definition = definitionOf(record)
  if (definition.personal && !people) {
    const next = 'Leave records about people out until the site has a works agreement.'
    return problem(['personal-data-off', 'Records about people are switched off.', next], { change: index, record })
  }
  for (const body of [change.type === 'added' ? undefined : change.from, change.type === 'removed' ? undefined : change.to]) {
    if (body !== undefined && body.id !== id) {
      const next = 'Write the same id on the change and on its record; an id never changes.'
      return problem(['change-id-differs', 'The id of the change is not the id of its record.', next], { change: index, record, id })
    }
  }
  if (change.type === 'removed') return undefined
  const parsed = definition.schema.safeParse(change.to)
  if (parsed.success) return undefined
  const issue = parsed.error.issues[0]
  const facts = { change: index, record, id, field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' }
  return problem(
    ['record-invalid', 'The record does not have the shape of its kind.', 'Correct the field that is named and send the set again.'],
    facts,
  )
}

function stateOf(model: Model, after: After, change: Change): AnyRecord | undefined {
  const pending = after.get(change.record)?.get(change.id)
  return pending === undefined ? getRecord(model, change.record, change.id) : (pending ?? undefined)
}

function problemOfBefore(current: AnyRecord | undefined, change: Change, index: number): Problem | undefined {
  const facts = { change: index, record: change.record, id: change.id }
  if (change.type === 'added') {
    if (current === undefined) return undefined
    return problem(['record-exists', 'A record with this id exists.', 'Send it as updated, with the record as it is now in "from".'], facts)
  }
  if (current === undefined)
    return problem(['record-not-found', 'There is no record with this id.', 'Read the list of its kind, or send it as added.'], facts)
  if (sameValue(current, change.from)) return undefined
  return problem(
    [
      'record-changed',
      'The record has changed since it was read.',
      'Read it again, decide again, and send it with what it is now in "from".',
    ],
    facts,
  )
}

function problemOfReferences(model: Model, after: After): Problem | undefined {
  for (const [record, bodies] of after) {
    for (const body of bodies.values()) {
      if (body === null) continue
      for (const { field, to, id } of referencesOf(record, body)) {
        const pending = after.get(to)?.get(id)
        if (pending === undefined ? getRecord(model, to, id) !== undefined : pending !== null) continue
        const next = 'Add the record that it refers to in the same set, or correct the reference.'
        return problem(['reference-dangles', 'A record refers to one that is not there.', next], {
          record,
          id: body.id,
          field,
          to,
          missing: id,
        })
      }
    }
  }
  return undefined
}

function problemOfRemovals(model: Model, after: After): Problem | undefined {
  const removed = new Map<RecordName, ReadonlySet<string>>()
  for (const [record, bodies] of after) {
    const ids = new Set([...bodies].filter(([, body]) => body === null).map(([id]) => id))
    if (ids.size > 0) removed.set(record, ids)
  }
  if (removed.size === 0) return undefined
  for (const record of recordNames) {
    const fields = Object.values(definitionOf(record).fields)
    // Only kinds that can refer to a removed kind are walked: removals are rare, and an index of all references would cost every change.
    if (!fields.some(({ kind }) => (kind.type === 'ref' || kind.type === 'refs') && removed.has(kind.to as RecordName))) continue
    for (const body of model.byKind[record].values()) {
      const now = after.get(record)?.get(body.id)
      if (now !== undefined) continue
      const holder = referencesOf(record, body).find(({ to, id }) => removed.get(to)?.has(id))
      if (holder === undefined) continue
      const next = 'Remove or change the records that refer to it in the same set.'
      return problem(['record-in-use', 'Another record refers to the one to be removed.', next], {
        record: holder.to,
        id: holder.id,
        usedBy: record,
        usedById: body.id,
      })
    }
  }
  return undefined
}

function referencesOf(
  record: RecordName,
  body: AnyRecord,
): readonly { readonly field: string; readonly to: RecordName; readonly id: string }[] {
  const values = body as unknown as Readonly<Record<string, unknown>>
  return Object.entries(definitionOf(record).fields).flatMap(([field, { kind }]) => {
    const value = values[field]
    if (value === undefined || (kind.type !== 'ref' && kind.type !== 'refs')) return []
    const to = kind.to as RecordName
    return ((Array.isArray(value) ? value : [value]) as readonly string[]).map((id) => ({ field, to, id }))
  })
}

/** Equality of plain data, whatever the order of keys: a store may give them back in another order. */
function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [definedEntries(a), definedEntries(b)]
  return (
    left.length === right.length &&
    left.every(([key, value]) => Object.hasOwn(b, key) && sameValue(value, (b as Record<string, unknown>)[key]))
  )
}

function definedEntries(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, each]) => each !== undefined)
}

function problem([code, message, next]: readonly [code: string, message: string, next: string], facts: Problem['facts']): Problem {
  return { code, message, next, facts }
}
