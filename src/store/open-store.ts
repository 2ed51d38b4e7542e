/** The store of a process: the embedded server of a data folder, or the database that a URL names, made ready for use. */
import { userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Outbox, PushSubscriptions } from '../engine/message-ports.ts'
import type { KioskKeys, PeopleAccessLog } from '../engine/people-ports.ts'
import type { AccountStore } from '../engine/ports.ts'
import { accessLogIn } from './access-log.ts'
import { accountsIn } from './accounts.ts'
import { connect, endQuietly, openPool, type Target } from './connect.ts'
import { ensureServer, stopServer } from './embedded/server.ts'
import { importsOf, type SiteImports } from './imports/import-store.ts'
import { listSites } from './journal.ts'
import type { WriteRight } from './journal-head.ts'
import { JournalListener, type OnEntry } from './journal-listener.ts'
import { kioskKeysIn } from './kiosk-keys.ts'
import { LOCKS } from './locks.ts'
import { migrate, migrationsOfProgram } from './migrate.ts'
import { outboxIn, pushSubscriptionsIn } from './outbox.ts'
import { SiteReadings } from './readings/reading-store.ts'
import { type SiteReader, siteReader } from './site-reader.ts'
import { openSiteWriter, type SiteWriter } from './site-writer.ts'
import { asStoreProblem, storeProblem } from './store-problem.ts'
import { type LiveRecord, type Verification, verifySite } from './verify.ts'

export interface StoreOptions {
  /** Where the embedded server keeps its data; made when it is not there. */
  readonly dataDir: string
  /** A PostgreSQL of your own, 15 or newer; then the data folder is not used. */
  readonly databaseUrl?: string
  /** Told in sentences, on work that takes long. */
  readonly onProgress?: (message: string) => void
}

const OLDEST_SERVER = 150_000
const OLDEST_SERVER_NAME = '15'

/** Opens the store and brings its tables to this version. Rejects with a `StoreProblem`. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const onProgress = options.onProgress ?? (() => undefined)
  try {
    const opened = options.databaseUrl === undefined ? await openEmbedded(options.dataDir, onProgress) : await openOwn(options.databaseUrl)
    try {
      const applied = await migrate(opened.presence, await migrationsOfProgram())
      if (applied.length > 0) onProgress('The tables of the database are up to date.')
      return new Store(opened, onProgress)
    } catch (error) {
      await leave(opened)
      throw error
    }
  } catch (error) {
    throw asStoreProblem(error)
  }
}

interface Opened {
  readonly target: Target
  /** Shows, on an embedded server, that this process uses it. */
  readonly presence: pg.Client
  /** The folder of the embedded server; undefined when the server is somebody else's. */
  readonly dataFolder: string | undefined
}

const RETRY_MS = 30

/** The last one out may be stopping the server just when we come in; then we wait and start it again. */
async function openEmbedded(dataDir: string, onProgress: (message: string) => void): Promise<Opened> {
  for (;;) {
    const { target, dataFolder } = await ensureServer({ dataDir, onProgress })
    const presence = await connect(target).catch(() => undefined)
    if (presence !== undefined) {
      const present = await presence
        .query<{ ok: boolean }>('select pg_try_advisory_lock_shared($1, 0) as ok', [LOCKS.presence])
        .catch(() => undefined)
      if (present?.rows[0]?.ok === true) return { target, presence, dataFolder }
      await endQuietly(presence)
    }
    await sleep(RETRY_MS)
  }
}

async function openOwn(databaseUrl: string): Promise<Opened> {
  const target = targetOf(databaseUrl)
  const presence = await connect(target)
  const { rows } = await presence.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  const version = rows[0]
  if (version === undefined || version.number < OLDEST_SERVER) {
    await endQuietly(presence)
    const next = `Point DATABASE_URL at a PostgreSQL ${OLDEST_SERVER_NAME} or newer, or leave it out to use the embedded one.`
    throw storeProblem('database-too-old', ['The PostgreSQL server is too old.', next], {
      database: target.name,
      version: version?.name ?? '',
      oldest: OLDEST_SERVER_NAME,
    })
  }
  return { target, presence, dataFolder: undefined }
}

function targetOf(databaseUrl: string): Target {
  const url = URL.parse(databaseUrl)
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    const next = 'Write it as postgres://user:password@host:5432/database.'
    throw storeProblem('database-url-invalid', ['DATABASE_URL is not the address of a PostgreSQL database.', next])
  }
  const user = url.username === '' ? userInfo().username : decodeURIComponent(url.username)
  return { config: { connectionString: databaseUrl }, name: `${user}@${url.host || 'local socket'}${url.pathname}` }
}

