/** The embedded server: one for each data folder, whoever starts it, however the last one ended. */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { connect } from '../connect.ts'
import { openStore } from '../open-store.ts'
import { added, material, PLANNER, problemCode, runNode, temporaryFolder } from '../store.fixture.ts'
import { findBinaries, linkLibraries } from './binaries.ts'
import { identityOfUser } from './identity.ts'
import { isAlive, lockFileOf, readLockFile } from './lock-file.ts'
import { ensureServer, stopServer } from './server.ts'

const QUIET = { onProgress: (): void => undefined }
const isRoot = process.getuid?.() === 0

/** A server whose data folder goes with the test, running or not. */
async function serverFolder(t: TestContext): Promise<{ readonly dataDir: string; readonly dataFolder: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  const dataFolder = join(dataDir, 'postgres')
  t.after(async () => {
    await stopServer(dataFolder)
    await rm(dataDir, { recursive: true, force: true })
  })
  return { dataDir, dataFolder }
}

async function pidOf(dataFolder: string): Promise<number> {
  return (await readLockFile(dataFolder))?.pid ?? 0
}

describe('the embedded server', () => {
  it('is started once and adopted after that', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    const first = await ensureServer({ dataDir, ...QUIET })
    const pid = await pidOf(dataFolder)
    const second = await ensureServer({ dataDir, ...QUIET })
    assert.deepEqual([first.started, second.started, await pidOf(dataFolder)], [true, false, pid])
    await stopServer(dataFolder)
    assert.equal(await isAlive(pid), false)
  })

  it('listens on a private socket and on no address', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    const { target } = await ensureServer({ dataDir, ...QUIET })
    const client = await connect(target)
    const { rows } = await client.query(
      `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    )
    await client.end()
    assert.deepEqual(rows, [{ addresses: '', fsync: 'on', commit: 'on' }])
    const { socketFolder } = (await readLockFile(dataFolder)) ?? { socketFolder: '' }
    assert.equal((await stat(socketFolder)).mode & 0o777, 0o700)
    assert.equal((await stat(dataFolder)).mode & 0o777, 0o700)
  })

  it('works in a folder whose path is too long for a socket', async (t) => {
    const parent = await temporaryFolder(t)
    const dataDir = join(parent, 'plant-'.repeat(25), 'data')
    const store = await openStore({ dataDir })
    const { socketFolder } = (await readLockFile(join(dataDir, 'postgres'))) ?? { socketFolder: '' }
    t.after(() => rm(socketFolder, { recursive: true, force: true }))
    assert.ok(socketFolder !== '' && !socketFolder.startsWith(dataDir))
    const again = await openStore({ dataDir })
    await again.close()
    await store.close()
  })

  it('is started by one of several processes that race for an empty folder, and adopted by the others', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    const code = `import { ensureServer } from './embedded/server.ts'
      const { started } = await ensureServer({ dataDir: ${JSON.stringify(dataDir)}, onProgress: () => undefined })
      process.stdout.write(String(started))`
    const outcomes = await Promise.all([runNode(code), runNode(code), runNode(code)])
    assert.deepEqual(outcomes.toSorted(), ['false', 'false', 'true'])
    assert.deepEqual(
      (await readdir(dataDir)).filter((name) => name.includes('.new-')),
      [],
    )
    assert.equal(await isAlive(await pidOf(dataFolder)), true)
  })

  it('is adopted when the process that started it was killed', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    const code = `import { openStore } from './open-store.ts'
      await openStore({ dataDir: ${JSON.stringify(dataDir)} })
      process.kill(process.pid, 'SIGKILL')`
    await assert.rejects(runNode(code))
    const pid = await pidOf(dataFolder)
    const store = await openStore({ dataDir })
    assert.equal(await pidOf(dataFolder), pid)
    await store.close()
    assert.equal(await isAlive(pid), false)
  })

  it('starts again after it was killed itself, with what was confirmed', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    const store = await openStore({ dataDir })
    const writer = await store.siteStore('plant')
    await writer.append([added('material', material('bracket'))], PLANNER)
    process.kill(await pidOf(dataFolder), 'SIGKILL')
    assert.equal((await writer.lost).code, 'writer-lock-lost')
    const again = await openStore({ dataDir })
    await store.close()
    assert.equal((await again.verify('plant')).records, 1)
    await again.close()
  })

  it('starts over a lock that names a process which is something else by now', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    await ensureServer({ dataDir, ...QUIET })
    const lock = await readFile(lockFileOf(dataFolder), 'utf8')
    await stopServer(dataFolder)
    await writeFile(lockFileOf(dataFolder), lock.replace(/^\d+/, String(process.pid)))
    assert.equal((await ensureServer({ dataDir, ...QUIET })).started, true)
  })

  it('cleans up after a process that was killed while it made the folder', async (t) => {
    const { dataDir } = await serverFolder(t)
    const ended = spawn('true')
    await once(ended, 'exit')
    await mkdir(join(dataDir, `postgres.new-${ended.pid}-0123abcd`))
    await ensureServer({ dataDir, ...QUIET })
    assert.deepEqual(
      (await readdir(dataDir)).filter((name) => name.includes('.new-')),
      [],
    )
  })

  it('runs where install scripts are off and nobody linked its libraries', async (t) => {
    const { postgres } = await findBinaries()
    const native = join(await temporaryFolder(t), 'native')
    await cp(dirname(dirname(postgres)), native, { recursive: true, filter: async (source) => !(await lstat(source)).isSymbolicLink() })
    const version = (): string => execFileSync(join(native, 'bin/postgres'), ['--version'], { stdio: 'pipe', encoding: 'utf8' })
    assert.throws(version, /shared libraries/)
    await linkLibraries(native)
    assert.match(version(), /PostgreSQL/)
  })
})

describe('the user that the server runs as', { skip: isRoot ? false : 'only root can start it as somebody else' }, () => {
  it('is an unprivileged one where root has no user namespaces', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    await chmod(dataDir, 0o755)
    const nobody = await identityOfUser('nobody')
    assert.ok(nobody?.uid !== undefined)
    await ensureServer({ dataDir, ...QUIET, identity: nobody })
    assert.equal((await stat(dataFolder)).uid, nobody.uid)
    await stopServer(dataFolder)
    const store = await openStore({ dataDir }) // Chosen by the owner of the folder now.
    assert.equal((await stat(`/proc/${await pidOf(dataFolder)}`)).uid, nobody.uid)
    await store.close()
  })

  it('is the user who starts it when that is not root', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    const nobody = await identityOfUser('nobody')
    assert.ok(nobody?.uid !== undefined && nobody.gid !== undefined)
    await chown(dataDir, nobody.uid, nobody.gid)
    const code = `import { openStore } from './open-store.ts'
      const store = await openStore({ dataDir: ${JSON.stringify(dataDir)} })
      process.stdout.write(String((await store.listSites()).length))
      await store.close()`
    assert.equal(await runNode(code, nobody), '0')
    assert.equal((await stat(dataFolder)).uid, nobody.uid)
  })

  it('may not be another than the owner of the folder', async (t) => {
    const { dataDir } = await serverFolder(t)
    const nobody = await identityOfUser('nobody')
    await ensureServer({ dataDir, ...QUIET })
    await chmod(dataDir, 0o755)
    const code = `import { openStore } from './open-store.ts'
      await openStore({ dataDir: ${JSON.stringify(dataDir)} }).catch(({ problem }) => process.stdout.write(problem.code))`
    assert.equal(await runNode(code, nobody), 'data-folder-of-other-user')
  })
})

describe('the last process out', () => {
  it('stops the server, and nobody before it does', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    const first = await openStore({ dataDir })
    const second = await openStore({ dataDir })
    const pid = await pidOf(dataFolder)
    await first.close()
    assert.equal(await isAlive(pid), true)
    assert.deepEqual(await second.listSites(), [])
    await second.close()
    assert.equal(await isAlive(pid), false)
  })

  it('never takes the server from one that comes in at the same moment', async (t) => {
    const { dataDir } = await serverFolder(t)
    let store = await openStore({ dataDir })
    for (let round = 0; round < 10; round++) {
      const [next] = await Promise.all([openStore({ dataDir }), store.close()])
      assert.deepEqual(await next.listSites(), [])
      store = next
    }
    await store.close()
  })
})

describe("a start that can't work", () => {
  it('names the version that made the folder', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    await mkdir(dataFolder)
    await writeFile(join(dataFolder, 'PG_VERSION'), '12\n')
    assert.equal(await problemCode(openStore({ dataDir })), 'data-folder-of-other-version')
  })

  it("says that the folder can't be made", async (t) => {
    const parent = await temporaryFolder(t)
    await writeFile(join(parent, 'file'), '')
    assert.equal(await problemCode(openStore({ dataDir: join(parent, 'file', 'data') })), 'data-folder-not-writable')
  })

  it('tells why the server gave up, in its own words', async (t) => {
    const { dataDir, dataFolder } = await serverFolder(t)
    await ensureServer({ dataDir, ...QUIET })
    await stopServer(dataFolder)
    await writeFile(join(dataFolder, 'postgresql.conf'), 'no_such_setting = 1\n')
    await assert.rejects(ensureServer({ dataDir, ...QUIET }), (error: Error & { problem: { code: string; facts: { reason: string } } }) => {
      assert.equal(error.problem.code, 'database-did-not-start')
      assert.match(error.problem.facts.reason, /no_such_setting/)
      return true
    })
  })

  it('says that the disk is full', async (t) => {
    const dataDir = await temporaryFolder(t)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dataDir], { stdio: 'pipe' })
    } catch {
      t.skip('this user may not mount a small disk to fill')
      return
    }
    try {
      assert.equal(await problemCode(openStore({ dataDir })), 'disk-full')
      assert.deepEqual(await readdir(dataDir), [])
    } finally {
      execFileSync('umount', [dataDir])
    }
  })

  it('does not use a socket folder that somebody else made', async (t) => {
    const other = isRoot ? await identityOfUser('nobody') : undefined
    if (other?.uid === undefined) {
      t.skip('only root can make a folder for somebody else')
      return
    }
    const { dataDir } = await serverFolder(t)
    await mkdir(join(dataDir, 'socket'))
    await chown(join(dataDir, 'socket'), other.uid, other.uid)
    assert.equal(await problemCode(openStore({ dataDir })), 'socket-folder-not-ours')
  })
})
