/** What the tests of the store share: a folder that goes again, an open store, and a small invented plant. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext } from 'node:test'
import type pg from 'pg'
import type { AnyRecord, RecordByName, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Cause, StagedRow } from '../engine/ports.ts'
import { connect, type Target } from './connect.ts'
import { ensureServer } from './embedded/server.ts'
import { openStore, type Store } from './open-store.ts'
import { StoreProblem } from './store-problem.ts'

export async function temporaryFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  test.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A store on an embedded server of its own, and a connection beside it to look at and to break things with. */
export interface TestStore {
  readonly store: Store
  readonly dataDir: string
  readonly target: Target
  readonly sql: pg.Client
}

/** One store for all tests of the suite that calls it; the tests keep apart by their site. */
export function storeOfSuite(): () => TestStore {
  let opened: TestStore | undefined
  before(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-test-'))
    const store = await openStore({ dataDir })
    const { target } = await ensureServer({ dataDir, onProgress: () => undefined })
    opened = { store, dataDir, target, sql: await connect(target) }
  })
  after(async () => {
    await opened?.sql.end()
    await opened?.store.close()
    if (opened !== undefined) await rm(opened.dataDir, { recursive: true, force: true })
  })
  return () => {
    if (opened === undefined) throw new Error('the suite has not begun')
    return opened
  }
}

export const PLANNER: Cause = { by: 'planner', source: 'test' }

/** A material that is counted in pieces; `name` is what tests change. */
export function material(id: string, name = id): RecordByName['material'] {
  return { id, name, unit: 'H87' as RecordByName['material']['unit'] }
}

export function workCenter(id: string): RecordByName['workCenter'] {
  return { id, name: id }
}

/** `pieces` of a material in stock. */
export function stock(id: string, materialId: string, pieces = 10): RecordByName['stock'] {
  return { id, materialId, quantity: { value: pieces, unit: 'H87' as RecordByName['material']['unit'] } }
}

export function workOrder(id: string, materialId: string, parentWorkOrderId?: string): RecordByName['workOrder'] {
  const quantity = { value: 5, unit: 'H87' as RecordByName['material']['unit'] }
  return { id, materialId, quantity, ...(parentWorkOrderId === undefined ? {} : { parentWorkOrderId }) }
}

export function added(record: RecordName, to: AnyRecord): Change {
  return { type: 'added', record, id: to.id, to }
}

export function updated(record: RecordName, from: AnyRecord, to: AnyRecord): Change {
  return { type: 'updated', record, id: to.id, from, to }
}

export function removed(record: RecordName, from: AnyRecord): Change {
  return { type: 'removed', record, id: from.id, from }
}

/** Rows of one kind as a file of that name would hold them, the header being line 1. */
export function rowsOf(record: RecordName, bodies: readonly AnyRecord[]): readonly StagedRow[] {
  return bodies.map((body, i) => ({ record, body, file: `${record}.csv`, line: i + 2 }))
}

/** The code of the problem that `work` rejects with; fails when it does not. */
export async function problemCode(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no problem',
    (error: unknown) => {
      if (error instanceof StoreProblem) return error.problem.code
      throw error
    },
  )
}

/** Every record that the site's tables hold, as `kind/id`, with its body. */
export async function recordsOf(store: Store, siteId: string): Promise<ReadonlyMap<string, AnyRecord>> {
  const writer = await store.siteStore(siteId)
  const records = new Map<string, AnyRecord>()
  try {
    for await (const { record, body } of writer.loadRecords()) records.set(`${record}/${body.id}`, body)
  } finally {
    await writer.close()
  }
  return records
}

/** Runs a program in this folder in a Node process of its own, as another user if one is given, and returns its output; rejects when it fails. */
export async function runNode(code: string, { uid, gid }: { readonly uid?: number; readonly gid?: number } = {}): Promise<string> {
  const user = uid === undefined || gid === undefined ? {} : { uid, gid }
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    ...user,
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  const errors: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  const status = await new Promise((resolve) => child.once('close', resolve))
  if (status !== 0) throw new Error(`the process ended with ${status}: ${errors.join('')}`)
  return output.join('')
}
