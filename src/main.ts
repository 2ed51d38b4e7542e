/** The composition root of the server: the store, the engine's thread and the API are put together here and nowhere else. */

import { startApi } from './api/server.ts'
import type { Config } from './config/settings.ts'
import { templateHeader } from './connectors/files/import-template.ts'
import { type Instant, instantFromMs } from './core/values/instant.ts'
import { failed, ok, type Problem, type Result } from './core/values/result.ts'
import type { EngineStatus } from './engine/ports.ts'
import { startEngineHost } from './host/engine-host.ts'
import type { EngineWorkerData } from './host/engine-worker.ts'
import { openStore } from './store/open-store.ts'

export interface ServerOptions {
  readonly config: Config
  readonly site: string
  /** A fixed now; the clock when not stated. */
  readonly planAt: Instant | undefined
  readonly version: string
  /** Told in sentences while it starts. */
  readonly onProgress: (message: string) => void
  /** Told of failures and crashes while it runs. */
  readonly onTrouble: (problem: Problem) => void
  /** Told the number of the last journal entry after each commit. */
  readonly onCommit: (lastSeq: number) => void
}

export interface RunningServer {
  /** As `http://127.0.0.1:8080`. */
  readonly url: string
  readonly status: EngineStatus
  /** Ends in order: the API, the engine, the store. */
  stop(): Promise<void>
}

/** Starts the server of one site. Fails with a problem where the address is refused; rejects when the store or the engine can't start. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer>> {
  const { config, site, planAt, onProgress, onTrouble } = options
  const database = config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }
  const store = await openStore({ dataDir: config.dataFolder, onProgress, ...database })
  const parts: (() => Promise<void>)[] = [() => store.close()]
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) await part()
  }
  try {
    onProgress('Starting the engine')
    const workerData: EngineWorkerData = {
      site,
      dataDir: config.dataFolder,
      importRoot: config.importFolder,
      worksAgreement: config.worksAgreement !== undefined,
      ...database,
      ...(planAt === undefined ? {} : { planAt }),
    }
    const host = await startEngineHost({ worker: new URL('./host/engine-worker.ts', import.meta.url), workerData, report: onTrouble })
    parts.push(() => host.stop())
    host.engine.subscribe(options.onCommit)
    const api = await startApi({
      engine: host.engine,
      imports: host.imports,
      templateOf: templateHeader,
      accounts: store.accounts,
      clock: { now: () => instantFromMs(Date.now()) },
      log: (line) => onTrouble(troubleOf(line)),
      version: options.version,
      host: config.listen.address === 'localhost' ? '127.0.0.1' : config.listen.address,
      port: config.listen.port,
    })
    if (!api.ok) {
      await stop()
      return failed(api.problem)
    }
    parts.push(() => api.value.stop())
    return ok({ url: api.value.url, status: await host.engine.status(), stop })
  } catch (error) {
    await stop()
    throw error
  }
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
