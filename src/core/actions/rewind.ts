/** The records as they stood after an earlier journal entry: what came since is taken back, for every change says what there was before. */
import { applyChanges, type Model } from '../chain/model.ts'
import type { Action } from '../records/action.ts'
import type { AnyRecord, RecordName } from '../records/all.ts'
import type { Change } from '../records/change.ts'

/** What is read of a journal entry. */
export interface Journaled {
  readonly seq: number
  readonly changes: readonly Change[]
}

/** Kinds that no plan reads; where pages show them, they are told from the live model. */
export const UNPLANNED: ReadonlySet<RecordName> = new Set<RecordName>([
  'signal',
  'stateWord',
  'workUnitState',
  'action',
  'actionNote',
  'assignment',
  'outcome',
  'scenario',
  'notice',
  'shelving',
  'workReport',
])

/** Gathers entries in order, a page at a time; only the first change of each record since then counts. */
export class Rewind {
  readonly #before = new Map<RecordName, Map<string, AnyRecord | null>>()
  #seq: number
  #whole = true

  /** Back to how it stood after entry `seq`. */
  constructor(seq: number) {
    this.#seq = seq
  }

  /** The last entry that was gathered. */
  get seq(): number {
    return this.#seq
  }

  /** Whether no entry was missing between the first and the last. */
  get whole(): boolean {
    return this.#whole
  }

  take(entries: readonly Journaled[]): void {
    for (const { seq, changes } of entries) {
      if (seq !== this.#seq + 1) this.#whole = false
      this.#seq = seq
      for (const change of changes) this.#note(change)
    }
  }

  #note(change: Change): void {
    if (UNPLANNED.has(change.record)) return
    const kind = this.#before.get(change.record) ?? new Map<string, AnyRecord | null>()
    this.#before.set(change.record, kind)
    if (!kind.has(change.id)) kind.set(change.id, change.type === 'added' ? null : change.from)
  }

  /** The model of then, from one that stands after the last entry that was gathered; kinds that no plan reads stay as they are now. */
  of(model: Model): Model {
    const byKind: Record<string, ReadonlyMap<string, AnyRecord>> = { ...model.byKind }
    for (const [record, bodies] of this.#before) {
      const kind = new Map<string, AnyRecord>(model.byKind[record] as ReadonlyMap<string, AnyRecord>)
      for (const [id, body] of bodies) {
        if (body === null) kind.delete(id)
        else kind.set(id, body)
      }
      byKind[record] = kind
    }
    return { byKind } as unknown as Model
  }
}

/** What an action or a scenario changed in the records, as it is kept with it. */
export function plannedOf({ planned }: Pick<Action, 'planned'>): readonly Change[] {
  // They were changes when they were journaled; a record can't name all other records in its own schema.
  return (planned ?? []) as readonly Change[]
}

/** The model with these changes made; the one that was given stays as it is. */
export function patched(model: Model, changes: readonly Change[]): Model {
  const byKind: Record<string, ReadonlyMap<string, AnyRecord>> = { ...model.byKind }
  for (const record of new Set(changes.map((each) => each.record))) {
    byKind[record] = new Map<string, AnyRecord>(model.byKind[record] as ReadonlyMap<string, AnyRecord>)
  }
  const changed = { byKind } as unknown as Model
  applyChanges(changed, changes)
  return changed
}
