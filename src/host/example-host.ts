/** Runs the simulator of an example company beside the server: starts it again when it falls over, keeps the plant's clock, and carries trouble to it. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { instantFromMs } from '../core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { Example, ExampleState, Trouble } from '../engine/example-ports.ts'
import type { ClockLine, FromSimulator, SimulatorState, ToSimulator } from './example-messages.ts'
import { type PreparedExample, writeExampleMemory } from './example-plant.ts'
import { plantMs, type SharedClock, setPlantClock } from './plant-clock.ts'

export interface ExampleHostOptions {
  /** Of the server, as `http://127.0.0.1:8080`. */
  readonly serverUrl: string
  /** Of the broker, as `mqtt://127.0.0.1:1883`. */
  readonly brokerUrl: string
  /** Read by all threads; set by this host alone. */
  readonly clock: SharedClock
  /** What `prepareExample` gave. */
  readonly prepared: PreparedExample
  readonly dataDir: string
  /** A bearer token where the server has accounts. */
  readonly token?: string
  /** Told when the simulator falls over. */
  readonly report: (problem: Problem) => void
  /** How the same days come again; the same as ever when not stated. */
  readonly seed?: number
}

export interface RunningExample {
  readonly example: Example
  /** Ends the simulator, whose machines say goodbye, and keeps the plant time for the next start. */
  stop(): Promise<void>
}

const NAME = 'Arvenhorst Pump Works'
const SIMULATOR = fileURLToPath(new URL('../../sim/run.ts', import.meta.url))
const SAVE_EVERY_MS = 5000
const ANSWER_WITHIN_MS = 20_000
const STOP_WITHIN_MS = 3000
const RESTART_MS = [500, 2000, 5000, 15_000] as const
const NOTHING_KNOWN: SimulatorState = { troubles: [], targets: [] }

/** Sets the plant clock, which the engine must see before its first projection, and nothing else: call it before the engine starts. */
export function setExampleClock(clock: SharedClock, { plantTime, speed }: PreparedExample): void {
  setPlantClock(clock, { atMs: Date.parse(plantTime), speed })
}

/** Forks the simulator. Resolves at once; the machines speak some seconds later, which `running` tells. */
export async function startExample(options: ExampleHostOptions): Promise<RunningExample> {
  const host = new ExampleHost(options)
  host.start()
  return { example: host, stop: () => host.stop() }
}

type Answer = Result<SimulatorState>

class ExampleHost implements Example {
  readonly #options: ExampleHostOptions
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #speed: number
  #child: ChildProcess | undefined
  #known = NOTHING_KNOWN
  #running = false
  #asked = 0
  #falls = 0
  #stopping = false
  #restart: NodeJS.Timeout | undefined
  #saving: NodeJS.Timeout | undefined
  #saved: Promise<void> = Promise.resolve()

  constructor(options: ExampleHostOptions) {
    this.#options = options
    this.#speed = options.prepared.speed
  }

  start(): void {
    this.#fork()
    this.#saving = setInterval(() => this.#save(), SAVE_EVERY_MS)
  }

