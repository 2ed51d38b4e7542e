/** Routes about actions: countermeasures, trials, scenarios, inboxes, what came of actions, and the plan's changes as a file. */
import { z } from 'zod'
import {
  actionStanding,
  actionToday,
  causeFile,
  countermeasureShape,
  fixFirst,
  inbox,
  keptForCustomers,
  ledger,
  reportEffect,
  scenarioStanding,
  trial,
  workRole,
} from './action-answers.ts'
import { decide, moves } from './decisions.ts'
import { flag, viewAge } from './plant.ts'
import { route } from './route.ts'
import { instant, list, recordId } from './values.ts'

const asked = { method: 'GET', permission: 'plant.read', tag: 'Actions' } as const
const byId = z.strictObject({ id: recordId })
const range = { from: instant, to: instant }
const plan = {
  ...asked,
  params: byId,
  description: 'One line for each field: record, id, field, before, after. After an undo, what puts it back.',
  media: 'text/csv',
  answer: z.string(),
  answerDoc: 'A file with the header `record,id,field,before,after`.',
} as const

export const actionRoutes = {
  countermeasures: route({
    ...asked,
    id: 'countermeasures',
    path: '/api/v1/disruptions/{id}/countermeasures',
    summary: 'What would lower the exposure of an open disruption',
    description: 'Nothing of it is done: a person takes one by POST /api/v1/decisions.',
    params: byId,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
    answer: z.object({ ...countermeasureShape, view: viewAge }),
    answerDoc: 'Best first.',
  }),
  fixFirst: route({
    ...asked,
    id: 'fixFirst',
    path: '/api/v1/fix-first',
    summary: 'Which of several stops to repair first',
    answer: fixFirst,
    answerDoc: 'By contribution saved for an hour less.',
  }),
  trials: route({
    ...asked,
    method: 'POST',
    id: 'tryMoves',
    path: '/api/v1/trials',
    summary: 'What moves would do',
    description: 'Plans the site anew with them. Nothing is written.',
    body: z.strictObject({ moves }),
    answer: trial,
    answerDoc: 'The plan before and after.',
  }),
  sequenceSearch: route({
    ...asked,
    method: 'POST',
    id: 'searchSequence',
    path: '/api/v1/sequence-search',
    // It keeps the engine busy for as long as it is told to.
    permission: 'actions.decide',
    summary: 'Look for a better sequence',
    description: 'What it finds is never worse than the plan. Nothing is written.',
    body: z.strictObject({ milliseconds: z.int().min(10).max(10_000).describe('Computing time at most.') }),
    answer: trial,
    answerDoc: 'The moves that it found, with what they do; none where the plan is as good as it finds.',
  }),
  scenarios: route({
    ...asked,
    id: 'scenarios',
    path: '/api/v1/scenarios',
    summary: 'Scenarios that are drafts or applied, with what each does now',
    answer: z.object({ items: list(scenarioStanding) }),
    answerDoc: 'The scenarios.',
  }),
  inbox: route({
    ...asked,
    id: 'inbox',
    path: '/api/v1/inbox/{role}',
    summary: 'What a role has before it',
    params: z.strictObject({ role: workRole }),
    answer: inbox,
    answerDoc: 'Actions, notices and what is shelved.',
  }),
  actions: route({
    ...asked,
    id: 'actions',
    path: '/api/v1/actions',
    summary: 'Actions with what belongs to them',
    query: z.strictObject({ open: flag.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    answer: z.object({ items: list(actionStanding) }),
    answerDoc: 'The actions.',
  }),
  actionToday: route({
    ...asked,
    id: 'actionToday',
    path: '/api/v1/actions/{id}/today',
    summary: 'What a proposed action would bring by the plan of now',
    params: byId,
    answer: actionToday,
    answerDoc: 'How it stands beside what it was to bring.',
  }),
  causeFile: route({
    ...asked,
    id: 'causeFile',
    path: '/api/v1/disruptions/{id}/file',
    summary: 'Everything about one cause',
    params: byId,
    answer: causeFile,
    answerDoc: 'Actions, discussion, outcomes and shelvings.',
  }),
  ledger: route({
    ...asked,
    id: 'ledger',
    path: '/api/v1/ledger',
    summary: 'What settled actions saved, each euro once',
    query: z.strictObject(range),
    answer: ledger,
    answerDoc: 'By cause, countermeasure, team and customer; never by person.',
  }),
  kept: route({
    ...asked,
    id: 'kept',
    path: '/api/v1/kept/{workCenterId}',
    summary: "What a team's work kept for customers",
    params: z.strictObject({ workCenterId: recordId }),
    query: z.strictObject({
      ...range,
      shift: z.string().min(1).max(200).exactOptional().describe('The name of a shift; all where it is left out.'),
    }),
    answer: keptForCustomers,
    answerDoc: "The team's, or its area's where the team is small.",
  }),
  reportEffect: route({
    ...asked,
    id: 'reportEffect',
    path: '/api/v1/work-reports/{id}/effect',
    summary: 'What a report at a work unit changed',
    params: byId,
    answer: reportEffect,
    answerDoc: 'The promise of its order before and after.',
  }),
  decide,
  actionPlan: route({
    ...plan,
    id: 'actionPlan',
    path: '/api/v1/actions/{id}/plan.csv',
    summary: 'What taking an action changed in the plan, as a file',
  }),
  scenarioPlan: route({
    ...plan,
    id: 'scenarioPlan',
    path: '/api/v1/scenarios/{id}/plan.csv',
    summary: 'What applying a scenario changed in the plan, as a file',
  }),
} as const
