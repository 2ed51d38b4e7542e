/** Killed at any moment, with the database or without it: no confirmed reading is lost, none is there twice, and no batch by half. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../connect.ts'
import { readLockFile } from '../embedded/lock-file.ts'
import { ensureServer, stopServer } from '../embedded/server.ts'
import { openStore } from '../open-store.ts'
import { BATCH, SIGNALS, SITE } from './reading-crash.fixture.ts'

const KILLS = 8

/** Lets a process append for a moment and kills it. Returns the last batch that it said was confirmed. */
async function appendAndKill(dataDir: string, kill: { readonly ms: number; readonly alsoDatabase: boolean }): Promise<number> {
  const code = `import { appendUntilKilled } from './reading-crash.fixture.ts'
    await appendUntilKilled(${JSON.stringify(dataDir)})`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], { cwd: import.meta.dirname, stdio: 'pipe' })
  const closed = once(child, 'close')
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  const ready = Promise.withResolvers<void>()
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    // The first batch is the last one of before, told once more; only the second is new.
    if (/^\d+\n\d+\n/m.test(output)) ready.resolve()
  })
  await Promise.race([ready.promise, closed])
  await sleep(kill.ms)
  child.kill('SIGKILL')
  const database = kill.alsoDatabase ? await readLockFile(join(dataDir, 'postgres')) : undefined
  if (database !== undefined) process.kill(database.pid, 'SIGKILL')
  const [, signal] = await closed
  assert.equal(signal, 'SIGKILL', `the process ended before it was killed: ${errors.join('')}`)
  return Math.max(-1, ...[...output.matchAll(/^(\d+)\n/gm)].map((found) => Number(found[1])))
}

it(`keeps every reading that it confirmed through ${KILLS} kills`, async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-readings-'))
  t.after(async () => {
    await stopServer(join(dataDir, 'postgres'))
    await rm(dataDir, { recursive: true, force: true })
  })
  let confirmed = -1
  for (let kill = 0; kill < KILLS; kill++) {
    const before = confirmed
    confirmed = Math.max(confirmed, await appendAndKill(dataDir, { ms: Math.random() * 150, alsoDatabase: kill % 4 === 3 }))
    assert.ok(confirmed > before, 'the process confirmed nothing new before it was killed')
    const store = await openStore({ dataDir })
    const { target } = await ensureServer({ dataDir, onProgress: () => undefined })
    const sql = await connect(target)
    const { rows } = await sql.query<{ batch: number; n: number }>(
      'select value::int as batch, count(*)::int as n from reading group by 1 order by 1',
    )
    const { series, memory } = await store.readings(SITE).load()
    await sql.end()
    await store.close()
    const last = rows.length - 1
    assert.ok(last === confirmed || last === confirmed + 1, `${last} is the last batch that is there, ${confirmed} was confirmed`)
    assert.deepEqual(
      rows,
      rows.map((_, batch) => ({ batch, n: BATCH })),
    )
    assert.deepEqual(
      series.map((each) => each.last?.value),
      Array.from({ length: SIGNALS }, () => last),
    )
    assert.equal(new TextDecoder().decode(memory.count), String(last))
    confirmed = last
  }
  t.diagnostic(`${confirmed + 1} batches of ${BATCH} readings lasted through ${KILLS} kills`)
})
