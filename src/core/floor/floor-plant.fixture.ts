/** A welding shop for tests of the floor: one welder, read by the signals that a test names, with times in seconds after six o'clock. */
import type { Signal } from '../records/signal.ts'
import type { StateWord } from '../records/state-word.ts'
import type { WorkUnitState } from '../records/work-unit-state.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import type { FloorFact, StateSpan } from './fact.ts'
import { FloorMachine, type FloorRules } from './floor-machine.ts'
import type { FloorReading } from './unit-machine.ts'

export const SIX_MS = Date.parse('2026-05-04T06:00:00.000Z')

export function at(seconds: number): Instant {
  return instantFromMs(SIX_MS + seconds * 1000)
}

export function reading(seconds: number, value: FloorReading['value'], more: Partial<FloorReading> = {}): FloorReading {
  return { atMs: SIX_MS + seconds * 1000, value, quality: 'good', historical: false, ...more }
}

export function signal(role: Signal['role'], more: Partial<Signal> = {}): Signal {
  return { id: `weld-2 ${role}`, address: `hall/weld-2:${role}`, workUnitId: 'weld-2', role, ...more }
}

export const ALL = (['state', 'goodCount', 'rejectCount', 'rate', 'reason', 'runningOrder'] as const).map((role) => signal(role))

export function rulesOf(signals: readonly Signal[] = ALL, words: readonly StateWord[] = []): FloorRules {
  return {
    signals: new Map(signals.map((each) => [each.id, each])),
    stateWords: new Map(words.map((each) => [each.id, each])),
    workUnits: new Map([['weld-2', { id: 'weld-2', name: 'Weld 2', workCenterId: 'welding' }]]),
  }
}

export interface Shop {
  readonly machine: FloorMachine
  /** The welder says something of itself. */
  tell(role: Signal['role'], seconds: number, value: FloorReading['value'], more?: Partial<FloorReading>): void
  /** What is drained, in order; facts and spans are kept in `facts` and `spans`, too. */
  drain(): void
  readonly facts: FloorFact[]
  readonly spans: StateSpan[]
  /** How the welder stands after all that was told. */
  now(): FloorFact | undefined
}

export function shop(rules: FloorRules = rulesOf(), restored: readonly WorkUnitState[] = []): Shop {
  const machine = new FloorMachine(rules, restored)
  const [facts, spans]: [FloorFact[], StateSpan[]] = [[], []]
  const drain = (): void => {
    const drained = machine.drain()
    facts.push(...drained.facts)
    spans.push(...drained.spans)
  }
  return {
    machine,
    facts,
    spans,
    drain,
    tell: (role, seconds, value, more) => machine.take(`hall/weld-2:${role}`, reading(seconds, value, more)),
    now() {
      drain()
      return facts.at(-1)
    },
  }
}

/** Seconds after six o'clock. */
export function secondsOf(instant: Instant): number {
  return (Date.parse(instant) - SIX_MS) / 1000
}

/** As `down 60-120 micro (electrode)`. */
export function spanText({ state, fromAt, toAt, reason, micro }: StateSpan): string {
  return `${state} ${secondsOf(fromAt)}-${secondsOf(toAt)}${micro ? ' micro' : ''}${reason === null ? '' : ` (${reason})`}`
}
