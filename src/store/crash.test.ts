/** Killed at any moment, fifty times over: nothing confirmed is lost, nothing is half there, and the next start needs no hand. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RecordByName } from '../core/records/all.ts'
import { chanceFrom } from '../core/values/chance.ts'
import { importGeneration, LANES, laneAt, MATERIALS, SITE } from './crash.fixture.ts'
import { readLockFile } from './embedded/lock-file.ts'
import { stopServer } from './embedded/server.ts'
import { openStore, type Store } from './open-store.ts'
import { added, PLANNER } from './store.fixture.ts'

const KILLS = 50
/** Longer than an import takes on a quiet machine, so that every moment of it is hit; a busy one is given more. */
const RUN_MS_MAX = 450
/** After so many kills in a row without a whole import the next processes live longer. */
const KILLS_WITHOUT_IMPORT_MAX = 4
/** About as long as a process takes to open the store, its database included. */
const START_MS_MAX = 300

/** What the killed process said was confirmed, the last of each. */
interface Confirmed {
  readonly lanes: Map<number, { readonly value: number; readonly seq: number }>
  generation: number
}

async function prepare(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir })
  await importGeneration(store, 0)
  const writer = await store.siteStore(SITE)
  const lanes = Array.from({ length: LANES }, (_, lane) => laneAt(lane, 0)).flat()
  await writer.append(
    lanes.map((body) => added('stock', body)),
    PLANNER,
  )
  await store.close()
}

/** A process that has loaded its program and waits for the word to open the store: loading is not what is tested. */
function spawnWaiting(dataDir: string): ChildProcess {
  const code = `import { once } from 'node:events'
    import { runUntilKilled } from './crash.fixture.ts'
    await once(process.stdin, 'data')
    await runUntilKilled(${JSON.stringify(dataDir)})`
  return spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], { cwd: import.meta.dirname, stdio: 'pipe' })
}

interface Kill {
  readonly whileStarting: boolean
  readonly alsoDatabase: boolean
  readonly ms: number
}

/** Lets the process run, kills it after `ms`, and with it the database if `alsoDatabase`. */
async function killOnce(
  child: ChildProcess,
  dataDir: string,
  { confirmed, kill }: { readonly confirmed: Confirmed; readonly kill: Kill },
): Promise<void> {
  const closed = once(child, 'close')
  const errors: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  const ready = listenTo(child, confirmed)
  child.stdin?.write('go\n')
  if (!kill.whileStarting) await Promise.race([ready, closed])
  await sleep(kill.ms)
  child.kill('SIGKILL')
  const database = kill.alsoDatabase ? await readLockFile(join(dataDir, 'postgres')) : undefined
  if (database !== undefined) process.kill(database.pid, 'SIGKILL')
  const [, signal] = await closed
  assert.equal(signal, 'SIGKILL', `the process ended before it was killed: ${errors.join('')}`)
}

/** Notes what the process confirms; resolves when it is ready. */
function listenTo(child: ChildProcess, confirmed: Confirmed): Promise<void> {
  const ready = Promise.withResolvers<void>()
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [what, first = '', value = '', seq = ''] = line.split(' ')
      if (what === 'ready') ready.resolve()
      if (what === 'lane') confirmed.lanes.set(Number(first), { value: Number(value), seq: Number(seq) })
      if (what === 'generation') confirmed.generation = Number(first)
    }
  })
  return ready.promise
}

/** Opens the store as any next start would, and looks. */
async function check(dataDir: string, confirmed: Confirmed): Promise<Store> {
  const store = await openStore({ dataDir })
  const { differences } = await store.verify(SITE)
  assert.deepEqual(differences, [])
  const writer = await store.siteStore(SITE)
  const values = new Map<string, number>()
  const generations = new Map<string, number>()
  for await (const { record, body } of writer.loadRecords()) {
    if (record === 'stock') values.set(body.id, (body as RecordByName['stock']).quantity.value)
    else generations.set((body as RecordByName['material']).name, (generations.get((body as RecordByName['material']).name) ?? 0) + 1)
  }
  const possible = [confirmed.generation, confirmed.generation + 1].map((number) => JSON.stringify([[`generation ${number}`, MATERIALS]]))
  assert.ok(
    possible.includes(JSON.stringify([...generations])),
    `an import is half there or lost: ${JSON.stringify([...generations])}, confirmed ${confirmed.generation}`,
  )
  for (let lane = 0; lane < LANES; lane++) {
    const { value, seq } = confirmed.lanes.get(lane) ?? { value: 0, seq: 0 }
    const stored = values.get(`lane ${lane}`)
    assert.ok(stored === value || stored === value + 1, `lane ${lane} holds ${stored}, confirmed was ${value}`)
    assert.equal(values.get(`mirror ${lane}`), stored, `an append of lane ${lane} is half there`)
    if (seq === 0) continue
    const [entry] = await writer.entriesAfter(seq - 1, 1)
    assert.deepEqual(
      entry?.changes.map((change) => change.type !== 'removed' && change.to),
      laneAt(lane, value),
    )
  }
  confirmed.generation = Number([...generations.keys()][0]?.split(' ')[1])
  for (let lane = 0; lane < LANES; lane++) confirmed.lanes.set(lane, { value: values.get(`lane ${lane}`) ?? 0, seq: 0 })
  await writer.close()
  return store
}

it(`keeps what it confirmed through ${KILLS} kills during imports and changes`, async (t) => {
  const seed = Number(process.env.CRASH_SEED ?? randomInt(2 ** 31))
  t.diagnostic(`CRASH_SEED=${seed} repeats the moments of the kills`)
  const random = chanceFrom(seed)
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-crash-'))
  t.after(async () => {
    await stopServer(join(dataDir, 'postgres'))
    await rm(dataDir, { recursive: true, force: true })
  })
  await prepare(dataDir)
  const confirmed: Confirmed = { lanes: new Map(), generation: 0 }
  let databases = 0
  let runMsMax = RUN_MS_MAX
  let withoutImport = 0
  let beside: Store | undefined
  let child = spawnWaiting(dataDir)
  t.after(() => child.kill('SIGKILL'))
  for (let kill = 0; kill < KILLS; kill++) {
    const whileStarting = random() < 0.15
    const alsoDatabase = random() < 0.2
    databases += Number(alsoDatabase)
    const ms = random() * (whileStarting ? START_MS_MAX : runMsMax)
    const imports = confirmed.generation
    await killOnce(child, dataDir, { confirmed, kill: { whileStarting, alsoDatabase, ms } })
    child = spawnWaiting(dataDir)
    const store = await check(dataDir, confirmed)
    withoutImport = confirmed.generation > imports ? 0 : withoutImport + 1
    if (withoutImport >= KILLS_WITHOUT_IMPORT_MAX) {
      runMsMax *= 1.5
      withoutImport = 0
    }
    await beside?.close()
    beside = store
    if (random() < 0.5) continue // The next process finds the database running and in use; otherwise it has to start it.
    await beside.close()
    beside = undefined
  }
  await beside?.close()
  const appends = [...confirmed.lanes.values()].reduce((sum, { value }) => sum + value, 0)
  t.diagnostic(
    `${appends} appends and ${confirmed.generation} imports lasted through ${KILLS} kills, ${databases} of them with the database`,
  )
  assert.ok(appends > KILLS && confirmed.generation > 5, 'the kills hit too little work to prove anything')
})
