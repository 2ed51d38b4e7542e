/** Dates that disruptions in force have moved: what explanations compare the projection with. */
import type { Effect } from './contributions.ts'

export interface MovedDates {
  /** Supply dates by peg; `replaced` when something else serves the peg by then. */
  readonly pegs: ReadonlyMap<number, { readonly at: number; readonly replaced: boolean }>
  /** New starts of orders, by the node of their first operation. */
  readonly starts: ReadonlyMap<number, number>
}

export function movedDates(effects: readonly Effect[]): MovedDates {
  const pegs = new Map<number, { at: number; replaced: boolean }>()
  const starts = new Map<number, number>()
  for (const each of effects.flatMap((effect) => effect.contributions)) {
    if (each.type === 'notBefore' && each.because === 'new start') starts.set(each.node, Math.max(each.at, starts.get(each.node) ?? 0))
    if (each.type === 'pegDate' && each.at >= (pegs.get(each.peg)?.at ?? 0))
      pegs.set(each.peg, { at: each.at, replaced: each.because === 'replaced' })
  }
  return { pegs, starts }
}
