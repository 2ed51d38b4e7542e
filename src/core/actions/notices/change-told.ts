/** How much a cause must have changed before a role is told of it again: a dead band and a delay, as for alarms that come and go (ISA-18.2). */
import { majorUnits } from '../../impact/exposure.ts'
import type { NoticeFacts } from '../../records/notice.ts'
import type { Money } from '../../values/money.ts'
import type { ToldCause } from './told.ts'

/** Whoever knows less than half of it hears it at once; whoever knows it roughly, when it has stayed so and not too often. */
export type Change = 'none' | 'some' | 'grave'

const GRAVE = 2
const SOME = 0.25

/** What a role was told beside what is so now. Where it was told in number alone, promises are all there is to compare. */
export function changeSince({ facts, promises }: Pick<ToldCause, 'facts' | 'promises'>, now: NoticeFacts): Change {
  if (now.promises > promises && now.promises >= GRAVE * promises) return 'grave'
  if (isOther(promises, now.promises)) return 'some'
  if (facts === null) return 'none'
  const known = new Set(facts.customerNames)
  if (now.customerNames.some((name) => !known.has(name))) return 'some'
  return isOther(moneyOf(facts), moneyOf(now)) ? 'some' : 'none'
}

function isOther(told: number, now: number): boolean {
  return told !== now && Math.abs(now - told) >= SOME * told
}

function moneyOf({ money: { revenue, penalty } }: NoticeFacts): number {
  const sum = (amounts: readonly Money[]) => amounts.reduce((total, each) => total + majorUnits(each), 0)
  return sum(revenue) + sum(penalty)
}
