/** Which roles are to hear of which causes now: what reaches promises, what it reaches otherwise than was told, what is over. */
import type { Model } from '../../chain/model.ts'
import type { DisruptionStanding } from '../../impact/page-answer.ts'
import type { Notice, NoticeFacts, Occasion } from '../../records/notice.ts'
import type { WorkRole } from '../../records/work-role.ts'
import { type Instant, instantToMs } from '../../values/instant.ts'
import { factsOfCause } from './facts-of-cause.ts'
import { hearersOf } from './hearers.ts'
import type { ToldCause, ToldRole } from './told.ts'

/** A cause, or what it reaches, that lasts no longer than this is told to nobody. */
const DELAY_MS = 60_000

/** A message before its limits: what it is about, and how it is told when it has to wait for another one. */
export type Due = Pick<Notice, 'role' | 'occasion' | 'facts' | 'disruptionId' | 'actionId'>

/** What was seen of the open causes, and since when: in memory, for what was not told yet may as well begin anew. */
export class CauseWatch {
  readonly #seen = new Map<string, { readonly firstMs: number; readonly reach: string; readonly sinceMs: number }>()

  /** Looks at the open causes at `now`; those that are gone are forgotten. */
  see(standings: readonly DisruptionStanding[], now: Instant): void {
    const nowMs = instantToMs(now)
    const open = new Set(standings.map(({ disruption }) => disruption.id))
    for (const id of this.#seen.keys()) if (!open.has(id)) this.#seen.delete(id)
    for (const standing of standings) {
      const { id } = standing.disruption
      const before = this.#seen.get(id)
      const reach = reachOf(factsOfCause(standing))
      if (before?.reach !== reach) this.#seen.set(id, { firstMs: before?.firstMs ?? nowMs, reach, sinceMs: nowMs })
    }
  }

  /** Whether a cause has lasted long enough to be told of at all. */
  lasts({ id, startAt }: DisruptionStanding['disruption'], now: Instant): boolean {
    const nowMs = instantToMs(now)
    return nowMs - Math.min(this.#seen.get(id)?.firstMs ?? nowMs, instantToMs(startAt)) >= DELAY_MS
  }

  /** Whether what it reaches has stayed the same for long enough. */
  isSteady(id: string, now: Instant): boolean {
    const nowMs = instantToMs(now)
    return nowMs - (this.#seen.get(id)?.sinceMs ?? nowMs) >= DELAY_MS
  }
}

export interface CauseLook {
  readonly model: Model
  /** Open causes, those that cost customers most first. */
  readonly standings: readonly DisruptionStanding[]
  readonly watch: CauseWatch
  readonly now: Instant
}

/** What one role is to hear, the most important first. */
export function dueCauses(role: WorkRole, told: ToldRole | undefined, look: CauseLook): readonly Due[] {
  const { model, now } = look
  const shelved = shelvedFor(model, role, now)
  const news = look.standings.flatMap((standing): Due[] => {
    const { id } = standing.disruption
    if (shelved.has(id)) return []
    const occasion = occasionOf(standing, { role, before: told?.causes.get(id), look })
    return occasion === undefined ? [] : [{ role, occasion, disruptionId: id, facts: factsOfCause(standing) }]
  })
  return [...news, ...overFor(role, told, { ...look, shelved })]
}

function occasionOf(
  standing: DisruptionStanding,
  { role, before, look }: { readonly role: WorkRole; readonly before: ToldCause | undefined; readonly look: CauseLook },
): Occasion | undefined {
  const { disruption } = standing
  const hears = hearersOf(standing).includes(role)
  if (before === undefined || before.occasion === 'over') return hears && look.watch.lasts(disruption, look.now) ? 'reached' : undefined
  const isOther =
    before.facts === null ? before.promises !== standing.totals.lines : reachOf(before.facts) !== reachOf(factsOfCause(standing))
  return isOther && look.watch.isSteady(disruption.id, look.now) ? 'changed' : undefined
}

/** Causes that the role was told of by name and that are open no more; their numbers are those that it knows. */
function overFor(role: WorkRole, told: ToldRole | undefined, look: CauseLook & { readonly shelved: ReadonlySet<string> }): readonly Due[] {
  const { model, standings, shelved } = look
  const open = new Set(standings.map(({ disruption }) => disruption.id))
  return [...(told?.causes ?? [])].flatMap(([disruptionId, { occasion, facts }]): Due[] => {
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

/** What makes a message another one: promises, orders and customers. Money and dates follow from them, and move all the time. */
function reachOf({ promises, orders, customerNames }: NoticeFacts): string {
  return JSON.stringify([promises, orders, [...customerNames].sort()])
}
