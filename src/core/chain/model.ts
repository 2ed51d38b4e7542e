/** The live value chain: every record by kind and id. `applyChanges` is the only way in. */
import { type AnyRecord, type RecordByName, type RecordName, recordNames } from '../records/all.ts'
import type { Change } from '../records/change.ts'

/** What we know of one site. Readers never write to the maps. */
export interface Model {
  readonly byKind: { readonly [N in RecordName]: ReadonlyMap<string, RecordByName[N]> }
}

export function emptyModel(): Model {
  const byKind = Object.fromEntries(recordNames.map((name) => [name, new Map()]))
  return { byKind: byKind as unknown as Model['byKind'] }
}

/** Applies changes in place, in order. They come validated from the journal; a change never fails here. */
export function applyChanges(model: Model, changes: Iterable<Change>): void {
  for (const change of changes) {
    const kind = model.byKind[change.record] as unknown as Map<string, AnyRecord>
    if (change.type === 'removed') kind.delete(change.id)
    else kind.set(change.id, change.to)
  }
}

/** Puts a record in place, as a rebuild or a first load does. */
export function putRecord(model: Model, name: RecordName, record: AnyRecord): void {
  ;(model.byKind[name] as unknown as Map<string, AnyRecord>).set(record.id, record)
}

/** One record, or undefined when there is none of that id. */
export function getRecord<N extends RecordName>(model: Model, name: N, id: string): RecordByName[N] | undefined {
  return (model.byKind[name] as ReadonlyMap<string, RecordByName[N]>).get(id)
}
