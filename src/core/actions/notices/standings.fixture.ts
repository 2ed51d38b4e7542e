/** Open causes for tests of what roles are told: as many promises, customers and penalties as a test says. */
import { applyChanges, emptyModel, type Model } from '../../chain/model.ts'
import type { DisruptionStanding, Thing } from '../../impact/page-answer.ts'
import type { AnyRecord, RecordName } from '../../records/all.ts'
import type { Disruption } from '../../records/disruption.ts'
import type { Notice } from '../../records/notice.ts'
import { type Instant, instantFromMs } from '../../values/instant.ts'
import { CauseWatch } from './due-causes.ts'
import { dueNotices } from './due-notices.ts'

const MONDAY_MS = Date.parse('2026-05-04T06:00:00Z')

/** So many minutes after Monday, six o'clock. */
export const minute = (minutes: number): Instant => instantFromMs(MONDAY_MS + Math.round(minutes * 60_000))

export interface Reach {
  readonly promises?: number
  readonly customers?: readonly string[]
  readonly insideSlack?: number
  readonly penalty?: number
  readonly mustEndBy?: Instant
}

export function standing(disruption: Disruption, reach: Reach = {}): DisruptionStanding {
  const { promises = 0, customers = promises > 0 ? ['Harbour'] : [], insideSlack = 0, penalty = 0, mustEndBy = null } = reach
  const euros = (amount: number) => (amount > 0 ? [{ amount, scale: 2, currency: 'EUR' }] : [])
  const totals = {
    ...{ lines: promises, orders: promises, customers: customers.length },
    ...{ revenue: euros(promises * 100_000), contribution: euros(promises * 40_000), penalty: euros(penalty) },
  }
  return {
    ...{ disruption, totals, alone: totals, laterStill: 0, broken: [], insideSlack, mustEndBy },
    place: { kind: 'workUnit', id: disruption.workUnitId ?? 'weld', name: disruption.workUnitId ?? 'Weld' },
    customers: customers.map((name): Thing => ({ kind: 'customer', id: name, name })),
    ...{ worst: null, tightest: null, path: [], notes: [] },
  }
}

export function stop(id: string, startMinute: number, more: Partial<Disruption> = {}): Disruption {
  return { id, kind: 'workUnitDown', startAt: minute(startMinute), ...more }
}

export interface PlantDay {
  readonly model: Model
  /** Puts a record in, in place of the one before. */
  put(record: RecordName, body: AnyRecord): void
  /** What is told at a minute, with these causes open; it counts as told from then on. */
  tell(at: number, open?: readonly DisruptionStanding[]): readonly Notice[]
  /** What was not told yet is forgotten, as when the program starts again. */
  restart(): void
}

/** A plant of nothing but causes, actions and what was told; the test moves its time. */
export function plantDay(): PlantDay {
  const model = emptyModel()
  let watch = new CauseWatch()
  const put = (record: RecordName, body: AnyRecord): void => {
    ;(model.byKind[record] as Map<string, AnyRecord>).set(body.id, body)
  }
  return {
    model,
    put,
    tell(at, open = []) {
      for (const { disruption } of open) put('disruption', disruption)
      const now = minute(at)
      watch.see(open, now)
      const told = dueNotices({ model, standings: open, watch, now })
      applyChanges(
        model,
        told.map((to) => ({ type: 'added', record: 'notice', id: to.id, to })),
      )
      return told
    },
    restart() {
      watch = new CauseWatch()
    },
  }
}

/** `sales reached D1`, in order. */
export const inBrief = (notices: readonly Notice[]): readonly string[] =>
  notices.map(({ role, occasion, disruptionId, actionId }) => `${role} ${occasion} ${actionId ?? disruptionId}`)
