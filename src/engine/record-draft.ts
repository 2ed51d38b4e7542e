/** Changes under way on top of a model: what is read sees what was put before, and each record becomes one change. */
import { getRecord, type Model } from '../core/chain/model.ts'
import type { AnyRecord, RecordByName, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'

export class RecordDraft {
  readonly model: Model
  readonly #put = new Map<string, { readonly record: RecordName; readonly to: AnyRecord }>()

  constructor(model: Model) {
    this.model = model
  }

  get<N extends RecordName>(record: N, id: string): RecordByName[N] | undefined {
    return (this.#put.get(`${record}:${id}`)?.to as RecordByName[N] | undefined) ?? getRecord(this.model, record, id)
  }

  /** All records of a kind, as they would be. */
  *all<N extends RecordName>(record: N): Iterable<RecordByName[N]> {
    for (const each of this.model.byKind[record].values()) yield (this.get(record, each.id) ?? each) as RecordByName[N]
    for (const { record: kind, to } of this.#put.values()) {
      if (kind === record && getRecord(this.model, record, to.id) === undefined) yield to as RecordByName[N]
    }
  }

  put<N extends RecordName>(record: N, to: RecordByName[N]): void {
    this.#put.set(`${record}:${to.id}`, { record, to })
  }

  /** What differs from the model. */
  changes(): readonly Change[] {
    return [...this.#put.values()].flatMap(({ record, to }): Change[] => {
      const from = getRecord(this.model, record, to.id)
      if (from === undefined) return [{ type: 'added', record, id: to.id, to } as Change]
      return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ type: 'updated', record, id: to.id, from, to } as Change]
    })
  }
}
