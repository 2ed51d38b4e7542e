/** Each euro once: what an action may claim on a line, beside what others have claimed for the same line. */
import type { Model } from '../chain/model.ts'
import type { LineMoney } from '../records/action-figures.ts'
import type { Outcome } from '../records/outcome.ts'
import type { Money } from '../values/money.ts'
import { compared, eachPart, larger, less, NO_MONEY, smaller, sum } from './line-money.ts'

/** What was claimed on one line until now, and the most that was ever there to be saved. */
export interface Claimed {
  readonly saved: LineMoney
  /** The most that would have been exposed without one of the actions, as it turned out. */
  readonly without: LineMoney
  /** The most that the causes exposed when one of the actions was taken. */
  readonly frozen: LineMoney
  /** Whether an action has kept its promise already. */
  readonly kept: boolean
}

const NOTHING: Claimed = { saved: NO_MONEY, without: NO_MONEY, frozen: NO_MONEY, kept: false }

/** What the settled outcomes of a model have claimed, by line. */
export function claimsOf(model: Model): ReadonlyMap<string, Claimed> {
  const claims = new Map<string, Claimed>()
  for (const outcome of model.byKind.outcome.values()) {
    const frozen = frozenBy(model, outcome)
    for (const line of outcome.figures.lines) {
      const before = claims.get(line.salesOrderLineId) ?? NOTHING
      claims.set(line.salesOrderLineId, {
        saved: eachPart((part) => sum(before.saved[part], gain(line.saved[part]))),
        without: eachPart((part) => larger(before.without[part], line.exposureWithout[part])),
        frozen: eachPart((part) => larger(before.frozen[part], frozen.get(line.salesOrderLineId)?.[part] ?? null)),
        kept: before.kept || line.kept,
      })
    }
  }
  return claims
}

function frozenBy(model: Model, { actionId }: Outcome): ReadonlyMap<string, LineMoney> {
  const lines = model.byKind.action.get(actionId)?.frozen?.lines ?? []
  return new Map(lines.map((each) => [each.salesOrderLineId, each.exposure]))
}

function gain(value: Money | null): Money | null {
  return value === null || value.amount > 0 ? value : { ...value, amount: 0 }
}

export interface Claim {
  /** What the action changed in the exposure of the line: positive is less of it. */
  readonly effect: LineMoney
  /** What was exposed when it was taken. */
  readonly frozen: LineMoney
  readonly without: LineMoney
  readonly with: LineMoney
  readonly before: Claimed | undefined
}

/**
 * What is claimed on a line. A gain is at most what was exposed when the action was taken, and all gains on a line together are at most
 * what one of the causes exposed of it and at most what less there is of it, whatever the number and the order of the actions.
 * Harm stands as it is.
 */
export function claimOf({ effect, frozen, without, with: left, before = NOTHING }: Claim): LineMoney {
  return eachPart((part) => {
    const change = effect[part]
    if (change === null || change.amount <= 0) return change
    const most = smaller(larger(before.frozen[part], frozen[part]), less(larger(before.without[part], without[part]), left[part]))
    const room = less(most, before.saved[part])
    const claim = smaller(smaller(change, frozen[part]), room)
    return claim === null || compared(claim, null) < 0 ? { ...change, amount: 0 } : claim
  })
}
