/** What the address of the board holds: everything that is on it, so that a what-if is shared by its link. */
import type { PlanMove } from '../../../src/core/records/plan-move.ts'

export interface BoardSearch {
  /** The changes as they stand on the board; those of the scenario where not stated. */
  readonly moves?: readonly PlanMove[]
  /** The saved scenario that is open. */
  readonly scenario?: string
  /** Scenarios side by side, at most three ids with commas between. */
  readonly compare?: string
  /** Left edge of the picture in milliseconds since 1970-01-01T00:00:00Z, and how much time is seen in minutes. */
  readonly from?: number
  readonly minutes?: number
}

export interface BoardPageProps {
  readonly search: BoardSearch
  readonly onSearch: (next: BoardSearch) => void
}

export const SIDE_BY_SIDE = 3

/** The scenarios that are compared. */
export function comparedOf({ compare }: BoardSearch): readonly string[] {
  return compare === undefined ? [] : compare.split(',').slice(0, SIDE_BY_SIDE)
}
