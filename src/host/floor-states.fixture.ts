/** A state machine small enough to check by eye: states by their words, and a count of good pieces. The rules proper are the core's. */
import type { FloorFact, StateSpan } from '../core/floor/fact.ts'
import type { WorkUnitState } from '../core/records/work-unit-state.ts'
import { instantFromMs } from '../core/values/instant.ts'
import type { FloorMapping } from './floor-mapping.ts'
import type { StateMachine } from './floor-runtime.ts'

export function testStates(mapping: FloorMapping, states: readonly WorkUnitState[]): StateMachine {
  let current = mapping
  const units = new Map<string, { -readonly [K in keyof FloorFact]: FloorFact[K] }>(states.map((s) => [s.workUnitId, { ...s }]))
  const changed = new Set<string>()
  let spans: StateSpan[] = []
  const go = (id: string, state: FloorFact['state'], ms: number) => {
    const was = units.get(id)
    const at = instantFromMs(Math.max(ms, was === undefined ? ms : Date.parse(was.since)))
    if (was === undefined) units.set(id, { workUnitId: id, state, since: at, observedAt: at })
    else if (instantFromMs(ms) < was.observedAt) return
    else {
      if (was.state !== state) {
        spans.push({ workUnitId: id, state: was.state, fromAt: was.since, toAt: at, reason: null, micro: false })
        was.since = at
        was.state = state
      } else if (was.observedAt === instantFromMs(ms)) return
      if (state !== 'stale') was.observedAt = instantFromMs(ms)
    }
    changed.add(id)
  }
  return {
    map(m) {
      current = m
    },
    take(address, reading) {
      for (const s of current.signals.values()) {
        if (s.address !== address || reading.historical) continue
        if (s.role === 'state') {
          const w = [...current.stateWords.values()].find((x) => x.vocabulary === s.vocabulary && x.word === String(reading.value))
          go(s.workUnitId, reading.quality === 'stale' ? 'stale' : (w?.state ?? 'unknown'), reading.atMs)
        }
        if (s.role === 'goodCount') {
          const u = units.get(s.workUnitId)
          if (u === undefined || typeof reading.value !== 'number') continue
          u.goodTotal = (u.goodTotal ?? 0) + Math.max(0, reading.value - (u.goodCounter ?? reading.value))
          u.goodCounter = reading.value
          changed.add(s.workUnitId)
        }
      }
    },
    lost(prefix, at) {
      for (const s of current.signals.values()) if (s.address.startsWith(prefix)) go(s.workUnitId, 'stale', Date.parse(at))
    },
    drain() {
      const facts = [...changed].map((id) => ({ ...(units.get(id) as FloorFact) }))
      changed.clear()
      const s = spans
      spans = []
      return { facts, spans: s }
    },
  }
}
