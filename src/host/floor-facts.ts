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

export interface FactReporter {
  add(facts: readonly FloorFact[]): void
  /** Reports what waits, or gives up after a while: what the engine did not hear is told again after the next start. */
  stop(): Promise<void>
}

/** `onTrouble` is told once each time that reporting begins to fail. */
export function factReporter(reports: FloorReports, onTrouble: (problem: Problem) => void): FactReporter {
  let waiting: FloorFact[] = []
  /** Of units whose facts are refused while those of others are taken. */
  let blocked: FloorFact[] = []
  let running: Promise<void> | undefined
  let [stopping, givenUp] = [false, false]
  const send = async (facts: readonly FloorFact[]): Promise<Problem | null> => {
    try {
      const told = await reports.report(facts)
      return told.ok ? null : told.problem
    } catch (error) {
      return problemOf(error)
    }
  }
  /** The facts that were not taken. What is refused again and again is told unit by unit, so that one of them holds up no other. */
  const refused = async (facts: readonly FloorFact[], failures: number): Promise<readonly FloorFact[]> => {
    const parts = failures < FAILURES_UNTIL_APART ? [facts] : [...Map.groupBy(facts, ({ workUnitId }) => workUnitId).values()]
    const left: FloorFact[] = []
    for (const part of parts) {
      const problem = await send(part)
      if (problem === null) continue
      left.push(...part)
      if (failures === 0) onTrouble(problem)
    }
    // Where nothing is taken the engine is away. Where the others are taken, these units have to wait by themselves.
    if (left.length === facts.length) return left
    blocked.push(...left)
    return []
  }
  const run = async (): Promise<void> => {
    let failures = 0
    while (waiting.length > 0 && !givenUp) {
      const facts = waiting
      waiting = []
      const left = await refused(facts, failures)
      failures = left.length === 0 ? 0 : failures + 1
      if (failures === 0) continue
      waiting = withoutSteps([...left, ...waiting])
      await sleep(Math.min(RETRY_FIRST_MS * 2 ** failures, stopping ? RETRY_FIRST_MS : RETRY_MAX_MS))
    }
    running = undefined
  }
  const retryBlocked = async (): Promise<void> => {
    for (const unit of new Set(blocked.map(({ workUnitId }) => workUnitId))) {
      for (;;) {
        const facts = blocked.filter(({ workUnitId }) => workUnitId === unit)
        if (facts.length === 0 || (await send(facts)) !== null) break
        blocked = blocked.filter((fact) => !facts.includes(fact))
      }
    }
    if (!givenUp) retrying = setTimeout(() => void retryBlocked(), RETRY_MAX_MS).unref()
  }
  let retrying = setTimeout(() => void retryBlocked(), RETRY_MAX_MS).unref()
  return {
    add(facts) {
      const held = new Set(blocked.map(({ workUnitId }) => workUnitId))
      blocked = withoutSteps([...blocked, ...facts.filter(({ workUnitId }) => held.has(workUnitId))])
      waiting = withoutSteps([...waiting, ...facts.filter(({ workUnitId }) => !held.has(workUnitId))])
      if (waiting.length > 0) running ??= run()
    },
    async stop() {
      stopping = true
      await Promise.race([running, sleep(STOP_PATIENCE_MS, undefined, { ref: false })])
      givenUp = true
      clearTimeout(retrying)
    },
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
