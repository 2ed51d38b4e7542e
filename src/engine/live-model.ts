/** The model that changes under way, and pictures of it that don't: a projection may read its model for as long as it is asked. */
import { applyChanges, emptyModel, type Model, putRecord } from '../core/chain/model.ts'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'

export interface LiveModel {
  /** The model as it is now. */
  readonly now: Model
  put(record: RecordName, body: AnyRecord): void
  apply(changes: readonly Change[]): void
  /** The model as it is at this moment, for good. Costs nothing until a kind changes, which is then copied once. */
  picture(): Model
}

export function liveModel(): LiveModel {
  const byKind = { ...emptyModel().byKind } as Record<RecordName, ReadonlyMap<string, AnyRecord>>
  const now = { byKind } as unknown as Model
  const shared = new Set<RecordName>()
  return {
    now,
    put: (record, body) => putRecord(now, record, body),
    apply(changes) {
      for (const { record } of changes) if (shared.delete(record)) byKind[record] = new Map(byKind[record])
      applyChanges(now, changes)
    },
    picture() {
      for (const record of Object.keys(byKind)) shared.add(record as RecordName)
      return { byKind: { ...now.byKind } }
    },
  }
}
