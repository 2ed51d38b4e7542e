/** A PostgreSQL of one's own through DATABASE_URL: the oldest supported version for real, and what is refused. */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Change } from '../core/records/change.ts'
import { chooseIdentity, identityOfUser, idsOf, type ServerIdentity } from './embedded/identity.ts'
import { isAlive } from './embedded/lock-file.ts'
import { openStore, type Store } from './open-store.ts'
import { added, material, PLANNER, problemCode, recordsOf, rowsOf, stock } from './store.fixture.ts'
import { StoreProblem } from './store-problem.ts'

/** Where Debian keeps version 15, the oldest that we support. */
const BINARIES = '/usr/lib/postgresql/15/bin'
const PASSWORD = 'a p@ss/word'
const UNUSED = { dataDir: '/nonexistent' }

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const port = portOf(probe)
  probe.close()
  await once(probe, 'close')
  return port
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function identityFor(folder: string): Promise<ServerIdentity> {
  const chosen = await chooseIdentity(join(BINARIES, 'postgres'), join(folder, 'data'))
  return chosen.way === 'self' ? chosen : ((await identityOfUser('nobody')) ?? chosen)
}

interface OwnServer {
  readonly folder: string
  readonly port: number
  readonly pid: number
}

/** Starts version 15 on loopback with a password, under another user when we are root. */
async function startOwnServer(): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  const identity = await identityFor(folder)
  if (identity.uid !== undefined && identity.gid !== undefined) await chown(folder, identity.uid, identity.gid)
  const options = { ...idsOf(identity), cwd: folder, env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' } }
  await writeFile(join(folder, 'password'), PASSWORD, { mode: 0o644 })
  execFileSync(
    join(BINARIES, 'initdb'),
    ['-D', 'data', '-U', 'plant', '-A', 'scram-sha-256', '--pwfile=password', '--no-sync', '-E', 'UTF8'],
    { ...options, stdio: 'pipe' },
  )
  const port = await freePort()
  const server = spawn(
    join(BINARIES, 'postgres'),
    ['-D', 'data', '-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${folder}`],
    { ...options, stdio: 'ignore' },
  )
  return { folder, port, pid: server.pid ?? 0 }
}

async function openWhenUp(databaseUrl: string): Promise<Store> {
  for (let tries = 0; ; tries++) {
    try {
      return await openStore({ ...UNUSED, databaseUrl })
    } catch (error) {
      if (tries > 200 || !(error instanceof StoreProblem) || !['database-unreachable', 'store-failed'].includes(error.problem.code))
        throw error
      await sleep(50)
    }
  }
}

describe("a PostgreSQL 15 of one's own", { skip: existsSync(BINARIES) ? false : `there is no PostgreSQL 15 in ${BINARIES}` }, () => {
  let server: OwnServer
  let store: Store
  const urlOf = (user: string, password: string, database = 'postgres'): string =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${database}`

  before(async () => {
    server = await startOwnServer()
    store = await openWhenUp(urlOf('plant', PASSWORD))
  })
  after(async () => {
    await store.close()
    process.kill(server.pid, 'SIGINT')
    while (await isAlive(server.pid)) await sleep(30)
    await rm(server.folder, { recursive: true, force: true })
  })

  it('holds a site as the embedded one does', async () => {
    const writer = await store.siteStore('plant')
    await writer.append([added('material', material('bracket')), added('stock', stock('S1', 'bracket'))], PLANNER)
    assert.equal(await problemCode(store.siteStore('plant')), 'site-has-writer')
    const session = await store.imports('plant').begin({ mapping: 'erp', folder: 'files' })
    await session.stage([
      ...rowsOf('material', [material('bracket'), material('coil')]),
      ...rowsOf('stock', [stock('S2', 'coil'), stock('S3', 'ghost')]),
    ])
    const { records, rejectedCount } = await session.preview(['material', 'stock'])
    assert.deepEqual([records.material?.added, records.stock?.added, rejectedCount], [1, 1, 1])
    await session.apply(PLANNER)
    await writer.close()
    assert.deepEqual([...(await recordsOf(store, 'plant')).keys()].sort(), ['material/bracket', 'material/coil', 'stock/S1', 'stock/S2'])
    assert.deepEqual((await store.verify('plant')).differences, [])
    assert.deepEqual(await store.listSites(), ['plant'])
  })

  it('tells another process of what was committed', async () => {
    const other = await openStore({ ...UNUSED, databaseUrl: urlOf('plant', PASSWORD) })
    const heard = Promise.withResolvers<number>()
    await other.listen((siteId, seq) => siteId === 'heard' && heard.resolve(seq))
    const change: Change = added('material', material('bracket'))
    const writer = await store.siteStore('heard')
    await writer.append([change], PLANNER)
    assert.equal(await heard.promise, 1)
    await writer.close()
    await other.close()
  })

  it('is left running', async () => {
    const other = await openStore({ ...UNUSED, databaseUrl: urlOf('plant', PASSWORD) })
    await other.close()
    assert.equal(await isAlive(server.pid), true)
  })

  it('is refused in words, and without the password, when user, password or database are wrong', async () => {
    await assert.rejects(openStore({ ...UNUSED, databaseUrl: urlOf('plant', 'wrong') }), (error: StoreProblem) => {
      assert.equal(error.problem.code, 'database-sign-in')
      assert.doesNotMatch(JSON.stringify(error.problem), /wrong/)
      return true
    })
    assert.equal(await problemCode(openStore({ ...UNUSED, databaseUrl: urlOf('plant', PASSWORD, 'nowhere') })), 'database-missing')
    assert.equal(store.name, `plant@127.0.0.1:${server.port}/postgres`)
  })
})

describe('an address in DATABASE_URL', () => {
  it('must be one of PostgreSQL', async () => {
    assert.equal(await problemCode(openStore({ ...UNUSED, databaseUrl: 'mysql://plant@127.0.0.1/plant' })), 'database-url-invalid')
    assert.equal(await problemCode(openStore({ ...UNUSED, databaseUrl: 'plant' })), 'database-url-invalid')
  })

  it('must be answered by somebody', async () => {
    assert.equal(
      await problemCode(openStore({ ...UNUSED, databaseUrl: `postgres://plant@127.0.0.1:${await freePort()}/plant` })),
      'database-unreachable',
    )
  })

  it('must not lead to a server older than 15', async (t) => {
    const server = createServer((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]))
        socket.on('data', (data) => data[0] === 0x51 && socket.write(versionAnswer('140012', '14.12')))
      })
    }).listen(0, '127.0.0.1')
    t.after(() => server.close())
    await once(server, 'listening')
    await assert.rejects(
      openStore({ ...UNUSED, databaseUrl: `postgres://plant@127.0.0.1:${portOf(server)}/plant` }),
      (error: StoreProblem) => {
        assert.equal(error.problem.code, 'database-too-old')
        assert.deepEqual([error.problem.facts.version, error.problem.facts.oldest], ['14.12', '15'])
        return true
      },
    )
  })
})

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

/** A message of the PostgreSQL protocol: its letter, its length, its body. */
function message(letter: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(letter), int32(body.length + 4), body])
}

/** One row with the number (an int4) and the name (a text) of a version. */
function versionAnswer(number: string, name: string): Buffer {
  const column = (label: string, type: number): Buffer =>
    Buffer.concat([Buffer.from(`${label}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)])
  const value = (text: string): Buffer => Buffer.concat([int32(text.length), Buffer.from(text)])
  return Buffer.concat([
    message('T', Buffer.concat([int16(2), column('number', 23), column('name', 25)])),
    message('D', Buffer.concat([int16(2), value(number), value(name)])),
    message('C', Buffer.from('SELECT 1\0')),
    message('Z', Buffer.from('I')),
  ])
}
