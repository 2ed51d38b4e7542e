/** Whether an action worked, from what it changed against doing nothing. */
import type { LineMoney, Verdict } from '../records/action-figures.ts'
import { sumsOf, worthAsNumber } from './line-money.ts'

/** What is known of all lines together, before anything is claimed: whoever else claims, it worked or it did not. */
export interface OutcomeFacts {
  /** False where the cause made lines late and of none of them both sides are known. */
  readonly known: boolean
  readonly wouldBeLate: number
  readonly kept: number
  /** Kept, and by no action that was settled before. */
  readonly newlyKept: number
  readonly broken: number
  /** Less delay; negative is more. */
  readonly secondsBack: number
  readonly effects: readonly LineMoney[]
}

/**
 * Worked: every promise that would have broken is kept, and none was broken for it. Made worse: more exposure or more broken promises
 * because of it. Would have recovered: nothing would have been late without it. Partly: something came back. Else no effect.
 */
export function verdictOf(facts: OutcomeFacts): Verdict {
  if (!facts.known) return 'notEnoughData'
  const money = worthAsNumber(sumsOf(facts.effects))
  if (money < 0 || facts.broken > facts.kept) return 'madeWorse'
  if (facts.wouldBeLate === 0) return facts.broken > 0 || facts.secondsBack < 0 ? 'madeWorse' : 'wouldHaveRecovered'
  if (facts.kept === facts.wouldBeLate && facts.broken === 0) return 'worked'
  return facts.kept > 0 || money > 0 || facts.secondsBack > 0 ? 'partly' : 'noEffect'
}
