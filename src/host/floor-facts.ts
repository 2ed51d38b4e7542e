/** Reports facts to the engine, in order and at least once; while the engine is away they wait, and what adds nothing is left out. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FloorFact } from '../core/floor/fact.ts'
import type { Problem } from '../core/values/result.ts'
import type { FloorReports } from '../engine/floor-ports.ts'

const RETRY_FIRST_MS = 100
const RETRY_MAX_MS = 5000
const STOP_PATIENCE_MS = 3000
const FAILURES_UNTIL_APART = 3
const FACTS_WITH_RATES_MAX = 10_000

/** What waits to be told, and the loop that tells it. */
export class FactReporter {
  readonly #reports: FloorReports
  readonly #onTrouble: (problem: Problem) => void
  #waiting: FloorFact[] = []
  /** Of units whose facts are refused while those of others are taken. */
  #blocked: FloorFact[] = []
  #running: Promise<void> | undefined
  #retrying: NodeJS.Timeout
  #stopping = false
  #givenUp = false

  /** `onTrouble` is told once each time that reporting begins to fail. */
  constructor(reports: FloorReports, onTrouble: (problem: Problem) => void) {
    this.#reports = reports
    this.#onTrouble = onTrouble
    this.#retrying = this.#retryLater()
  }

  add(facts: readonly FloorFact[]): void {
    const held = new Set(this.#blocked.map(({ workUnitId }) => workUnitId))
    this.#blocked = withoutSteps([...this.#blocked, ...facts.filter(({ workUnitId }) => held.has(workUnitId))])
    this.#waiting = withoutSteps([...this.#waiting, ...facts.filter(({ workUnitId }) => !held.has(workUnitId))])
    if (this.#waiting.length > 0) this.#running ??= this.#run()
  }

  /** Reports what waits, or gives up after a while: what the engine did not hear is told again after the next start. */
  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.race([this.#running, sleep(STOP_PATIENCE_MS, undefined, { ref: false })])
    this.#givenUp = true
    clearTimeout(this.#retrying)
  }

  async #run(): Promise<void> {
    let failures = 0
    while (this.#waiting.length > 0 && !this.#givenUp) {
      const facts = this.#waiting
      this.#waiting = []
      const left = await this.#refused(facts, failures)
      failures = left.length === 0 ? 0 : failures + 1
      if (failures === 0) continue
      this.#waiting = withoutSteps([...left, ...this.#waiting])
      await sleep(Math.min(RETRY_FIRST_MS * 2 ** failures, this.#stopping ? RETRY_FIRST_MS : RETRY_MAX_MS))
    }
    this.#running = undefined
  }

  /** The facts that were not taken. What is refused again and again is told unit by unit, so that one of them holds up no other. */
  async #refused(facts: readonly FloorFact[], failures: number): Promise<readonly FloorFact[]> {
    const parts = failures < FAILURES_UNTIL_APART ? [facts] : [...Map.groupBy(facts, ({ workUnitId }) => workUnitId).values()]
    const left: FloorFact[] = []
    for (const part of parts) {
      const problem = await this.#send(part)
      if (problem === null) continue
      left.push(...part)
      if (failures === 0) this.#onTrouble(problem)
    }
    // Where nothing is taken the engine is away. Where the others are taken, these units have to wait by themselves.
    if (left.length === facts.length) return left
    this.#blocked.push(...left)
    return []
  }

  async #retryBlocked(): Promise<void> {
    for (const unit of new Set(this.#blocked.map(({ workUnitId }) => workUnitId))) {
      for (;;) {
        const facts = this.#blocked.filter(({ workUnitId }) => workUnitId === unit)
        if (facts.length === 0 || (await this.#send(facts)) !== null) break
        this.#blocked = this.#blocked.filter((fact) => !facts.includes(fact))
      }
    }
    if (!this.#givenUp) this.#retrying = this.#retryLater()
  }

  #retryLater(): NodeJS.Timeout {
    return setTimeout(() => void this.#retryBlocked(), RETRY_MAX_MS).unref()
  }

  async #send(facts: readonly FloorFact[]): Promise<Problem | null> {
    try {
      const told = await this.#reports.report(facts)
      return told.ok ? null : told.problem
    } catch (error) {
      return problemOf(error)
    }
  }
}

/**
 * Facts are whole: of several in a row that say the same state, order and rate of a unit, the last one says it all.
 * When very many wait, the steps of the rate go too, for states and counts are what must not be lost.
 */
function withoutSteps(facts: readonly FloorFact[]): FloorFact[] {
  const rates = facts.length <= FACTS_WITH_RATES_MAX
  const lastOf = new Map<string, number>()
  const kept: (FloorFact | undefined)[] = []
  for (const fact of facts) {
    const place = lastOf.get(fact.workUnitId)
    const before = place === undefined ? undefined : kept[place]
    if (place !== undefined && before !== undefined && saysTheSame(before, fact) && (before.rate === fact.rate || !rates))
      kept[place] = undefined
    lastOf.set(fact.workUnitId, kept.push(fact) - 1)
  }
  return kept.filter((fact) => fact !== undefined)
}

function saysTheSame(a: FloorFact, b: FloorFact): boolean {
  return a.state === b.state && a.since === b.since && a.reason === b.reason && a.runningOrder === b.runningOrder
}

function problemOf(error: unknown): Problem {
  if (error instanceof Error && typeof error.cause === 'object' && error.cause !== null && 'code' in error.cause)
    return error.cause as Problem
  return {
    code: 'facts-not-taken',
    message: 'The engine does not take what the floor tells; it waits.',
    next: 'Read the reason. What waits is told again by itself.',
    facts: { reason: error instanceof Error ? error.message : String(error) },
  }
}
