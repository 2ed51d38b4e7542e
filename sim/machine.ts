/** One simulated machine: sets up, makes pieces, stops as machines do, and says so. It only knows plant time and its own chance. */
import type { Chance } from './chance.ts'

/** The plain states that it knows; the words of its signal are a matter of the plant's list. */
export type MachineState = 'producing' | 'setup' | 'waiting' | 'down' | 'nonProduction' | 'idle'

export interface Job {
  /** As the running order tells it, e.g. `71010/20`. */
  readonly order: string
  readonly pieces: number
  readonly setupMs: number
  readonly pieceMs: number
}

export type Role = 'state' | 'goodCount' | 'rejectCount' | 'rate' | 'reason' | 'runningOrder'

/** What it tells of itself, at an instant. */
export interface MachineTold {
  readonly role: Role
  readonly value: string | number
  readonly atMs: number
}

/** How it fails, as its records of repairs say. */
export interface Wear {
  readonly reasons: readonly string[]
  readonly medianRepairMs: number
}

/** A closed time; machines rest in it. */
export interface Closed {
  readonly fromMs: number
  readonly toMs: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BETWEEN_MICRO_STOPS = 50 * MINUTE
const BETWEEN_BREAKDOWNS = 160 * HOUR
const REJECT_SHARE = 0.004
/** Somebody looks at a stop before its reason is known. */
const REASON_AFTER = 6 * MINUTE
const JUST_AFTER = 1000

interface Stop {
  readonly untilMs: number
  readonly reason: string | undefined
  /** Infinity once it was told. */
  reasonAtMs: number
}

export class Machine {
  readonly id: string
  readonly #chance: Chance
  readonly #wear: Wear
  #atMs: number
  #job: Job | undefined
  #piecesLeft = 0
  #setupLeftMs = 0
  #pieceLeftMs = 0
  #stop: Stop | undefined
  #stuck: Stop | undefined
  #state: MachineState = 'idle'
  #good = 0
  #rejects = 0
  #rate = 1
  #nextMicroMs: number
  #nextBreakdownMs: number
  #told: MachineTold[] = []

  constructor(id: string, start: { readonly chance: Chance; readonly wear: Wear; readonly atMs: number }) {
    this.id = id
    this.#chance = start.chance
    this.#wear = start.wear
    this.#atMs = start.atMs
    this.#nextMicroMs = this.#chance.exponential(BETWEEN_MICRO_STOPS)
    this.#nextBreakdownMs = this.#chance.exponential(BETWEEN_BREAKDOWNS)
  }

  get job(): Job | undefined {
    return this.#job
  }

  get state(): MachineState {
    return this.#state
  }

  /** Whether it could begin something now. */
  get free(): boolean {
    return this.#job === undefined && this.#stop === undefined && this.#stuck === undefined && this.#state === 'idle'
  }

  /** Begins a job, at the time that it has been advanced to. */
  begin(job: Job): void {
    this.#job = job
    this.#piecesLeft = job.pieces
    this.#setupLeftMs = job.setupMs
    this.#pieceLeftMs = job.pieceMs
    this.#tell('runningOrder', job.order)
  }

  /** Stops until it is recovered, for one of the reasons that it is known for. */
  getStuck(): void {
    const reason = this.#chance.pick(this.#wear.reasons)
    this.#stuck = { untilMs: Number.POSITIVE_INFINITY, reason, reasonAtMs: this.#atMs + REASON_AFTER }
  }

