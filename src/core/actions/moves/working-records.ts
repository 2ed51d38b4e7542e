/** Records while moves change them: each record once, with how it stood before the first of them. */
import { getRecord, type Model } from '../../chain/model.ts'
import { byId } from '../../flow/by-id.ts'
import type { AnyRecord, RecordByName, RecordName } from '../../records/all.ts'
import type { Change } from '../../records/change.ts'
import type { Instant } from '../../values/instant.ts'
import { failed, type Result } from '../../values/result.ts'

interface Touched {
  readonly record: RecordName
  readonly id: string
  readonly before: AnyRecord | undefined
  after: AnyRecord
}

export class WorkingRecords {
  readonly at: Instant
  readonly #model: Model
  readonly #prefix: string
  readonly #touched = new Map<string, Touched>()

  /** `idPrefix` tells the ids of new records apart; `at` is when the changes are made. */
  constructor(model: Model, given: { readonly idPrefix: string; readonly at: Instant }) {
    this.#model = model
    this.#prefix = given.idPrefix
    this.at = given.at
  }

  get<N extends RecordName>(record: N, id: string | undefined): RecordByName[N] | undefined {
    const touched = this.#touched.get(`${record} ${id}`)
    return touched === undefined ? getRecord(this.#model, record, id ?? '') : (touched.after as RecordByName[N])
  }

  /** The records of a kind, as they stand now, that fit; in order of id. */
  where<N extends RecordName>(record: N, fits: (each: RecordByName[N]) => boolean): RecordByName[N][] {
    const kind = this.#model.byKind[record] as ReadonlyMap<string, RecordByName[N]>
    const touched = [...this.#touched.values()].filter((each) => each.record === record)
    const ids = new Set(touched.map(({ id }) => id))
    const found = touched.map(({ after }) => after as RecordByName[N]).filter(fits)
    for (const each of kind.values()) if (fits(each) && !ids.has(each.id)) found.push(each)
    return byId(found)
  }

  put<N extends RecordName>(record: N, to: RecordByName[N]): void {
    const key = `${record} ${to.id}`
    const touched = this.#touched.get(key)
    if (touched !== undefined) touched.after = to
    else this.#touched.set(key, { record, id: to.id, before: getRecord(this.#model, record, to.id), after: to })
  }

  /** The id of a record that a place in the list of moves adds to another one. */
  newId(from: string, place: string | number): string {
    return `${from}/${this.#prefix}-${place}`
  }

  /**
   * The id of a further part of a record, as people number parts: 71290-2, or the next number that is free. It sorts right behind the first
   * part whatever is split from what: plans break ties by id, and what is tried must be what is taken.
   */
  partId(record: RecordName, from: string): string {
    for (let part = 2; ; part++) if (this.get(record, partOf(from, part)) === undefined) return partOf(from, part)
  }

  /** What has changed, in the order in which records were first touched. */
  changes(): readonly Change[] {
    return [...this.#touched.values()].flatMap(({ record, id, before, after }): Change[] => {
      if (before === undefined) return [{ type: 'added', record, id, to: after }]
      return sameRecord(before, after) ? [] : [{ type: 'updated', record, id, from: before, to: after }]
    })
  }
}

function partOf(from: string, part: number): string {
  return `${from}-${part}`
}

/** Whether a record is numbered as a further part of another one. */
export function isPartOf(part: string, whole: string): boolean {
  return part.startsWith(`${whole}-`) && /^[1-9]\d*$/.test(part.slice(whole.length + 1))
}

/** Whether two values of a field are the same; their parts count, not the order in which they are written. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return sameRecord(a as Parts, b as Parts)
}

type Parts = Readonly<Record<string, unknown>>

function sameRecord(a: AnyRecord | Parts, b: AnyRecord | Parts): boolean {
  const [x, y] = [a as Parts, b as Parts]
  return fieldsOf(x, y).every((field) => sameValue(x[field], y[field]))
}

/** Fields that either record states. */
export function fieldsOf(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
}

/** A move that can't be made. */
export function refused(
  code: string,
  message: string,
  what: { next: string; facts: Readonly<Record<string, string | number>> },
): Result<never> {
  return failed({ code, message, next: what.next, facts: what.facts })
}

export function notFound(record: RecordName, id: string): Result<never> {
  return refused('move-target-not-found', 'A move names a record that is not there.', {
    next: 'Check the id; what is done or was removed can no longer be moved.',
    facts: { record, id },
  })
}

/** A record without some of its fields. */
export function without<T extends object, K extends keyof T>(record: T, ...fields: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(record).filter(([field]) => !(fields as readonly string[]).includes(field))) as Omit<T, K>
}
