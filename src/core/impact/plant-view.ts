/** One projection of a site at one instant, and the questions it answers. Pure: built from a model, never changed by asking. */
import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import type { Quantity } from '../values/quantity.ts'
import type { Result } from '../values/result.ts'
import type { CapableToPromise, ImpactAnswer, PromiseAnswer, TouchAnswer, TouchTotals } from './answer.ts'

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
  promises(page: { readonly offset: number; readonly limit: number; readonly late?: boolean; readonly customerId?: string }): {
    readonly total: number
    readonly items: readonly PromiseAnswer[]
  }
  promise(salesOrderLineId: string): PromiseAnswer | undefined
  impact(disruption: Disruption): Result<ImpactAnswer>
  touches(workOrderId: string): Result<TouchAnswer>
  /** Totals of every work order, in order of id: what `touches` counts, without its lists. */
  touchTotals(): Iterable<TouchTotals>
  capableToPromise(materialId: string, quantity: Quantity): Result<CapableToPromise>
}
