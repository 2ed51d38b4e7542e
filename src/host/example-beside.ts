/** The example company beside a server: its clock is set before the engine starts, its simulator when server and broker are there. */
import type { Problem } from '../core/values/result.ts'
import type { Example } from '../engine/example-ports.ts'
import { type RunningExample, setExampleClock, startExample } from './example-host.ts'
import type { PreparedExample } from './example-plant.ts'
import { type SharedClock, sharedClock } from './plant-clock.ts'

export interface ExampleBesideOptions {
  readonly prepared: PreparedExample
  readonly dataDir: string
  /** Told when the simulator falls over. */
  readonly report: (problem: Problem) => void
}

export class ExampleBeside {
  /** What the server is started with. */
  readonly beside: { readonly clock: SharedClock; readonly example: Example }
  readonly #options: ExampleBesideOptions
  #running: RunningExample | undefined

  constructor(options: ExampleBesideOptions) {
    this.#options = options
    const clock = sharedClock()
    setExampleClock(clock, options.prepared)
    const asked = (): Example => {
      if (this.#running === undefined) throw new Error('the simulator was asked before the server was ready')
      return this.#running.example
    }
    const example: Example = {
      state: async () => this.#running?.example.state() ?? null,
      make: async (trouble, target) => asked().make(trouble, target),
      recover: async (trouble, target) => asked().recover(trouble, target),
      setSpeed: async (speed) => asked().setSpeed(speed),
    }
    this.beside = { clock, example }
  }

  async start(where: { readonly serverUrl: string; readonly brokerUrl: string }): Promise<void> {
    this.#running = await startExample({ ...this.#options, ...where, clock: this.beside.clock })
  }

  async stop(): Promise<void> {
    await this.#running?.stop()
  }
}
