/** Changes as data: the journal, the live stream, imports and tests all speak this one shape. */
import type { AnyRecord, RecordName } from './all.ts'

/** One record came, changed or went. `from` is what it was, so that every change can be taken back. */
export type Change =
  | { readonly type: 'added'; readonly record: RecordName; readonly id: string; readonly to: AnyRecord }
  | { readonly type: 'updated'; readonly record: RecordName; readonly id: string; readonly from: AnyRecord; readonly to: AnyRecord }
  | { readonly type: 'removed'; readonly record: RecordName; readonly id: string; readonly from: AnyRecord }
