/** What the engine needs from outside, and what it offers. Adapters implement or call these and know nothing else of it. */
import type { CapableToPromise, ImpactAnswer, PromiseAnswer, TouchAnswer } from '../core/impact/answer.ts'
import type {
  ChainPicture,
  Constraint,
  Delivery,
  DisruptionStanding,
  FloorUnit,
  Schedule,
  SearchHit,
  ThingKind,
  Trace,
} from '../core/impact/page-answer.ts'
import type { AnyRecord, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Disruption } from '../core/records/disruption.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Quantity } from '../core/values/quantity.ts'
import type { Problem, Result } from '../core/values/result.ts'

/** Who or what asked for a change. */
export interface Cause {
  readonly by: string
  readonly source: string
}

/** One committed step of a site's history. `seq` increases by commit order within the site, without a reader ever seeing a gap that fills later. */
export interface JournalEntry {
  readonly seq: number
  readonly at: Instant
  readonly cause: Cause
  readonly changes: readonly Change[]
}

/** The store of one site, as its one writer sees it. */
export interface SiteStore {
  /** Every record of the site, in any order. */
  loadRecords(): AsyncIterable<{ readonly record: RecordName; readonly body: AnyRecord }>
  /** The last committed entry; 0 when there is none. */
  lastSeq(): Promise<number>
  /** Appends and applies in one transaction (group commit); resolves once it is durable. */
  append(changes: readonly Change[], cause: Cause): Promise<JournalEntry>
  /** Entries after `seq`, in order. */
  entriesAfter(seq: number, limit: number): Promise<readonly JournalEntry[]>
}

export interface Clock {
  now(): Instant
}

/** Which projection answers come from. It trails the journal while `building`, and says by how much. */
export interface ViewAge {
  /** The journal entry that it was built after. */
  readonly seq: number
  /** The instant that it takes for now. */
  readonly at: Instant
  /** When it was built. */
  readonly builtAt: Instant
  /** Whether newer changes are being projected. */
  readonly building: boolean
}

/** How far the engine is: what it holds, how old, how long the last build took. */
export interface EngineStatus {
  readonly site: string
  /** The last committed journal entry. */
  readonly seq: number
  /** The instant that the projection takes for now. */
  readonly at: Instant
  /** Null until the first projection is there. */
  readonly view: ViewAge | null
  /** Why the last projection failed; null when it did not. Answers then come from the one before. */
  readonly viewProblem: Problem | null
  readonly records: Readonly<Record<string, number>>
  readonly operations: number
  readonly promises: number
  readonly latePromises: number
  readonly openDisruptions: number
  readonly buildMs: number
}

/** The questions that every adapter may ask. Answers are plain data and cross a thread boundary. */
export interface Engine {
  status(): Promise<EngineStatus>
  list(record: RecordName, page: { readonly after?: string; readonly limit: number }): Promise<readonly AnyRecord[]>
  get(record: RecordName, id: string): Promise<AnyRecord | undefined>
  /** Journals and applies record changes, then projects anew. */
  change(changes: readonly Change[], cause: Cause): Promise<Result<JournalEntry>>
  /** Promises in order of money at risk, then slack. */
  promises(page: {
    readonly offset: number
    readonly limit: number
    readonly late?: boolean
    readonly customerId?: string
    /** Without chains and pegs. */
    readonly brief?: boolean
  }): Promise<{ readonly total: number; readonly items: readonly PromiseAnswer[]; readonly view: ViewAge }>
  promise(salesOrderLineId: string): Promise<PromiseAnswer | undefined>
  /** What a disruption would do, or does, beside the projection without it. Nothing is written. `brief` leaves out the chains and pegs of its promises. */
  impact(disruption: Disruption, at?: Instant, brief?: boolean): Promise<Result<ImpactAnswer>>
  touches(workOrderId: string): Promise<Result<TouchAnswer>>
  capableToPromise(materialId: string, quantity: Quantity, at?: Instant): Promise<Result<CapableToPromise>>
  /** Open disruptions by what they cost customers: money of promises that break, then delay, then slack that is left. */
  disruptions(): Promise<{ readonly items: readonly DisruptionStanding[]; readonly view: ViewAge }>
  /** The value chain as one picture. */
  chain(): Promise<ChainPicture & { readonly view: ViewAge }>
  /** What each work unit does from one instant to another; all units when none is named. */
  schedule(range: {
    readonly from: Instant
    readonly to: Instant
    readonly workUnitIds?: readonly string[]
    readonly limit: number
  }): Promise<Schedule & { readonly view: ViewAge }>
  /** Every work unit as it stands now, from the model itself: never behind the journal. */
  floor(): Promise<{ readonly items: readonly FloorUnit[]; readonly view: ViewAge }>
  /** Open deliveries by what hangs on them: those that bite first. */
  deliveries(): Promise<{ readonly items: readonly Delivery[]; readonly view: ViewAge }>
  /** Where time is shortest for promises that are due within so many days, and what an hour there earns on each. */
  constraint(days: number): Promise<Constraint & { readonly view: ViewAge }>
  /** Things whose id or name holds the text, best first. */
  search(text: string, limit: number): Promise<readonly SearchHit[]>
  /** Everything before and behind one thing. */
  trace(kind: ThingKind, id: string): Promise<Trace | undefined>
  /** Entries after `seq`, in order; whoever reads at their own pace needs no buffer of ours. */
  entriesAfter(seq: number, limit: number): Promise<readonly JournalEntry[]>
  /** Called with the number of the last committed entry whenever there are new ones; `entriesAfter` tells them. Returns the way to stop. */
  subscribe(onCommit: (lastSeq: number) => void): () => void
  /** Called with the age of each new projection. Returns the way to stop. */
  subscribeViews(onView: (view: ViewAge) => void): () => void
}

