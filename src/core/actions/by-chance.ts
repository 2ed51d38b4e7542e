/**
 * What chance would have done: how soon causes like one end by themselves, and whether actions of a kind end them sooner than that.
 * Half of all stops end before their likely end. An action that was taken against one of these has not thereby earned anything.
 */
import type { Model } from '../chain/model.ts'
import { type Lasted, overBy, shareOver } from '../floor/lasting.ts'
import type { Action, ActionKind } from '../records/action.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Outcome } from '../records/outcome.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import type { Said } from '../values/said.ts'
import { shortens } from './cause-end.ts'

/** Fewer causes that ended by themselves don't say how soon one does. */
const ENOUGH = 8
/** Nothing is counted from a later end than the one before which half are over. */
const LIKELY = 0.5
/** Chance alone does as well in so few cases at most: the side of a 95 % interval. */
const RARE = 0.025
/** So many outcomes of a kind are looked at together; what worked long ago proves nothing today. */
const TOGETHER = 20

/** Kinds whose end nobody sets: how long they last is a matter of chance. Deliveries and rosters have dates that somebody gave. */
export function endsByChance({ kind }: Disruption): boolean {
  return kind === 'workUnitDown' || kind === 'workUnitSlow' || kind === 'lotHeld'
}

/** How causes like one end by themselves, given that they lasted until the action was taken. */
export interface ByItself {
  /** Causes that ended by themselves after lasting as long. */
  readonly ended: number
  /** When this one would have been over as likely as not. */
  readonly likelyAt: Instant
  /** By when a share of them is over, for shares up to a half. */
  readonly overBy: (share: number) => Instant | undefined
  /** How often one is over by itself as soon as this one was, 0 to 1; never 0, for the next one may be. */
  readonly share: number
}

export interface EndAsked {
  readonly cause: Disruption
  readonly takenAt: Instant
  readonly endedAt: Instant
}

/**
 * From the causes that were on record when the action was taken: of the same kind, at the same place and for the same reason, else at the
 * same place; neighbours are other machines. What others did about them counts until they did it (a censored Kaplan-Meier estimate), for
 * what comes after it is not what it did by itself. The share is that of a rank among `ended + 1`: chance gives less than any share no more
 * often than that share. Undefined where fewer than eight ended by themselves, or less than half of them did.
 */
export function byItself(before: Model, actions: Iterable<Action>, asked: EndAsked): ByItself | undefined {
  const { cause, takenAt, endedAt } = asked
  const startMs = instantToMs(cause.startAt)
  const elapsedMs = Math.max(0, instantToMs(takenAt) - startMs)
  const acted = actedAt(before, actions)
  const disruptions = before.byKind.disruption
  const place = placeOf(before, cause)
  const there = [...disruptions.values()].filter(
    (each) => each.kind === cause.kind && each.id !== cause.id && placeOf(before, each) === place,
  )
  const alike = cause.reason === undefined ? [] : [there.filter(({ reason }) => reason === cause.reason)]
  for (const level of [...alike, there]) {
    const lasted = level.map((each) => lastedByItself(each, { takenAt, actedAt: acted.get(each.id) })).filter(({ ms }) => ms > elapsedMs)
    const ended = lasted.filter((each) => each.ended).length
    const likelyMs = ended < ENOUGH ? undefined : overBy(lasted, LIKELY)
    if (likelyMs === undefined) continue
    return {
      ended,
      likelyAt: instantFromMs(startMs + likelyMs),
      overBy: (share) => {
        const ms = overBy(lasted, Math.min(share, LIKELY))
        return ms === undefined ? undefined : instantFromMs(startMs + ms)
      },
      share: (shareOver(lasted, instantToMs(endedAt) - startMs) * ended + 1) / (ended + 1),
    }
  }
  return undefined
}

function placeOf(model: Model, { workUnitId, workCenterId, lotId }: Disruption): string {
  if (lotId !== undefined) return `lots of ${model.byKind.lot.get(lotId)?.materialId ?? lotId}`
  return workUnitId === undefined ? `center ${workCenterId ?? ''}` : `unit ${workUnitId}`
}

