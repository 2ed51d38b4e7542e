/** The composition root of the server: the store, the engine's thread, the floor, the API and its pages are put together here and nowhere else. */

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startApi } from './api/server.ts'
import type { Config } from './config/settings.ts'
import { templateHeader } from './connectors/files/import-template.ts'
import type { Site } from './core/records/site.ts'
import { type Instant, instantFromMs } from './core/values/instant.ts'
import { failed, ok, type Problem, type Result } from './core/values/result.ts'
import type { Example } from './engine/example-ports.ts'
import type { PeopleAgreement, PeopleData } from './engine/people-ports.ts'
import type { EngineStatus } from './engine/ports.ts'
import { startEngineHost } from './host/engine-host.ts'
import type { EngineWorkerData } from './host/engine-worker.ts'
import { EXAMPLE_AGREEMENT } from './host/example-plant.ts'
import { findImportFiles } from './host/import-source.ts'
import { keptSecret } from './host/kept-secret.ts'
import { startMessages } from './host/messages.ts'
import { type SharedClock, sharedClock } from './host/plant-clock.ts'
import { PlantFloor } from './host/plant-floor.ts'
import { SiteHost, type SiteToServe } from './host/site-host.ts'
import { openStore, type Store } from './store/open-store.ts'

/** Where the pages are once they are built; without them the API answers alone. */
const PAGES = fileURLToPath(new URL('../ui/dist', import.meta.url))

export interface ServerOptions {
  readonly config: Config
  /** Undefined while the store holds none: then it is the first that is imported. */
  readonly site: string | undefined
  /** A fixed now, in the zone of the site; the clock when not stated. */
  readonly planAt: ((zone: string) => Instant) | undefined
  readonly version: string
  /** Told in sentences while it starts. */
  readonly onProgress: (message: string) => void
  /** Told of failures and crashes while it runs. */
  readonly onTrouble: (problem: Problem) => void
  /** Told the number of the last journal entry after each commit. */
  readonly onCommit: (lastSeq: number) => void
  /** The plant's time, where it is not the machine's: an example company may run faster. */
  readonly clock?: SharedClock
  /** Where an example company runs beside the server. */
  readonly example?: Example
}

export interface RunningServer {
  /** As `http://127.0.0.1:8080`. */
  readonly url: string
  /** Where machines are heard, as `mqtt://127.0.0.1:1883`. */
  readonly brokerUrl: string
  /** Undefined while there is no site. */
  readonly status: EngineStatus | undefined
  /** Ends in order: the API, the floor, the engine, the store. */
  stop(): Promise<void>
}

/** Starts the server of one site, or of none yet. Fails with a problem where the address is refused; rejects when the store or the engine can't start. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer>> {
  const { config, onProgress, onTrouble } = options
  const database = config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }
  const store = await openStore({ dataDir: config.dataFolder, onProgress, ...database })
  const parts: (() => Promise<void>)[] = [() => store.close()]
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) await part()
  }
  const clock = options.clock ?? sharedClock()
  try {
    const floor = await PlantFloor.start({
      config: config.floor,
      dataDir: config.dataFolder,
      databaseUrl: config.databaseUrl,
      clock,
      // The simulator of an example company is told where the broker is.
      anyPort: options.example !== undefined,
      report: onTrouble,
    })
    parts.push(() => floor.stop())
    const sites = siteHost(options, { store, floor, clock })
    // Behind the floor when it ends: a floor that disconnects still has something to tell the engine.
    parts.splice(1, 0, () => sites.stop())
    sites.engine.subscribe(options.onCommit)
    if (options.site !== undefined) {
      onProgress('Starting the engine')
      await sites.serve(options.site)
    }
    // Also tells what was committed between the look at the store and now.
    else await store.listen((site) => void sites.adopt(site))
    const messages = await messagesOf(options, { store, floor, sites })
    parts.push(() => messages.stop())
    const api = await startApi({
      engine: sites.engine,
      messages: messages.post,
      ...(config.messages.mcp ? { mcp: { pseudonymKey: await keptSecret(config.dataFolder, 'pseudonyms', randomUUID) } } : {}),
      imports: sites.imports,
      floor: floor.floor,
      ...(options.example === undefined ? {} : { example: options.example }),
      templateOf: templateHeader,
      accounts: store.accounts,
      people: peopleData(options, store),
      clock: { now: () => instantFromMs(Date.now()) },
      log: (line) => onTrouble(troubleOf(line)),
      version: options.version,
      host: config.listen.address === 'localhost' ? '127.0.0.1' : config.listen.address,
      port: config.listen.port,
      ...(existsSync(PAGES) ? { pages: PAGES } : {}),
    })
    if (!api.ok) {
      await stop()
      return failed(api.problem)
    }
    parts.push(() => api.value.stop())
    return ok({ url: api.value.url, brokerUrl: floor.brokerUrl, status: await sites.status(), stop })
  } catch (error) {
    await stop()
    throw error
  }
}

/** Under which data about people is read: the site's own, or that of the invented company. */
function agreementOf({ config, example }: Pick<ServerOptions, 'config' | 'example'>): PeopleAgreement | undefined {
  return config.worksAgreement ?? (example === undefined ? undefined : EXAMPLE_AGREEMENT)
}

