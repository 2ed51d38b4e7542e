/** What the fields of every kind of change are given. */
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'

export interface FieldsProps {
  readonly schedule: Schedule | undefined
  /** The operation that was chosen in the picture. */
  readonly operationId: string | undefined
  /** The move that the fields state; undefined while one is missing. */
  readonly onMove: (move: PlanMove | undefined) => void
}
