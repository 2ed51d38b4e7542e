/** The floor that a server offers: the broker that comes along where none is named, and the floor's thread of whichever site is served. */
import { type Broker, startBroker } from '../broker/start-broker.ts'
import type { FloorConfig } from '../config/floor-settings.ts'
import type { Problem } from '../core/values/result.ts'
import type { Floor, FloorReports } from '../engine/floor-ports.ts'
import type { Engine } from '../engine/ports.ts'
import { type FloorHost, startFloorHost } from './floor-host.ts'
import type { FloorConnection, FloorWorkerData } from './floor-worker.ts'
import type { SharedClock } from './plant-clock.ts'

export interface PlantFloorOptions {
  readonly config: FloorConfig
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly clock: SharedClock
  /** Whether any free port will do where the broker's is taken: whoever connects is told which. */
  readonly anyPort: boolean
  /** Told of crashes, and of what can't be written or told now. */
  readonly report: (problem: Problem) => void
}

/** An engine that takes what the floor finds. */
export type FloorEngine = Pick<Engine, 'status' | 'list' | 'entriesAfter' | 'subscribe'> & FloorReports

const NO_FLOOR: Problem = {
  code: 'floor-none',
  message: 'There is no site yet, and so nothing that is heard from machines belongs to one.',
  next: 'Bring your data in: throughline import <folder> --mapping <file>.',
  facts: {},
}

/** One broker, one floor thread at a time. */
export class PlantFloor {
  /** Answers fail with `floor-none` while no site is served. */
  readonly floor: Floor
  /** Where machines connect to: the embedded broker, or the configured one. */
  readonly brokerUrl: string
  readonly #broker: Broker | undefined
  readonly #options: PlantFloorOptions
  #host: FloorHost | undefined
  #turn: Promise<void> = Promise.resolve()
  #stopped = false

  private constructor(options: PlantFloorOptions, broker: Broker | undefined) {
    this.#options = options
    this.#broker = broker
    this.brokerUrl = broker?.url ?? options.config.mqtt.url ?? ''
    const served = (): Floor => {
      if (this.#host !== undefined) return this.#host.floor
      throw new Error(NO_FLOOR.message, { cause: NO_FLOOR })
    }
    this.floor = {
      status: async () => served().status(),
      signals: async (page) => served().signals(page),
      setAside: async (limit) => served().setAside(limit),
      spans: async (range) => served().spans(range),
      history: async (range) => served().history(range),
    }
  }

  /** Starts the broker unless another one is configured. Rejects with an error that carries a `Problem` where its port is taken. */
  static async start(options: PlantFloorOptions): Promise<PlantFloor> {
    const { mqtt } = options.config
    if (mqtt.url !== undefined) return new PlantFloor(options, undefined)
    const { user, password, listen } = mqtt
    const address = listen.address === 'localhost' ? '127.0.0.1' : listen.address
    const users = user === undefined || password === undefined ? {} : { users: { [user]: password } }
    const at = (port: number): Promise<Broker> => startBroker({ address, port, ...users, onCrash: options.report })
    const broker = await at(listen.port).catch((error: unknown) => {
      if (options.anyPort && isTaken(error)) return at(0)
      throw error
    })
    return new PlantFloor(options, broker)
  }

  /** Listens for the machines of a site from now on. */
  serve(site: string, engine: FloorEngine): Promise<void> {
    const started = this.#turn.then(() => this.#start(site, engine))
    this.#turn = started.catch(() => undefined)
    return started
  }

  async #start(site: string, engine: FloorEngine): Promise<void> {
    if (this.#stopped) return
    const { dataDir, databaseUrl, clock, config, report } = this.#options
    await this.#host?.stop()
    this.#host = undefined
    const workerData: FloorWorkerData = {
      site,
      dataDir,
      clock,
      connection: connectionOf(config, this.brokerUrl),
      brokerUrl: this.#broker?.url ?? null,
      historyDays: config.historyDays,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    }
    const worker = new URL('./floor-worker.ts', import.meta.url)
    this.#host = await startFloorHost({ worker, workerData, engine, reports: engine, report })
  }

  /** Disconnects machines and writes what waits, while the broker still runs. What is just being started is stopped, too. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#turn
    await this.#host?.stop()
    await this.#broker?.stop()
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && (error.cause as Problem | undefined)?.code === 'broker-port-taken'
}

function connectionOf({ mqtt, sparkplug }: FloorConfig, url: string): FloorConnection {
  const { user, password, caFile, certFile, keyFile } = mqtt
  return {
    url,
    protocol: mqtt.url === undefined ? 4 : mqtt.protocol,
    tier: sparkplug.tier,
    hostId: sparkplug.hostId,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined ? {} : { certFile }),
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(sparkplug.groups === undefined ? {} : { groups: sparkplug.groups }),
  }
}