/** When somebody first did something to end each cause sooner. */
function actedAt(before: Model, actions: Iterable<Action>): ReadonlyMap<string, Instant> {
  const first = new Map<string, Instant>()
  for (const action of actions) {
    const { disruptionId, frozen } = action
    const cause = before.byKind.disruption.get(disruptionId ?? '')
    if (frozen === undefined || cause === undefined || !shortens(action, cause)) continue
    const known = first.get(cause.id)
    if (known === undefined || frozen.at < known) first.set(cause.id, frozen.at)
  }
  return first
}

interface Watched {
  readonly takenAt: Instant
  readonly actedAt: Instant | undefined
}

function lastedByItself({ startAt, closedAt, endAt }: Disruption, watched: Watched): Lasted {
  const end = closedAt ?? endAt
  const endedAt = end !== undefined && end <= watched.takenAt ? end : undefined
  const byItself = endedAt !== undefined && (watched.actedAt === undefined || endedAt <= watched.actedAt)
  const until = byItself ? endedAt : earlier(watched.actedAt, watched.takenAt)
  return { ms: instantToMs(until) - instantToMs(startAt), ended: byItself }
}

function earlier(a: Instant | undefined, b: Instant): Instant {
  return a === undefined || b < a ? b : a
}

/** In per cent with one decimal, rounded up: chance is never told to be rarer than it is. */
function percentOf(share: number): number {
  return Math.ceil(share * 1000 - 1e-6) / 10
}

/** What is said of how causes like it end by themselves. */
export function saidOf({ ended, likelyAt, share }: ByItself): Said {
  return { code: 'ended-by-itself', facts: { percent: percentOf(share), causes: ended, likelyAt } }
}

/** Whether the latest actions of a kind, this one among them, ended their causes sooner than chance does. */
export interface Proof {
  readonly proven: boolean
  /** The share of these that were over sooner, each measured by what is like it. */
  readonly rank: number
  readonly said: Said
}

/**
 * Were an action without effect, its share would be any number from 0 to 1 as likely as any other, so that the sum of -ln(share) over n causes
 * exceeds t with probability e^-t * (1 + t + t^2/2! + ... + t^(n-1)/(n-1)!) (Fisher's combined test; the sum is gamma distributed).
 * Each cause counts once, with what was settled first about it.
 */
export function proofOf(model: Model, action: Action, share: number): Proof {
  const shares = [share, ...earlierShares(model, action)]
  const t = shares.reduce((sum, each) => sum - Math.log(Math.min(1, each)), 0)
  let term = 1
  let series = 0
  for (let k = 0; k < shares.length; k++) {
    series += term
    term *= t / (k + 1)
  }
  const chance = Math.min(1, Math.exp(-t) * series)
  return {
    proven: chance <= RARE,
    rank: (shares.filter((each) => each < share).length + shares.filter((each) => each === share).length / 2) / shares.length,
    said: { code: 'chance-of-its-kind', facts: { actions: shares.length, percent: percentOf(chance), most: RARE * 100 } },
  }
}

/** Shares of the latest causes that actions of this kind answered, without this one's. */
function earlierShares(model: Model, { kind, disruptionId }: Action): readonly number[] {
  const outcomes = [...model.byKind.outcome.values()].filter(
    (outcome) => outcome.disruptionId !== disruptionId && kindOf(model, outcome) === kind && shareIn(outcome) !== undefined,
  )
  outcomes.sort((a, b) => (a.settledAt === b.settledAt ? (a.id < b.id ? -1 : 1) : a.settledAt < b.settledAt ? -1 : 1))
  const byCause = new Map<string, number>()
  for (const outcome of outcomes) {
    const share = shareIn(outcome)
    if (share !== undefined && !byCause.has(outcome.disruptionId)) byCause.set(outcome.disruptionId, share)
  }
  return [...byCause.values()].slice(-(TOGETHER - 1))
}

function kindOf(model: Model, { actionId }: Outcome): ActionKind | undefined {
  return model.byKind.action.get(actionId)?.kind
}

function shareIn({ figures }: Outcome): number | undefined {
  const percent = figures.reached.find(({ code }) => code === 'ended-by-itself')?.facts.percent
  return typeof percent === 'number' && percent > 0 ? percent / 100 : undefined
}
