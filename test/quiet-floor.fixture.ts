/** A floor with one press that was mapped and one signal that nobody has mapped, for tests of the API. */
import type { StateSpan } from '../src/core/floor/fact.ts'
import type { Instant } from '../src/core/values/instant.ts'
import type { Floor, FloorStatus, SignalStanding } from '../src/engine/floor-ports.ts'

const at = '2026-05-04T06:00:00.000Z' as Instant

export const quietStatus: FloorStatus = {
  connections: [
    {
      name: 'Sparkplug',
      url: 'mqtt://127.0.0.1:1883',
      state: 'connected',
      since: at,
      problem: null,
      tier: 0,
      messages: 12,
      metrics: 40,
      setAside: { 'unknown alias': 2 },
      nodes: [{ id: 'hall/press', state: 'online', devices: 1, gaps: 1, births: 1, lastAt: at }],
    },
  ],
  brokerUrl: 'mqtt://127.0.0.1:1883',
  signals: 2,
  unmapped: 1,
  silent: 0,
  history: { kept: 38, decimated: 2, outOfTime: 0, waiting: 0, dropped: 0, lastWrittenAt: at, problem: null },
}

export const quietSignals: readonly SignalStanding[] = [
  {
    address: 'hall/press/ram:force',
    dataType: 'Double',
    value: '12.5',
    quality: 'good',
    at,
    count: 20,
    mapping: { id: 'force', address: 'hall/press/ram:force', workUnitId: 'press', role: 'reading', deadband: 0.5 },
    appliedAt: at,
  },
  { address: 'hall/press:State', dataType: 'String', value: null, quality: 'stale', at: null, count: 0, mapping: null, appliedAt: null },
]

export const quietSpan: StateSpan = { workUnitId: 'press', state: 'producing', fromAt: at, toAt: at, reason: null, micro: false }

/** Answers the same whatever is asked, and notes the questions. */
export function quietFloor(asked: unknown[] = []): Floor {
  const noting =
    <Q, R>(answer: R) =>
    async (question: Q): Promise<R> => {
      asked.push(question)
      return answer
    }
  return {
    status: async () => quietStatus,
    signals: noting({ total: 2, items: quietSignals }),
    setAside: noting([{ topic: 'spBv1.0/hall/NDATA/press', reason: 'unknown alias', at, payloadHex: '08ff' }]),
    spans: noting([quietSpan]),
    history: noting([
      { at, value: 12.5, quality: 'good' as const },
      { at, value: '9007199254740993', quality: 'stale' as const },
      { at, value: null, quality: 'bad' as const },
    ]),
  }
}
