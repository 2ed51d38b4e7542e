/** One projection of a site at one instant, and the questions it answers. Pure: built from a model, never changed by asking. */
import type { Model } from '../chain/model.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Operation } from '../records/operation.ts'
import type { Instant } from '../values/instant.ts'
import type { Quantity } from '../values/quantity.ts'
import type { Result } from '../values/result.ts'
import type { CapableToPromise, ImpactAnswer, PromiseAnswer, TouchAnswer, TouchTotals } from './answer.ts'
import type { LivePlan } from './live-plan.ts'
import type {
  ChainPicture,
  Constraint,
  Delivery,
  DisruptionStanding,
  FloorUnit,
  Schedule,
  SearchHit,
  ThingKind,
  Trace,
} from './page-answer.ts'
import type { ScheduleRange } from './schedule.ts'

export interface PlantViewCounts {
  readonly operations: number
  readonly promises: number
  readonly latePromises: number
  readonly openDisruptions: number
}

export interface PlantView {
  /** The instant that stands for now. */
  readonly at: Instant
  readonly counts: PlantViewCounts
  /** The plan behind the answers, for whoever looks at what would be otherwise. */
  readonly live: LivePlan
  promises(page: {
    readonly offset: number
    readonly limit: number
    readonly late?: boolean
    readonly customerId?: string
    readonly brief?: boolean
  }): {
    readonly total: number
    readonly items: readonly PromiseAnswer[]
  }
  promise(salesOrderLineId: string): PromiseAnswer | undefined
  /** `brief` leaves out the chains and pegs of the promises. */
  impact(disruption: Disruption, brief?: boolean): Result<ImpactAnswer>
  touches(workOrderId: string): Result<TouchAnswer>
  /** Totals of every work order, in order of id: what `touches` counts, without its lists. */
  touchTotals(): Iterable<TouchTotals>
  capableToPromise(materialId: string, quantity: Quantity): Result<CapableToPromise>
  /** Open disruptions by what they cost customers. */
  standings(): readonly DisruptionStanding[]
  chain(): ChainPicture
  schedule(range: ScheduleRange): Schedule
  /** Every work unit as it stands in `newest`, which may be newer than the view's own model; its work is told by the projection. */
  floor(newest: Model): readonly FloorUnit[]
  /** Open deliveries by what hangs on them. */
  deliveries(): readonly Delivery[]
  /** Where time is shortest for promises due within so many days, and what an hour there earns. */
  constraint(days: number): Constraint
  search(text: string, limit: number): readonly SearchHit[]
  trace(kind: ThingKind, id: string): Trace | undefined
  /** The recorded operation that a work unit runs, or else the one that it takes up next; undefined where none is planned on it. */
  nextOn(workUnitId: string): Operation | undefined
}
