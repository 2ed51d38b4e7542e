/** Which roles are to hear of which causes now: what reaches promises, what it reaches otherwise than was told, what is over. */
import type { Model } from '../../chain/model.ts'
import type { DisruptionStanding } from '../../impact/page-answer.ts'
import type { Notice, NoticeFacts, Occasion } from '../../records/notice.ts'
import type { WorkRole } from '../../records/work-role.ts'
import { type Instant, instantToMs } from '../../values/instant.ts'
import { changeSince } from './change-told.ts'
import { factsOfCause } from './facts-of-cause.ts'
import { hearersOf } from './hearers.ts'
import type { Told, ToldCause } from './told.ts'

/** A cause, or a grave change of it, that lasts no longer than this is told to nobody. */
const DELAY_MS = 60_000

/** A message before its limits: what it is about, and how it is told when it has to wait for another one. */
export type Due = Pick<Notice, 'role' | 'occasion' | 'facts' | 'disruptionId' | 'actionId'>

/** A change that is not grave is told when it has stayed one for so long, and of one cause no more often than this. */
const STAYS_MS = 15 * 60_000
const AGAIN_MS = 60 * 60_000

/** What was seen of the open causes, and since when: in memory, for what was not told yet may as well begin anew. */
export class CauseWatch {
  readonly #firstMs = new Map<string, number>()
  /** By cause and role: how what is so has differed from what the role was told. */
  readonly #differs = new Map<string, Map<WorkRole, Difference>>()

  /** Looks at the open causes at `now`; those that are gone are forgotten. */
  see(standings: readonly DisruptionStanding[], now: Instant): void {
    const open = new Set(standings.map(({ disruption }) => disruption.id))
    for (const id of this.#firstMs.keys()) if (!open.has(id)) this.#firstMs.delete(id)
    for (const id of this.#differs.keys()) if (!open.has(id)) this.#differs.delete(id)
    for (const id of open) if (!this.#firstMs.has(id)) this.#firstMs.set(id, instantToMs(now))
  }

  /** Whether a cause has lasted long enough to be told of at all. */
  lasts({ id, startAt }: DisruptionStanding['disruption'], now: Instant): boolean {
    const nowMs = instantToMs(now)
    return nowMs - Math.min(this.#firstMs.get(id) ?? nowMs, instantToMs(startAt)) >= DELAY_MS
  }

  /** Whether a role is to hear that a cause has changed; `told` is what it heard last. To be asked at every look: a pause begins it anew. */
  isDue(role: WorkRole, told: ToldCause, { disruption: { id }, facts, now }: Seen): boolean {
    const nowMs = instantToMs(now)
    const roles = this.#differs.get(id) ?? new Map()
    this.#differs.set(id, roles)
    const change = changeSince(told, facts)
    if (change === 'none') {
      roles.delete(role)
      return false
    }
    const before = roles.get(role)
    const graveMs = change === 'grave' ? (before?.graveMs ?? nowMs) : undefined
    const goesOn = before !== undefined && before.isBetter === (change === 'better') && !isBetterStill(before, facts)
    const { someMs, from } = goesOn ? before : { someMs: nowMs, from: facts }
    roles.set(role, { isBetter: change === 'better', someMs, from, graveMs })
    if (graveMs !== undefined && nowMs - graveMs >= DELAY_MS) return true
    return nowMs - someMs >= STAYS_MS && nowMs - told.atMs >= AGAIN_MS
  }
}

interface Difference {
  readonly isBetter: boolean
  /** Since when, and how it was then. */
  readonly someMs: number
  readonly from: NoticeFacts
  /** Since when it is grave. */
  readonly graveMs: number | undefined
}

/** What gets better step by step is told once, at its end: each step begins the wait anew. */
function isBetterStill({ isBetter, from }: Difference, facts: NoticeFacts): boolean {
  return isBetter && changeSince({ facts: from, promises: from.promises }, facts) === 'better'
}

interface Seen {
  readonly disruption: DisruptionStanding['disruption']
  readonly facts: NoticeFacts
  readonly now: Instant
}

export interface CauseLook {
  readonly model: Model
  /** Open causes, those that cost customers most first. */
  readonly standings: readonly DisruptionStanding[]
  readonly watch: CauseWatch
  readonly now: Instant
}

/** What one role is to hear, the most important first. */
export function dueCauses(role: WorkRole, told: Told, look: CauseLook): readonly Due[] {
  const { model, now } = look
  const known = told.byRole.get(role)?.causes
  const shelved = shelvedFor(model, role, now)
  const news = look.standings.flatMap((standing): Due[] => {
    const { id } = standing.disruption
    if (shelved.has(id)) return []
    const facts = factsOfCause(standing)
    const occasion = occasionOf(standing, { role, before: known?.get(id), facts, look })
    return occasion === undefined ? [] : [{ role, occasion, disruptionId: id, facts }]
  })
  return [...news, ...overFor(role, told, { ...look, shelved })]
}

interface Hearing {
  readonly role: WorkRole
  readonly before: ToldCause | undefined
  readonly facts: NoticeFacts
  readonly look: CauseLook
}

function occasionOf(standing: DisruptionStanding, { role, before, facts, look }: Hearing): Occasion | undefined {
  const { disruption } = standing
  const hears = hearersOf(standing).includes(role)
  if (before === undefined || before.occasion === 'over') return hears && look.watch.lasts(disruption, look.now) ? 'reached' : undefined
  return look.watch.isDue(role, before, { disruption, facts, now: look.now }) ? 'changed' : undefined
}

/**
 * Causes that the role was told of by name and that are open no more. Their numbers are those that were told last, to whichever role: all
 * read the same.
 */
function overFor(role: WorkRole, { byRole, ofCause }: Told, look: CauseLook & { readonly shelved: ReadonlySet<string> }): readonly Due[] {
  const { model, standings, shelved } = look
  const open = new Set(standings.map(({ disruption }) => disruption.id))
  return [...(byRole.get(role)?.causes ?? [])].flatMap(([disruptionId, { occasion, facts: known }]): Due[] => {
    const facts = known === null ? null : (ofCause.get(disruptionId) ?? known)
    const cause = model.byKind.disruption.get(disruptionId)
    if (cause === undefined || facts === null || occasion === 'over' || open.has(disruptionId) || shelved.has(disruptionId)) return []
    const untilAt = cause.closedAt ?? cause.endAt ?? null
    return [
      { role, occasion: 'over', disruptionId, facts: { ...facts, reason: cause.reason ?? null, untilAt, mustEndBy: null, others: [] } },
    ]
  })
}

function shelvedFor(model: Model, role: WorkRole, now: Instant): ReadonlySet<string> {
  return new Set(
    [...model.byKind.shelving.values()].filter((each) => each.role === role && each.untilAt > now).map(({ disruptionId }) => disruptionId),
  )
}
