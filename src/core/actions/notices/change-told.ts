/** How much a cause must have changed before a role is told of it again: a dead band and a delay, as for alarms that come and go (ISA-18.2). */
import { majorUnits } from '../../impact/exposure.ts'
import type { NoticeFacts } from '../../records/notice.ts'
import type { ToldCause } from './told.ts'

/** Whoever knows less than half of it hears it at once; whoever knows it roughly, when it has stayed so and not too often. */
export type Change = 'none' | 'better' | 'worse' | 'grave'

const GRAVE = 2
const SOME = 0.25

/** What a role was told beside what is so now. Where it was told in number alone, promises are all there is to compare. */
export function changeSince({ facts, promises }: Pick<ToldCause, 'facts' | 'promises'>, now: NoticeFacts): Change {
  const money = facts === null ? [] : moneyPairs(facts, now)
  if (isTwice(promises, now.promises) || money.some(([told, is]) => told > 0 && isTwice(told, is))) return 'grave'
  const others = [[promises, now.promises] as const, ...money].filter(([told, is]) => isOther(told, is))
  if (others.some(([told, is]) => is > told)) return 'worse'
  const known = new Set(facts?.customerNames)
  if (facts !== null && now.customerNames.some((name) => !known.has(name))) return 'worse'
  return others.length > 0 ? 'better' : 'none'
}

function isTwice(told: number, now: number): boolean {
  return now > told && now >= GRAVE * told
}

function isOther(told: number, now: number): boolean {
  return told !== now && Math.abs(now - told) >= SOME * told
}

/** What was told and what is, by currency. */
function moneyPairs(told: NoticeFacts, now: NoticeFacts): readonly (readonly [number, number])[] {
  const [before, after] = [byCurrency(told), byCurrency(now)]
  return [...new Set([...before.keys(), ...after.keys()])].map((currency) => [before.get(currency) ?? 0, after.get(currency) ?? 0])
}

function byCurrency({ money: { revenue, penalty } }: NoticeFacts): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const each of [...revenue, ...penalty]) sums.set(each.currency, (sums.get(each.currency) ?? 0) + majorUnits(each))
  return sums
}
