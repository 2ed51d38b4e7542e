/** Changes under way on top of a model: what is read sees what was put before, and each record becomes one change. */
import { getRecord, type Model } from '../core/chain/model.ts'
import type { AnyRecord, RecordByName, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'

export class RecordDraft {
  readonly model: Model
  readonly #put = new Map<RecordName, Map<string, AnyRecord>>()

  constructor(model: Model) {
    this.model = model
  }

  get<N extends RecordName>(record: N, id: string): RecordByName[N] | undefined {
    return (this.#put.get(record)?.get(id) as RecordByName[N] | undefined) ?? getRecord(this.model, record, id)
  }

  /** All records of a kind, as they would be. */
  *all<N extends RecordName>(record: N): Iterable<RecordByName[N]> {
    const put = this.#put.get(record) as ReadonlyMap<string, RecordByName[N]> | undefined
    const held = this.model.byKind[record] as ReadonlyMap<string, RecordByName[N]>
    if (put === undefined) yield* held.values()
    else {
      for (const each of held.values()) yield put.get(each.id) ?? each
      for (const each of put.values()) if (!held.has(each.id)) yield each
    }
  }

  put<N extends RecordName>(record: N, to: RecordByName[N]): void {
    this.#put.set(record, (this.#put.get(record) ?? new Map<string, AnyRecord>()).set(to.id, to))
  }

  /** What differs from the model. */
  changes(): readonly Change[] {
    return [...this.#put].flatMap(([record, bodies]) =>
      [...bodies.values()].flatMap((to): Change[] => {
        const from = getRecord(this.model, record, to.id)
        if (from === undefined) return [{ type: 'added', record, id: to.id, to } as Change]
        return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ type: 'updated', record, id: to.id, from, to } as Change]
      }),
    )
  }
}
