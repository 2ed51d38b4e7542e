/**
 * The embedded server of a data folder: started when nobody runs it, adopted when somebody does.
 * It is not tied to the process that started it. Every process that uses it is present (see `open-store.ts`), and the
 * last one out stops it; one that is killed leaves it running, and the next start adopts it.
 */
import { spawn } from 'node:child_process'
import { chown, open, readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, endQuietly, type Target } from '../connect.ts'
import { StoreProblem, storeProblem } from '../store-problem.ts'
import { findBinaries, type ServerBinaries } from './binaries.ts'
import { initialise, isInitialised, makeDataDir, serverEnvironment, USER } from './data-folder.ts'
import { chooseIdentity, idsOf, type ServerIdentity } from './identity.ts'
import { isAlive, isSomethingElse, lockFileOf, readLockFile } from './lock-file.ts'
import { socketFolderOf } from './socket-folder.ts'
import { isHeldByAnother, problemOfLog } from './start-failure.ts'

export interface EmbeddedServer {
  readonly dataFolder: string
  readonly target: Target
  /** Whether this call started it, rather than found it running. */
  readonly started: boolean
}

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly onProgress: (message: string) => void
  /** As whom it runs; chosen by the user who asks when not stated. */
  readonly identity?: ServerIdentity
}

const PORT = 5432
const POLL_MS = 30
/** A server that was killed leaves its lock for a second or two; one that recovers from a crash takes longer, but says so. */
const PATIENCE_MS = 30_000
/** A large journal of changes to replay after a crash can take minutes. */
const RECOVERY_PATIENCE_MS = 600_000

const SETTINGS: readonly string[] = [
  'listen_addresses=',
  `port=${PORT}`,
  'unix_socket_permissions=0700',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'log_checkpoints=off',
  // What a process that was killed had under way ends soon, and with it the locks that the next start waits for.
  'client_connection_check_interval=1s',
]

interface Place {
  readonly options: EmbeddedOptions
  readonly binaries: ServerBinaries
  readonly identity: ServerIdentity
  readonly dataFolder: string
  readonly socketFolder: string
  readonly log: string
}

/** Makes the data folder if needed and answers once the server takes connections. Rejects with a `StoreProblem`. */
export async function ensureServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await prepare(options)
  const { dataFolder } = place
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const adopted = await adopt(place)
    if (adopted !== undefined) return { dataFolder, target: adopted, started: false }
    const { output, pid } = await start(place)
    if (output === undefined) {
      const running = await readLockFile(dataFolder)
      return { dataFolder, target: targetAt(place.socketFolder, dataFolder), started: running?.pid === pid }
    }
    if (!isHeldByAnother(output) || performance.now() > giveUpAt) throw problemOfLog(output, place.log)
    await sleep(POLL_MS)
  }
}

async function prepare(options: EmbeddedOptions): Promise<Place> {
  const binaries = await findBinaries()
  await makeDataDir(options.dataDir)
  const dataDir = await realpath(options.dataDir)
  const dataFolder = join(dataDir, 'postgres')
  const identity = options.identity ?? (await chooseIdentity(binaries.postgres, dataFolder))
  if (!(await isInitialised(dataFolder, binaries.major))) {
    options.onProgress('Preparing the database, once.')
    await initialise(dataFolder, binaries, identity)
  }
  return {
    options,
    binaries,
    identity,
    dataFolder,
    socketFolder: await socketFolderOf(dataDir, identity),
    log: join(dataDir, 'postgres.log'),
  }
}

function targetAt(socketFolder: string, dataFolder: string): Target {
  return { config: { host: socketFolder, port: PORT, user: USER, database: 'postgres' }, name: dataFolder }
}

/** The server that runs on the folder already, once it answers; undefined when there is none. */
async function adopt({ dataFolder, options }: Place): Promise<Target | undefined> {
  const giveUpAt = performance.now() + RECOVERY_PATIENCE_MS
  for (let polls = 0; ; polls++) {
    const running = await readLockFile(dataFolder)
    if (running === undefined || !(await isAlive(running.pid))) return undefined
    if (await isSomethingElse(running.pid, dataFolder)) {
      await rm(lockFileOf(dataFolder), { force: true })
      return undefined
    }
    const target = targetAt(running.socketFolder, dataFolder)
    if (await answers(target)) return target
    if (performance.now() > giveUpAt) {
      const next = 'Stop the process that is named, wait until it has ended, and start again.'
      throw storeProblem('database-silent', ['A database runs on the data folder, but does not answer.', next], {
        folder: dataFolder,
        pid: running.pid,
      })
    }
    if (polls === 30) options.onProgress('Waiting for the database that runs on the data folder.')
    await sleep(POLL_MS)
  }
}

/** Starts the server. Without `output` a server answers, this one or a faster one; else it is what it logged when it gave up. */
async function start(place: Place): Promise<{ readonly pid: number | undefined; readonly output?: string }> {
  const { identity, binaries, dataFolder, socketFolder, log, options } = place
  const settings = [...SETTINGS, `unix_socket_directories=${socketFolder}`].flatMap((setting) => ['-c', setting])
  const [command = '', ...args] = [...identity.prefix, binaries.postgres, '-D', dataFolder, ...settings]
  const output = await open(log, 'a', 0o600)
  const { size } = await output.stat()
  if (identity.uid !== undefined && identity.gid !== undefined) await chown(log, identity.uid, identity.gid)
  // Detached, so that an interrupt at the terminal reaches us alone, and we stop it in our own order.
  const child = spawn(command, args, {
    ...idsOf(identity),
    cwd: dataFolder,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  })
  let ended: string | undefined
  child.on('exit', () => {
    ended = ''
  })
  child.on('error', (error) => {
    ended = error.message
  })
  child.unref()
  await output.close()
  const target = targetAt(socketFolder, dataFolder)
  for (let polls = 0; ; polls++) {
    if (await answers(target)) return { pid: child.pid }
    if (ended !== undefined) return { pid: child.pid, output: ended + (await readFile(log)).subarray(size).toString('utf8') }
    if (polls === 60) options.onProgress('The database recovers from an unclean stop.')
    await sleep(POLL_MS)
  }
}

/** Whether a server takes connections there: not while it starts, recovers or shuts down. */
async function answers(target: Target): Promise<boolean> {
  try {
    await endQuietly(await connect(target))
    return true
  } catch (error) {
    if (error instanceof StoreProblem && error.problem.code === 'database-sign-in') throw error
    return false
  }
}

/** Stops the server and waits until it has let go of the folder. The caller made sure that nobody uses it. */
export async function stopServer(dataFolder: string): Promise<void> {
  const running = await readLockFile(dataFolder)
  if (running === undefined) return
  try {
    process.kill(running.pid, 'SIGINT') // Fast shutdown: open connections end, what was confirmed is on disk.
  } catch {
    return
  }
  const giveUpAt = performance.now() + PATIENCE_MS
  while (await isAlive(running.pid)) {
    if (performance.now() > giveUpAt) {
      const next = 'It goes on by itself; wait until the process that is named has ended before the folder is moved or copied.'
      throw storeProblem('database-still-stopping', ['The database takes long to stop.', next], { folder: dataFolder, pid: running.pid })
    }
    await sleep(POLL_MS)
  }
}