function peopleData(options: ServerOptions, { peopleAccess, kioskKeys }: Store): PeopleData {
  const agreement = agreementOf(options)
  return { accessLog: peopleAccess, keys: kioskKeys, ...(agreement === undefined ? {} : { agreement }) }
}

function messagesOf(
  { config, onTrouble }: ServerOptions,
  { store, floor, sites }: { readonly store: Store; readonly floor: PlantFloor; readonly sites: SiteHost },
): ReturnType<typeof startMessages> {
  return startMessages({
    config: config.messages,
    mqtt: config.floor.mqtt,
    brokerUrl: floor.brokerUrl,
    dataDir: config.dataFolder,
    engine: sites.engine,
    outbox: store.outbox,
    pushSubscriptions: store.pushSubscriptions,
    report: onTrouble,
  })
}

interface Parts {
  readonly store: Store
  readonly floor: PlantFloor
  readonly clock: SharedClock
}

function siteHost({ config, example, planAt, onTrouble }: ServerOptions, { store, floor, clock }: Parts): SiteHost {
  const workerDataOf = async ({ site, zone }: SiteToServe): Promise<EngineWorkerData> => ({
    site,
    dataDir: config.dataFolder,
    clock,
    importRoot: config.importFolder,
    worksAgreement: agreementOf({ config, ...(example === undefined ? {} : { example }) }) !== undefined,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(planAt === undefined ? {} : { planAt: planAt(zone ?? (await zoneOf(store, site))) }),
  })
  const worker = new URL('./host/engine-worker.ts', import.meta.url)
  return new SiteHost({
    startEngine: async (site) => startEngineHost({ worker, workerData: await workerDataOf(site), report: onTrouble }),
    startFloor: (site, engine) => floor.serve(site, engine),
    async siteOf(source, reach) {
      const found = await findImportFiles(config.importFolder, source, reach)
      if (!found.ok) return found
      const { id, zone } = found.value.mapping.site.body as Site
      return ok({ site: id, zone })
    },
    report: onTrouble,
  })
}

/** The zone of a site that the store holds; UTC while it says nothing of itself. */
async function zoneOf(store: Store, site: string): Promise<string> {
  for await (const { record, body } of store.reader(site).loadRecords()) if (record === 'site') return (body as Site).zone
  return 'UTC'
}

function troubleOf(line: Readonly<Record<string, string | number | undefined>>): Problem {
  const facts = Object.fromEntries(Object.entries(line).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return {
    code: 'request-failed',
    message: 'A request failed for a reason that nobody expected.',
    next: 'Please report the reason with what was asked.',
    facts,
  }
}
