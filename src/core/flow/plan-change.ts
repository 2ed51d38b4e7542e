/** What a projection can be changed by: parameters, and work at other places. */
import type { WorkCalendars } from '../calendar/work-time.ts'
import type { Place } from './station-order.ts'
import type { Disturbed } from './station-time.ts'

/** A parameter of the projection and its new value. Times in plan seconds. */
export type ParameterChange =
  | { readonly type: 'station'; readonly station: number; readonly disturbed: Disturbed }
  | { readonly type: 'release'; readonly node: number; readonly at: number }
  | { readonly type: 'duration'; readonly node: number; readonly seconds: number }
  /** The node needs nothing and holds nobody up: its order was cancelled. */
  | { readonly type: 'off'; readonly node: number; readonly off: boolean }
  /** The station works by the first of these calendars instead of its own; by its own where there are none. */
  | { readonly type: 'calendar'; readonly station: number; readonly calendars: WorkCalendars | undefined }

/** What another way of working changes: places of work, and the parameters that go with them. A node has at most one place in it. */
export interface Rearrangement {
  /** All are taken out of their places first, and then put in, in this order. */
  readonly places: readonly Place[]
  readonly changes: readonly ParameterChange[]
}
