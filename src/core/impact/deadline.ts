/** By when a disruption without a known end must end, so that each promise still holds. */

import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Instant } from '../values/instant.ts'
import { termsOf } from './attribution.ts'
import { type Effect, effectOf } from './contributions.ts'
import type { LivePlan } from './live-plan.ts'
import { instantOf, planSeconds, type SitePlan } from './site-plan.ts'

/** Deadlines are looked for on this many promises; they are whole minutes; how many ends are tried in all. */
const LINES_MAX = 50
const MINUTE_SECONDS = 60
const TRIES_MAX = 160
const LOOK_AHEAD_SECONDS = 120 * 86_400

interface Bracket {
  readonly line: number
  readonly due: number
  holds: number
  breaks: number
}

/**
 * Later ends never help, so the last end at which a promise holds is found by halving;
 * each end that is tried narrows every promise at once. Promises that were late anyway have none,
 * nor have those that hold however far the end is looked for, nor those that the tries do not suffice for: the first promises are served first.
 */
export function mustEndBy(
  live: LivePlan,
  what: { disruption: Disruption; effect: Effect; without: readonly Effect[]; lines: readonly number[] },
): ReadonlyMap<string, Instant> {
  const { site } = live
  const result = new Map<string, Instant>()
  const { disruption } = what
  const end = endOf(disruption)
  if (end === undefined || disruption[end] !== undefined) return result
  const from = Math.max(planSeconds(site, disruption.startAt), site.plan.input.now)
  const given = [...what.without, what.effect]
  const brackets = what.lines
    .slice(0, LINES_MAX)
    .map((line): Bracket => ({ line, due: live.lineState(line, given).due, holds: from - 1, breaks: from + LOOK_AHEAD_SECONDS }))
  const tryEnd = (seconds: number) => {
    live.look([...what.without, endingAt(site, { ...what, end, seconds })], () => {
      for (const each of brackets) {
        const holds = live.finishOfLine(each.line) <= each.due
        if (holds && seconds > each.holds) each.holds = seconds
        if (!holds && seconds < each.breaks) each.breaks = seconds
      }
    })
  }
  tryEnd(from + 1)
  tryEnd(from + LOOK_AHEAD_SECONDS)
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const next = brackets.find((each) => each.holds >= from && lastMinuteBefore(each.breaks) > each.holds)
    if (next === undefined) break
    const middle = lastMinuteBefore((next.holds + next.breaks) >> 1)
    tryEnd(middle > next.holds ? middle : lastMinuteBefore(next.breaks))
  }
  for (const each of brackets) {
    if (each.holds < from || each.breaks <= each.holds || lastMinuteBefore(each.breaks) > each.holds) continue
    const deadline = instantOf(site, Math.max(from, lastMinuteBefore(each.holds + 1)))
    if (deadline !== null) result.set(site.names.lines[each.line]!, deadline)
  }
  return result
}

/**
 * The latest end, in plan seconds, at which no open disruption breaks a promise that an end at once would still save.
 * Undefined when the end is known, when nothing is left to save, and when nothing breaks however far the end is looked for.
 */
export function firstDeadline(live: LivePlan, disruption: Disruption): number | undefined {
  const { site } = live
  const end = endOf(disruption)
  if (end === undefined || disruption[end] !== undefined) return undefined
  const effect = live.effectOf(disruption.id)!
  const without = live.without(disruption.id)
  const terms = termsOf(live, live.all())
  const from = Math.max(planSeconds(site, disruption.startAt), site.plan.input.now)
  const kept = (seconds: number, lines: readonly number[]) =>
    live.look([...without, endingAt(site, { disruption, effect, end, seconds })], () =>
      lines.filter((line) => live.finishOfLine(line) <= (terms.due.get(line) ?? site.plan.input.lines[line]!.due)),
    )
  const open = site.plan.input.lines.flatMap(({ open, due }, line) =>
    open && due < UNKNOWN_TIME && !terms.cancelled.has(line) ? [line] : [],
  )
  let [holds, breaks] = [from, from + LOOK_AHEAD_SECONDS]
  const saved = kept(from + 1, open)
  const reached = new Set(kept(breaks, saved))
  const atStake = saved.filter((line) => !reached.has(line))
  if (atStake.length === 0) return undefined
  while (lastMinuteBefore(breaks) > holds) {
    const middle = Math.max(holds + 1, lastMinuteBefore((holds + breaks) >> 1))
    const seconds = middle < breaks ? middle : lastMinuteBefore(breaks)
    if (kept(seconds, atStake).length === atStake.length) holds = seconds
    else breaks = seconds
  }
  return Math.max(from, lastMinuteBefore(holds + 1))
}

/** The last whole minute before an instant, in plan seconds. */
function lastMinuteBefore(seconds: number): number {
  return seconds - 1 - ((seconds - 1) % MINUTE_SECONDS)
}

/** The field that holds the end of a disruption; none for what has no end. */
function endOf({ kind }: Disruption): 'endAt' | 'newAt' | undefined {
  if (kind === 'purchaseMoved') return 'newAt'
  return kind === 'workUnitDown' || kind === 'workUnitSlow' || kind === 'lotHeld' ? 'endAt' : undefined
}

/** The disruption with an end at `seconds`. */
function endingAt(site: SitePlan, what: { disruption: Disruption; effect: Effect; end: 'endAt' | 'newAt'; seconds: number }): Effect {
  const at = instantOf(site, what.seconds)
  const ended = at === null ? undefined : effectOf(site, { ...what.disruption, [what.end]: at })
  return ended?.ok === true ? ended.value : what.effect
}
