/** What a role has been told already, from the notices on record: so that nothing is told twice, over restarts too. */
import type { Model } from '../../chain/model.ts'
import type { Notice, NoticeFacts, Occasion } from '../../records/notice.ts'
import type { WorkRole } from '../../records/work-role.ts'
import { instantToMs } from '../../values/instant.ts'

/** Messages that the plant makes by itself: these are limited. Whoever is asked by a person hears it at once. */
export const LIMITED: ReadonlySet<Occasion> = new Set<Occasion>(['reached', 'changed', 'over', 'settled'])

export interface ToldCause {
  readonly occasion: Occasion
  /** As it was told; null where it was told as one of others, in number alone. */
  readonly facts: NoticeFacts | null
  readonly promises: number
  /** When. */
  readonly atMs: number
}

export interface ToldRole {
  /** When, in milliseconds, in order; limited messages only. */
  readonly times: number[]
  readonly causes: Map<string, ToldCause>
}

export interface Told {
  readonly byRole: ReadonlyMap<WorkRole, ToldRole>
  /** What was told last of a cause, to whichever role. */
  readonly ofCause: ReadonlyMap<string, NoticeFacts>
  /** Notices about an action, in the order in which they were told. */
  readonly byAction: ReadonlyMap<string, readonly Notice[]>
}

export function toldIn(model: Model): Told {
  const byRole = new Map<WorkRole, ToldRole>()
  const ofCause = new Map<string, NoticeFacts>()
  const byAction = new Map<string, Notice[]>()
  for (const notice of inOrder(model)) {
    const role: ToldRole = byRole.get(notice.role) ?? { times: [], causes: new Map() }
    byRole.set(notice.role, role)
    if (LIMITED.has(notice.occasion)) role.times.push(instantToMs(notice.at))
    if (notice.actionId !== undefined) byAction.set(notice.actionId, [...(byAction.get(notice.actionId) ?? []), notice])
    else noteCause(role, notice)
    if (notice.actionId === undefined && notice.disruptionId !== undefined) ofCause.set(notice.disruptionId, notice.facts)
  }
  return { byRole, ofCause, byAction }
}

function noteCause({ causes }: ToldRole, { at, occasion, disruptionId, facts }: Notice): void {
  const atMs = instantToMs(at)
  if (disruptionId !== undefined) causes.set(disruptionId, { occasion, facts, promises: facts.promises, atMs })
  for (const other of facts.others) causes.set(other.disruptionId, { occasion: 'reached', facts: null, promises: other.promises, atMs })
}

function inOrder(model: Model): readonly Notice[] {
  return [...model.byKind.notice.values()].sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
}
