/** People that were arranged for a shift by an action, before any roster says so. Counts alone: an action names nobody. */
import type { Model } from '../chain/model.ts'
import { instantToMs } from '../values/instant.ts'
import type { ShiftTime } from './shift-times.ts'

/** What counts as arranged: somebody has taken it on, and has neither dropped nor undone it. */
const STANDING: ReadonlySet<string> = new Set(['taken', 'done', 'confirmed'])

/** How many people more were arranged for a skill at a work center over a whole shift. */
export function arrangedFor(model: Model): (place: { readonly workCenterId: string; readonly skill: string }, shift: ShiftTime) => number {
  const moves = [...model.byKind.action.values()]
    .filter(({ state, undoneAt }) => STANDING.has(state) && undoneAt === undefined)
    .flatMap((action) => action.moves.flatMap((move) => (move.type === 'staff' ? [move] : [])))
  return ({ workCenterId, skill }, { fromMs, toMs }) =>
    moves.filter(
      (move) =>
        move.workCenterId === workCenterId && move.skill === skill && instantToMs(move.fromAt) <= fromMs && instantToMs(move.toAt) >= toMs,
    ).length
}