/** One good row of an import: a whole record body and where it came from. */
export interface StagedRow {
  readonly record: RecordName
  readonly body: AnyRecord
  readonly file: string
  readonly line: number
}

/**
 * A row set aside, with its reason; it is kept and can be retried. `raw` is the row as it stood in the file; the fields of the
 * record, and `column` one of them, where only the store set it aside. Line 0 is a record that no row states any more.
 */
export interface RejectedRow {
  readonly record: RecordName | null
  readonly recordId: string | null
  readonly file: string
  readonly line: number
  readonly column: string | null
  readonly problem: Problem
  readonly raw: Readonly<Record<string, string>>
}

export interface ImportCounts {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly removed: number
}

export interface ImportPreview {
  readonly importId: string
  readonly records: Readonly<Partial<Record<RecordName, ImportCounts>>>
  readonly rejectedCount: number
}

/** One import under way. Rows go to a staging table, so that memory stays bounded whatever the size of the files. */
export interface ImportSession {
  readonly importId: string
  stage(rows: readonly StagedRow[]): Promise<void>
  reject(rows: readonly RejectedRow[]): Promise<void>
  /** Sets duplicate keys and dangling references aside as rejected rows, then compares with what the site holds. `covers` are the records that this import states completely: those of the same source that are missing now count as removed. */
  preview(covers: readonly RecordName[]): Promise<ImportPreview>
  rejected(page: { readonly after: number; readonly limit: number }): Promise<readonly (RejectedRow & { readonly n: number })[]>
  /** Applies what the preview counted, journal included, in one transaction. `firstSeq` is greater than `lastSeq` when nothing differed. */
  apply(cause: Cause): Promise<{ readonly firstSeq: number; readonly lastSeq: number; readonly changes: number }>
  discard(): Promise<void>
}

export interface ImportStore {
  begin(source: { readonly mapping: string; readonly folder: string }): Promise<ImportSession>
}

/** How far the reading of an import's files is; every row that was read is staged, set aside or left out by a condition. */
export interface ImportProgress {
  readonly record: RecordName
  readonly file: string
  readonly read: number
  readonly staged: number
  readonly rejected: number
}

/** Where an import stands. `reading` and `applying` are under way; the others wait or are over. */
export type ImportStage = 'reading' | 'previewed' | 'applying' | 'applied' | 'discarded' | 'failed'

export interface ImportState {
  readonly importId: string
  readonly folder: string
  readonly mapping: string
  readonly stage: ImportStage
  readonly startedAt: Instant
  /** Null until the first rows were read. */
  readonly progress: ImportProgress | null
  readonly preview: ImportPreview | null
  /** What was taken all the same and is worth knowing: one entry for each file, column and reason, with its first line and how often. */
  readonly notes: readonly {
    readonly file: string
    readonly line: number
    readonly column: string | null
    readonly problem: Problem
    readonly count: number
  }[]
  /** What was applied; null until then. */
  readonly applied: { readonly firstSeq: number; readonly lastSeq: number; readonly changes: number } | null
  /** Why it failed; null when it did not. */
  readonly problem: Problem | null
}

/** Imports of files on the server's own disk, run by the one writer. */
export interface Imports {
  list(): Promise<readonly ImportState[]>
  get(importId: string): Promise<ImportState | undefined>
  /** Begins to read; the state becomes `previewed` or `failed`. With `anywhere`, the files need not lie below the import folder. */
  begin(source: { readonly folder: string; readonly mapping: string }, reach: { readonly anywhere: boolean }): Promise<Result<ImportState>>
  rejected(
    importId: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<Result<readonly (RejectedRow & { readonly n: number })[]>>
  /** Begins to apply a previewed import; the state becomes `applied` or `failed`. */
  apply(importId: string, cause: Cause): Promise<Result<ImportState>>
  discard(importId: string): Promise<Result<ImportState>>
}

/** What an account may do follows from its role. An operator's is that of a screen at a work unit, shared by whoever works there. */
export const ROLES = ['owner', 'planner', 'lead', 'operator', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export interface Account {
  readonly id: string
  /** Unique, compared without regard to case. */
  readonly name: string
  readonly role: Role
  /** argon2id, in its own encoded form with salt and cost. */
  readonly passwordHash: string
}

/** A sign-in. The token itself is never stored, only its SHA-256 in hex. */
export interface AccountSession {
  readonly tokenHash: string
  readonly accountId: string
  readonly createdAt: Instant
  readonly usedAt: Instant
  /** The end whatever its use. */
  readonly expiresAt: Instant
}

/** Accounts and their sessions. Whoever calls it hashes passwords and tokens; it only keeps them. */
export interface AccountStore {
  anyOwner(): Promise<boolean>
  /** Fails with `account-exists` when the name is taken. */
  create(account: Omit<Account, 'id'>): Promise<Result<Account>>
  /** Ends its sessions, too. Fails with `account-unknown`, and with `owner-last` where nobody else could make accounts. */
  remove(name: string): Promise<Result<void>>
  findByName(name: string): Promise<Account | undefined>
  saveSession(session: AccountSession): Promise<void>
  findSession(tokenHash: string): Promise<{ readonly session: AccountSession; readonly account: Account } | undefined>
  touchSession(tokenHash: string, usedAt: Instant): Promise<void>
  revokeSession(tokenHash: string): Promise<void>
}