/** Ends our part. On an embedded server the last one out stops it: only who is alone gets the lock for itself. */
async function leave({ presence, dataFolder }: Opened): Promise<void> {
  try {
    if (dataFolder === undefined) return
    await presence.query('select pg_advisory_unlock_shared($1, 0)', [LOCKS.presence])
    const { rows } = await presence.query<{ alone: boolean }>('select pg_try_advisory_lock($1, 0) as alone', [LOCKS.presence])
    if (rows[0]?.alone === true) await stopServer(dataFolder)
  } catch {
    // The server is gone already; there is nothing left to leave.
  } finally {
    await endQuietly(presence)
  }
}

/** An open store. What it refuses rejects with a `StoreProblem`; a plain read on a broken connection with the driver's error. */
export class Store {
  readonly accounts: AccountStore
  readonly peopleAccess: PeopleAccessLog
  readonly kioskKeys: KioskKeys
  readonly outbox: Outbox
  readonly pushSubscriptions: PushSubscriptions
  /** The database in words, without its password. */
  readonly name: string
  readonly #opened: Opened
  readonly #pool: pg.Pool
  readonly #onProgress: (message: string) => void
  readonly #writers = new Map<string, SiteWriter>()
  readonly #listeners = new Set<JournalListener>()
  readonly #readings = new Set<SiteReadings>()

  constructor(opened: Opened, onProgress: (message: string) => void) {
    this.#opened = opened
    this.#pool = openPool(opened.target)
    this.#onProgress = onProgress
    this.accounts = accountsIn(this.#pool)
    this.peopleAccess = accessLogIn(this.#pool)
    this.kioskKeys = kioskKeysIn(this.#pool)
    this.outbox = outboxIn(this.#pool)
    this.pushSubscriptions = pushSubscriptionsIn(this.#pool)
    this.name = opened.target.name
  }

  /** Sites that have a history, in order of id. */
  listSites(): Promise<readonly string[]> {
    return listSites(this.#pool)
  }

  /** The site's records and journal, for reading beside whoever writes. */
  reader(siteId: string): SiteReader {
    return siteReader(this.#pool, siteId)
  }

  /** Becomes the site's one writer until the writer is closed or lost. Rejects with `site-has-writer`. */
  async siteStore(siteId: string): Promise<SiteWriter> {
    const writer = await openSiteWriter(this.#opened.target, this.#pool, siteId)
    this.#writers.set(siteId, writer)
    return writer
  }

  /** The site's readings, for the one thread that keeps them. */
  readings(siteId: string): SiteReadings {
    const readings = new SiteReadings({ target: this.#opened.target, pool: this.#pool, siteId })
    this.#readings.add(readings)
    return readings
  }

  /** Imports into the site. To preview needs no writer; to apply uses this store's open writer, or becomes it for the time. */
  imports(siteId: string): SiteImports {
    return importsOf({
      target: this.#opened.target,
      pool: this.#pool,
      siteId,
      onProgress: this.#onProgress,
      withWriteRight: (work) => this.#withWriteRight(siteId, work),
    })
  }

  /** Replays the site's journal and compares it with the tables, and with the records of a live model when given. */
  async verify(siteId: string, live?: Iterable<LiveRecord> | AsyncIterable<LiveRecord>): Promise<Verification> {
    const client = await connect(this.#opened.target)
    try {
      return await verifySite(client, siteId, live)
    } catch (error) {
      throw asStoreProblem(error)
    } finally {
      await endQuietly(client)
    }
  }

  /** Hears of new journal entries of every site, whichever process writes them; returns the way to stop. */
  async listen(onEntry: OnEntry): Promise<() => Promise<void>> {
    const listener = await JournalListener.start(this.#opened.target, onEntry)
    this.#listeners.add(listener)
    return async () => {
      this.#listeners.delete(listener)
      await listener.stop()
    }
  }

  /** Closes what is open and leaves; an embedded server that nobody else uses is stopped. */
  async close(): Promise<void> {
    await Promise.all([...this.#writers.values()].map((writer) => writer.close()))
    await Promise.all([...this.#listeners].map((listener) => listener.stop()))
    await Promise.all([...this.#readings].map((readings) => readings.close()))
    await this.#pool.end()
    await leave(this.#opened)
  }

  async #withWriteRight<T>(siteId: string, work: (right: WriteRight) => Promise<T>): Promise<T> {
    const open = this.#writers.get(siteId)
    if (open?.isOpen === true) return work(open.right)
    const writer = await openSiteWriter(this.#opened.target, this.#pool, siteId)
    try {
      return await work(writer.right)
    } finally {
      await writer.close()
    }
  }
}
