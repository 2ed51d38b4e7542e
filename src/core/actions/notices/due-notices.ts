/** What is told now: one message for each cause, occasion and role, within what a role can take in; what is held back is told with the next. */
import type { Notice } from '../../records/notice.ts'
import { WORK_ROLES, type WorkRole } from '../../records/work-role.ts'
import { instantToMs } from '../../values/instant.ts'
import { dueOutcomes, dueToPersons } from './due-actions.ts'
import { type CauseLook, type Due, dueCauses } from './due-causes.ts'
import { type Slots, slotsOf } from './limits.ts'
import { toldIn } from './told.ts'

/** The notices that are due at `look.now`, in order; none twice, for the model knows what was told. */
export function dueNotices(look: CauseLook): readonly Notice[] {
  const { model, standings, now } = look
  const told = toldIn(model)
  const limited = WORK_ROLES.flatMap((role: WorkRole) => {
    const known = told.byRole.get(role)
    const due = [...dueCauses(role, told, look), ...dueOutcomes(role, { model, told })]
    return due.length === 0 ? [] : within(slotsOf(known?.times ?? [], instantToMs(now)), due)
  })
  const taken = new Set<string>()
  return [...dueToPersons({ model, standings, told, now }), ...limited].map((due) => {
    const id = freeId(look, due, taken)
    taken.add(id)
    return { id, at: now, ...due }
  })
}

/** As many as there is room for. In steady state the one that is told tells how many causes wait behind it. */
function within({ count, tellsOthers }: Slots, due: readonly Due[]): readonly Due[] {
  const [first, ...rest] = due
  if (!tellsOthers || count === 0 || first === undefined) return due.slice(0, count)
  const others = rest.flatMap(({ occasion, disruptionId, facts }) =>
    disruptionId !== undefined && (occasion === 'reached' || occasion === 'changed') ? [{ disruptionId, promises: facts.promises }] : [],
  )
  return [{ ...first, facts: { ...first.facts, others } }]
}

/** Two messages of one role may have the same instant where time stands still. */
function freeId({ model, now }: CauseLook, { role, occasion }: Due, taken: ReadonlySet<string>): string {
  const stem = `notice-${role}-${occasion}-${now}`
  for (let k = 1; ; k++) {
    const id = k === 1 ? stem : `${stem}-${k}`
    if (!taken.has(id) && !model.byKind.notice.has(id)) return id
  }
}
