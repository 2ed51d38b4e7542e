/** Who hears of a cause, and who is asked next when nobody answers: tables, so that they can be read and argued about. */
import type { DisruptionStanding } from '../../impact/page-answer.ts'
import type { Disruption } from '../../records/disruption.ts'
import type { NoticeFacts } from '../../records/notice.ts'
import { WORK_ROLES, type WorkRole } from '../../records/work-role.ts'

/** What a cause does to promises: nothing, it moves them inside their slack, it breaks them, and a penalty is due for one. */
type Effect = 'none' | 'holds' | 'breaks' | 'penalty'

/** Each effect adds to the one before it. A message is for whoever can do something about it; everybody else finds the cause on the pages. */
const HEARERS: Readonly<Record<Disruption['kind'], Readonly<Record<Effect, readonly WorkRole[]>>>> = {
  workUnitDown: {
    none: [],
    holds: ['teamLead', 'maintenance'],
    breaks: ['operator', 'planner', 'sales', 'plantManager'],
    penalty: ['finance', 'coo'],
  },
  workUnitSlow: { none: [], holds: ['teamLead'], breaks: ['operator', 'maintenance', 'planner', 'sales'], penalty: ['finance'] },
  scrap: { none: [], holds: ['teamLead'], breaks: ['operator', 'planner', 'sales'], penalty: ['finance'] },
  lotHeld: { none: [], holds: ['planner'], breaks: ['teamLead', 'sales', 'plantManager'], penalty: ['finance'] },
  purchaseMoved: { none: [], holds: ['buyer'], breaks: ['planner', 'sales'], penalty: ['finance', 'coo'] },
  orderChanged: { none: [], holds: ['planner'], breaks: ['sales'], penalty: ['finance'] },
  orderCancelled: { none: [], holds: ['planner'], breaks: ['sales', 'finance'], penalty: [] },
  signalLost: { none: ['ot'], holds: [], breaks: ['teamLead', 'planner', 'cio'], penalty: [] },
  qualificationMissing: { none: [], holds: ['teamLead', 'hr'], breaks: ['planner', 'plantManager'], penalty: ['coo'] },
}

/** The order in which an action that nobody takes on goes up. Whoever stands last hears of it alone. */
const NEXT: Readonly<Record<WorkRole, readonly WorkRole[]>> = {
  operator: ['teamLead', 'plantManager'],
  teamLead: ['plantManager'],
  maintenance: ['plantManager'],
  planner: ['plantManager', 'coo'],
  buyer: ['plantManager', 'coo'],
  sales: ['plantManager', 'coo'],
  finance: ['plantManager', 'coo'],
  hr: ['plantManager', 'coo'],
  ot: ['plantManager', 'cio'],
  plantManager: ['coo'],
  coo: [],
  cio: [],
}

export function hearersOf({ disruption, totals, insideSlack }: DisruptionStanding): readonly WorkRole[] {
  const table = HEARERS[disruption.kind]
  const heard = new Set<WorkRole>(table.none)
  if (insideSlack > 0 || totals.lines > 0) for (const role of table.holds) heard.add(role)
  if (totals.lines > 0) for (const role of table.breaks) heard.add(role)
  if (totals.penalty.some(({ amount }) => amount > 0)) for (const role of table.penalty) heard.add(role)
  return WORK_ROLES.filter((role) => heard.has(role))
}

export function escalationOf(owner: WorkRole): readonly WorkRole[] {
  return NEXT[owner]
}

/** Who hears what came of an action: whoever it was asked of, and who answers for the plant and for the money. */
export function hearersOfOutcome(owner: WorkRole, { saved }: Pick<NoticeFacts, 'saved'>): readonly WorkRole[] {
  const money = (saved?.revenue.length ?? 0) > 0
  return [...new Set<WorkRole>([owner, 'plantManager', ...(money ? (['finance'] as const) : [])])]
}