  async state(): Promise<ExampleState> {
    return {
      name: NAME,
      speed: this.#speed,
      plantTime: instantFromMs(plantMs(this.#options.clock)),
      running: this.#running,
      ...this.#known,
    }
  }

  make(trouble: Trouble, target?: string): Promise<Result<ExampleState>> {
    return this.#ask('make', trouble, target)
  }

  recover(trouble: Trouble, target?: string): Promise<Result<ExampleState>> {
    return this.#ask('recover', trouble, target)
  }

  async setSpeed(speed: number): Promise<Result<ExampleState>> {
    if (!(speed >= 1 && speed <= 60)) return failed(wrongSpeed(speed))
    this.#speed = speed
    setPlantClock(this.#options.clock, { atMs: plantMs(this.#options.clock), speed })
    this.#say({ type: 'clock', clock: this.#line() })
    this.#save()
    return ok(await this.state())
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#restart)
    clearInterval(this.#saving)
    const child = this.#child
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      this.#say({ type: 'stop' })
      const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await gone
      clearTimeout(impatient)
    }
    this.#save()
    await this.#saved
  }

  #fork(): void {
    const { serverUrl, brokerUrl, token, seed = 1 } = this.#options
    const child = fork(SIMULATOR, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    this.#child = child
    let lastWords = ''
    child.stderr?.on('data', (chunk) => {
      lastWords = `${lastWords}${chunk}`.slice(-2000)
    })
    child.on('message', (message: FromSimulator) => this.#hear(message))
    child.on('error', () => undefined)
    child.on('exit', (code) => this.#fell(code, lastWords))
    this.#say({
      type: 'start',
      start: { serverUrl, brokerUrl, clock: this.#line(), seed, ...(token === undefined ? {} : { token }) },
    })
  }

  #hear(message: FromSimulator): void {
    if (message.type === 'state') {
      this.#known = message.state
      this.#running = true
      this.#falls = 0
      return
    }
    if (message.result.ok) this.#known = message.result.value
    this.#waiting.get(message.id)?.(message.result)
    this.#waiting.delete(message.id)
  }

  /** Trouble ends with the simulator that made it: the next one begins with machines that work. */
  #fell(code: number | null, lastWords: string): void {
    this.#running = false
    this.#known = NOTHING_KNOWN
    for (const answer of this.#waiting.values()) answer(failed(notRunning))
    this.#waiting.clear()
    if (this.#stopping) return
    this.#options.report(simulatorFell(code, lastWords))
    const delay = RESTART_MS[Math.min(this.#falls++, RESTART_MS.length - 1)]
    this.#restart = setTimeout(() => this.#fork(), delay)
  }

  async #ask(type: 'make' | 'recover', trouble: Trouble, target: string | undefined): Promise<Result<ExampleState>> {
    if (!this.#running) return failed(notRunning)
    const id = ++this.#asked
    const answer = await new Promise<Answer>((resolve) => {
      const impatient = setTimeout(() => {
        this.#waiting.delete(id)
        resolve(failed(notRunning))
      }, ANSWER_WITHIN_MS)
      this.#waiting.set(id, (given) => {
        clearTimeout(impatient)
        resolve(given)
      })
      this.#say({ type, id, trouble, ...(target === undefined ? {} : { target }) })
    })
    return answer.ok ? ok(await this.state()) : answer
  }

  #say(message: ToSimulator): void {
    if (this.#child?.connected === true) this.#child.send(message, () => undefined)
  }

  #line(): ClockLine {
    return { wallMs: Date.now(), plantMs: plantMs(this.#options.clock), speed: this.#speed }
  }

  /** One write after the other; one that fails is tried again by the next. */
  #save(): void {
    const { clock, dataDir, prepared } = this.#options
    const memory = { importedAt: prepared.importedAt, plantTime: instantFromMs(plantMs(clock)), speed: this.#speed }
    this.#saved = this.#saved.then(() => writeExampleMemory(dataDir, memory)).catch(() => undefined)
  }
}

const notRunning: Problem = {
  code: 'example-not-running',
  message: 'The simulator of the example company is not there.',
  next: 'Wait some seconds until it has started, and try again.',
  facts: {},
}

function wrongSpeed(speed: number): Problem {
  return { code: 'example-speed', message: 'Plant time can not run at this speed.', next: 'Choose from 1 to 60.', facts: { speed } }
}

function simulatorFell(code: number | null, lastWords: string): Problem {
  return {
    code: 'example-simulator-fell',
    message: 'The simulator of the example company ended by itself; it is started again.',
    next: 'Nothing, when it goes on; else report its last words.',
    facts: { exitCode: String(code), lastWords: lastWords.trim() },
  }
}
