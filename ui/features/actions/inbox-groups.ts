/** What a role finds in its inbox: what waits for a decision of it, what it has taken on, and what has lately come to an end. */
import type { ActionStanding, Inbox } from '../../../src/core/actions/answer.ts'
import type { Notice } from '../../../src/core/records/notice.ts'

export interface InboxGroups {
  /** To be taken or turned down; and to be confirmed, for it shows by now what came of it. */
  readonly waits: readonly ActionStanding[]
  readonly took: readonly ActionStanding[]
  readonly settled: readonly ActionStanding[]
  readonly overdue: number
}

/** Each action in one group, in the order in which the inbox has them. */
export function groupInbox({ actions }: Pick<Inbox, 'actions'>): InboxGroups {
  const waits = actions.filter((each) => groupOf(each) === 'waits')
  return {
    waits,
    took: actions.filter((each) => groupOf(each) === 'took'),
    settled: actions.filter((each) => groupOf(each) === 'settled'),
    overdue: waits.filter(({ overdue }) => overdue).length,
  }
}

/** What was told last of one cause, and how often something was told of it before. */
export interface ToldOf {
  readonly latest: Notice
  readonly before: number
}

/** One row for each cause, newest first: whoever comes back wants to know how it stands, not how it came and went. */
export function byCause(notices: readonly Notice[]): readonly ToldOf[] {
  const told = Map.groupBy(notices, ({ id, disruptionId }) => disruptionId ?? id)
  return [...told.values()].flatMap(([latest, ...before]) => (latest === undefined ? [] : [{ latest, before: before.length }]))
}

function groupOf({ action: { state }, outcome }: ActionStanding): 'waits' | 'took' | 'settled' {
  if (state === 'confirmed' || state === 'dropped') return 'settled'
  return state === 'proposed' || (state === 'done' && outcome !== null) ? 'waits' : 'took'
}
