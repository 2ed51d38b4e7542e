/** What a change of the plan does, as a sentence in pieces: with links on the page, as plain text for buttons and voices. */
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { Quantity } from '../../../src/core/values/quantity.ts'
import type { BoardWords } from './words-en.ts'

export type NamedThing =
  | 'operation'
  | 'workUnit'
  | 'workCenter'
  | 'workOrder'
  | 'salesOrderLine'
  | 'purchaseOrderLine'
  | 'lot'
  | 'material'
  | 'disruption'

export interface MovePieces<T> {
  thing(kind: NamedThing, id: string): T
  when(at: Instant): T
  quantity(quantity: Quantity): T
  plain(text: string): T
}

type Of<K extends PlanMove['type']> = Extract<PlanMove, { readonly type: K }>
type Telling<T> = { readonly [K in PlanMove['type']]: (move: Of<K>) => readonly (string | T)[] }

/** The pieces in the order of the language. */
export function tellMove<T>(words: BoardWords, move: PlanMove, pieces: MovePieces<T>): readonly (string | T)[] {
  const { thing, when, quantity, plain } = pieces
  const telling: Telling<T> = {
    runOn: ({ operationId, workUnitId, beforeOperationId }) =>
      beforeOperationId === undefined
        ? words.runOn<T>(thing('operation', operationId), thing('workUnit', workUnitId))
        : words.runOnBefore<T>(thing('operation', operationId), thing('workUnit', workUnitId), thing('operation', beforeOperationId)),
    openTime: ({ workUnitId, fromAt, toAt }) => words.openTime<T>(thing('workUnit', workUnitId), when(fromAt), when(toAt)),
    deliver: ({ purchaseOrderLineId, at }) => words.deliver<T>(thing('purchaseOrderLine', purchaseOrderLineId), when(at)),
    buy: (move) => words.buy<T>(quantity(move.quantity), thing('material', move.materialId), when(move.at)),
    reserve: (move) => words.reserve<T>(thing(move.supply.kind, move.supply.id), thing(move.for.kind, move.for.id)),
    split: (move) => words.split<T>(quantity(move.quantity), thing('workOrder', move.workOrderId)),
    shipPart: (move) => words.shipPart<T>(quantity(move.quantity), thing('salesOrderLine', move.salesOrderLineId)),
    staff: ({ skill, workCenterId, fromAt, toAt }) =>
      words.staff<T>({ skill: plain(skill), center: thing('workCenter', workCenterId), from: when(fromAt), to: when(toAt) }),
    endBy: ({ disruptionId, at }) => words.endBy<T>(thing('disruption', disruptionId), when(at)),
    startAt: ({ operationId, at }) => words.startAt<T>(thing('operation', operationId), when(at)),
    promiseAt: ({ salesOrderLineId, at }) => words.promiseAt<T>(thing('salesOrderLine', salesOrderLineId), when(at)),
  }
  return (telling[move.type] as (move: PlanMove) => readonly (string | T)[])(move)
}
