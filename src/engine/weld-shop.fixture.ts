/** A welding shop at work for tests: real readings by the floor's machine, reported to a real engine, with a clock that the test moves. */
import { emptyModel } from '../core/chain/model.ts'
import { FloorMachine } from '../core/floor/floor-machine.ts'
import type { FloorReading } from '../core/floor/unit-machine.ts'
import { buildPlantView } from '../core/impact/build.ts'
import type { RecordByName, RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { SIGNAL_ROLES, type Signal } from '../core/records/signal.ts'
import { type Instant, instantFromMs, instantToMs } from '../core/values/instant.ts'
import type { UnitCode } from '../core/values/quantity.ts'
import { type RunningEngine, startEngine } from './engine.ts'
import { added, handTimer, type MemoryStore, MONDAY, memoryStore } from './plant.fixture.ts'
import type { SiteStore } from './ports.ts'

const EACH = 'EA' as UnitCode

/** So many minutes after Monday, six o'clock. */
export function minute(minutes: number): Instant {
  return instantFromMs(instantToMs(MONDAY) + Math.round(minutes * 60_000))
}

export function minutesOf(instant: Instant | null | undefined): number | null {
  return instant == null ? null : (instantToMs(instant) - instantToMs(MONDAY)) / 60_000
}

/** Ten frames for Harbour Cranes, six minutes each on Weld 2, promised for half past seven; then five more for the shop's own stock. */
export const WELDING: readonly Change[] = [
  added('site', { id: 'frames', name: 'Frame Works', zone: 'UTC', currency: 'EUR' }),
  added('workCenter', { id: 'welding', name: 'Welding' }),
  added('workUnit', { id: 'weld-1', name: 'Weld 1', workCenterId: 'welding', capacity: 1 }),
  added('workUnit', { id: 'weld-2', name: 'Weld 2', workCenterId: 'welding', capacity: 1 }),
  added('customer', { id: 'harbour', name: 'Harbour Cranes' }),
  added('material', { id: 'frame', name: 'Frame', unit: EACH, source: 'make' }),
  added('salesOrderLine', {
    ...{ id: 'SO-1', orderId: 'SO', customerId: 'harbour', materialId: 'frame' },
    ...{ quantity: { value: 10, unit: EACH }, confirmedAt: minute(90) },
  }),
  order('4711', 10, { salesOrderLineId: 'SO-1' }),
  ...[10, 20].map((sequence) => operation('4711', sequence)),
  order('4712', 5, {}),
  operation('4712', 10),
  ...SIGNAL_ROLES.filter((role) => role !== 'reading').map((role) => added('signal', signal(role))),
]

/** Stops of Weld 2 in earlier weeks, in minutes, for its electrode. */
export function recorded(...lasted: readonly number[]): readonly Change[] {
  return lasted.map((minutes, k) =>
    added('disruption', {
      ...{ id: `D-${k}`, kind: 'workUnitDown', workUnitId: 'weld-2', reason: 'electrode' },
      ...{ startAt: minute(-1440 * (k + 1)), closedAt: minute(-1440 * (k + 1) + minutes) },
    }),
  )
}

function order(id: string, pieces: number, more: Partial<RecordByName['workOrder']>): Change {
  return added('workOrder', { id, materialId: 'frame', quantity: { value: pieces, unit: EACH }, ...more })
}

function operation(workOrderId: string, sequence: number): Change {
  const workUnitId = sequence === 10 ? 'weld-2' : 'weld-1'
  return added('operation', {
    ...{ id: `${workOrderId}/${sequence}`, workOrderId, sequence, workCenterId: 'welding', workUnitId },
    runSecondsPerUnit: sequence === 10 ? 360 : 0,
  })
}

function signal(role: Signal['role']): Signal {
  return { id: role, address: `hall/weld-2:${role}`, workUnitId: 'weld-2', role }
}

type Said = Partial<Record<Signal['role'], FloorReading['value']>>

export interface WeldShop<S extends SiteStore = MemoryStore> {
  readonly engine: RunningEngine
  readonly store: S
  /** Weld 2 says this, so many minutes after six; the clock is there then, and the engine is told. */
  say(minutes: number, said: Said): Promise<void>
  /** The connection to Weld 2 is gone. */
  lose(minutes: number): Promise<void>
  /** Time passes, and the engine looks at it. */
  pass(minutes: number): Promise<void>
  /** Facts of before are told once more, as after an answer that was lost. */
  tellAgain(): Promise<void>
  /** What the floor's thread and the engine know after both began anew. */
  restart(): Promise<WeldShop<S>>
  one<N extends RecordName>(record: N, id: string): Promise<RecordByName[N] | undefined>
  /** Disruptions that the floor opened: `workUnitDown 20-35: electrode`. */
  trouble(): Promise<readonly string[]>
  open(kind: Disruption['kind']): Promise<Disruption | undefined>
  /** When the frames of Harbour Cranes are ready, in minutes after six, and whether that is late. */
  promise(): Promise<readonly [ready: number | null, late: boolean]>
}

export function weldShop(store: MemoryStore = memoryStore(WELDING)): Promise<WeldShop> {
  return weldShopOn(store)
}

/** The shop on a store that holds its records already; `worksAgreement` allows data about its people. */
export async function weldShopOn<S extends SiteStore>(
  store: S,
  { startAt = MONDAY, worksAgreement = false }: { readonly startAt?: Instant; readonly worksAgreement?: boolean } = {},
): Promise<WeldShop<S>> {
  let now = startAt
  const timer = handTimer()
  const clock = { now: () => now }
  const engine = await startEngine({ site: 'frames', store, build: buildPlantView, clock, timer, worksAgreement })
  const model = emptyModel()
  for await (const { record, body } of store.loadRecords()) (model.byKind[record] as Map<string, typeof body>).set(body.id, body)
  const { signal: signals, stateWord: stateWords, workUnit: workUnits, workUnitState } = model.byKind
  const machine = new FloorMachine({ signals, stateWords, workUnits }, workUnitState.values())
  let told: Parameters<RunningEngine['report']>[0] = []
  const report = async (minutes: number): Promise<void> => {
    now = minute(minutes)
    told = machine.drain().facts
    const taken = await engine.report(told)
    if (!taken.ok) throw new Error(taken.problem.message)
  }
  const list = async <N extends RecordName>(record: N) => (await engine.list(record, { limit: 1000 })) as readonly RecordByName[N][]
  return {
    engine,
    store,
    async say(minutes, said) {
      const atMs = instantToMs(minute(minutes))
      for (const [role, value = null] of Object.entries(said))
        machine.take(`hall/weld-2:${role}`, { atMs, value, quality: 'good', historical: false })
      await report(minutes)
    },
    async lose(minutes) {
      machine.lost('hall/', minute(minutes))
      await report(minutes)
    },
    async pass(minutes) {
      now = minute(minutes)
      timer.run()
      // The books answer in turn: when this is answered, the tick is booked.
      await engine.report([])
    },
    async tellAgain() {
      await engine.report(told)
    },
    async restart() {
      await engine.stop()
      return weldShopOn(store, { startAt: now, worksAgreement })
    },
    one: async (record, id) => (await list(record)).find((each) => each.id === id),
    trouble: async () =>
      (await list('disruption'))
        .filter(({ startAt }) => startAt >= MONDAY)
        .map(
          ({ kind, startAt, closedAt, reason }) =>
            `${kind} ${minutesOf(startAt)}-${minutesOf(closedAt) ?? ''}${reason === undefined ? '' : `: ${reason}`}`,
        ),
    open: async (kind) => (await list('disruption')).find((each) => each.kind === kind && each.closedAt === undefined),
    async promise() {
      const { projectedAt = null, late = false } = (await engine.promise('SO-1')) ?? {}
      return [minutesOf(projectedAt), late]
    },
  }
}