  setRate(rate: number): void {
    if (rate === this.#rate) return
    this.#rate = rate
    this.#tell('rate', rate)
  }

  recover(): void {
    this.#stuck = undefined
  }

  /** Scraps so many pieces of what it works on; returns how many there were to scrap. */
  scrap(pieces: number): number {
    const lost = Math.min(pieces, this.#piecesLeft)
    if (lost === 0) return 0
    this.#rejects += lost
    this.#piecesLeft -= lost
    this.#tell('rejectCount', this.#rejects)
    if (this.#piecesLeft === 0) this.#finish()
    return lost
  }

  get piecesLeft(): number {
    return this.#piecesLeft
  }

  /** Lives on to `toMs`, resting in closed times, and returns what it told since the last time. */
  advance(toMs: number, closed: readonly Closed[]): readonly MachineTold[] {
    while (this.#atMs < toMs) {
      const rest = closed.find(({ fromMs, toMs: end }) => fromMs <= this.#atMs && this.#atMs < end)
      this.#show(this.#stateNow(rest !== undefined))
      const bounds = closed.flatMap(({ fromMs, toMs: end }) => [fromMs, end]).filter((ms) => ms > this.#atMs)
      this.#step(Math.min(toMs, ...bounds), rest !== undefined)
    }
    this.#show(this.#stateNow(closed.some(({ fromMs, toMs: end }) => fromMs <= toMs && toMs < end)))
    return this.#told.splice(0)
  }

  #stateNow(resting: boolean): MachineState {
    if (this.#stuck !== undefined || this.#stop !== undefined) return 'down'
    if (resting) return 'nonProduction'
    if (this.#job === undefined) return 'idle'
    return this.#setupLeftMs > 0 ? 'setup' : 'producing'
  }

  /** Goes on to the next thing that happens, or to `endMs`. */
  #step(endMs: number, resting: boolean): void {
    const stop = this.#stuck ?? this.#stop
    if (stop !== undefined) this.#stand(stop, endMs)
    else if (resting || this.#job === undefined) this.#atMs = endMs
    else this.#work(endMs)
  }

  #work(endMs: number): void {
    if (this.#setupLeftMs > 0) {
      const worked = Math.min(endMs - this.#atMs, this.#setupLeftMs)
      this.#setupLeftMs -= worked
      this.#atMs += worked
      return
    }
    const untilPiece = this.#pieceLeftMs / this.#rate
    const worked = Math.min(endMs - this.#atMs, untilPiece, this.#nextMicroMs, this.#nextBreakdownMs)
    this.#atMs += worked
    this.#pieceLeftMs -= worked * this.#rate
    this.#nextMicroMs -= worked
    this.#nextBreakdownMs -= worked
    if (this.#pieceLeftMs <= 0.5) this.#finishPiece()
    else if (this.#nextMicroMs <= 0) this.#jam()
    else if (this.#nextBreakdownMs <= 0) this.#breakDown()
  }

  #stand(stop: Stop, endMs: number): void {
    this.#atMs = Math.min(endMs, stop.untilMs, Math.max(stop.reasonAtMs, this.#atMs))
    if (stop.reason !== undefined && stop.reasonAtMs <= this.#atMs) {
      stop.reasonAtMs = Number.POSITIVE_INFINITY
      this.#tell('reason', stop.reason)
    }
    if (stop === this.#stop && this.#atMs >= stop.untilMs) this.#stop = undefined
  }

  #jam(): void {
    this.#nextMicroMs = this.#chance.exponential(BETWEEN_MICRO_STOPS)
    const lasts = (20 + 180 * this.#chance.next()) * 1000
    this.#stop = { untilMs: this.#atMs + lasts, reason: undefined, reasonAtMs: Number.POSITIVE_INFINITY }
  }

  #breakDown(): void {
    this.#nextBreakdownMs = this.#chance.exponential(BETWEEN_BREAKDOWNS)
    const untilMs = this.#atMs + Math.max(10 * MINUTE, this.#chance.around(this.#wear.medianRepairMs))
    this.#stop = { untilMs, reason: this.#chance.pick(this.#wear.reasons), reasonAtMs: this.#atMs + REASON_AFTER }
  }

  #finishPiece(): void {
    this.#piecesLeft -= 1
    this.#pieceLeftMs = this.#job?.pieceMs ?? 0
    if (this.#chance.next() < REJECT_SHARE) this.#tell('rejectCount', ++this.#rejects)
    else this.#tell('goodCount', ++this.#good)
    if (this.#piecesLeft <= 0) this.#finish()
  }

  /** The order ends a moment after its last piece, so that the piece is counted for it. */
  #finish(): void {
    this.#job = undefined
    this.#told.push({ role: 'runningOrder', value: '', atMs: Math.round(this.#atMs) + JUST_AFTER })
    this.#atMs += JUST_AFTER
  }

  #show(state: MachineState): void {
    if (state === this.#state) return
    const wasDown = this.#state === 'down'
    this.#state = state
    this.#tell('state', state)
    if (wasDown) this.#tell('reason', '')
  }

  #tell(role: Role, value: string | number): void {
    this.#told.push({ role, value, atMs: Math.round(this.#atMs) })
  }
}
