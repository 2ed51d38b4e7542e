/** What people decide, as it is sent: one body for every kind of decision, and what each of them needs leave for. */
import { z } from 'zod'
import type { ActionCommand, Decided } from '../../engine/action-ports.ts'
import { actionKind, planMove, workRole } from './action-answers.ts'
import { route } from './route.ts'
import { instant, recordId, sameAs } from './values.ts'

const newId = recordId.describe('Made by whoever sends it, so that a decision that is sent twice acts once.')
const words = z.string().min(1).max(10_000)
/** More moves than people choose; each one costs time to plan. */
export const moves = z.array(planMove).max(500).readonly()
const pieces = z.number().finite().min(0).max(1e9)

const propose = z.strictObject({
  type: z.literal('propose'),
  actionId: newId,
  kind: actionKind,
  ownerRole: workRole,
  disruptionId: recordId.exactOptional(),
  scenarioId: recordId.exactOptional(),
  moves,
  what: words.exactOptional(),
  byAt: instant.exactOptional(),
})
const ofAction = <const T extends string>(type: T) => z.strictObject({ type: z.literal(type), actionId: recordId })
const ofScenario = <const T extends string>(type: T) => z.strictObject({ type: z.literal(type), scenarioId: recordId })

export const actionCommand = sameAs<ActionCommand>()(
  z
    .discriminatedUnion('type', [
      propose,
      ofAction('take').extend({
        personId: recordId.exactOptional().describe('Who was chosen from the list of those who can act.'),
        overrideReason: words.exactOptional(),
      }),
      ofAction('done').extend({ overrideReason: words.exactOptional() }),
      ofAction('confirm'),
      ofAction('drop').extend({ reason: words }),
      ofAction('undo'),
      z.strictObject({
        type: z.literal('note'),
        noteId: newId,
        disruptionId: recordId.exactOptional(),
        actionId: recordId.exactOptional(),
        role: workRole,
        text: words,
      }),
      z.strictObject({
        type: z.literal('shelve'),
        shelvingId: newId,
        disruptionId: recordId,
        role: workRole,
        untilAt: instant,
        reason: words,
      }),
      z.strictObject({ type: z.literal('unshelve'), shelvingId: recordId }),
      z.strictObject({
        type: z.literal('saveScenario'),
        scenarioId: newId,
        name: z.string().min(1).max(200),
        role: workRole,
        moves,
      }),
      ofScenario('applyScenario'),
      ofScenario('undoScenario'),
      ofScenario('dropScenario'),
      z.strictObject({
        type: z.literal('report'),
        workReportId: newId,
        operationId: recordId,
        workUnitId: recordId,
        good: pieces,
        scrapped: pieces,
        reason: words.exactOptional(),
        deviceAt: instant,
        sequence: z.int().min(0).exactOptional(),
      }),
      z.strictObject({ type: z.literal('stopReason'), disruptionId: recordId, reason: words, deviceAt: instant }),
      z.strictObject({
        type: z.literal('callHelp'),
        actionId: newId,
        workUnitId: recordId,
        what: words.exactOptional(),
        deviceAt: instant,
      }),
    ])
    .meta({
      id: 'ActionCommand',
      description: 'What a person decides.',
      examples: [{ type: 'take', actionId: 'action-7' }],
    }),
)

const decided = sameAs<Decided>()(
  z.object({ seq: z.int().nullable().describe('The journal entry; null where it had been done before.') }).meta({ id: 'Decided' }),
)

export const decide = route({
  id: 'decide',
  method: 'POST',
  path: '/api/v1/decisions',
  permission: 'kiosk.report',
  tag: 'Actions',
  summary: 'Decide: propose, take, finish, discuss, shelve, report',
  description:
    'Reports and calls for help need `kiosk.report`; what leaves the plan as it is needs `actions.decide`; taking, applying or undoing what changes the plan needs `plan.change`; choosing a person needs `people.read` and a works agreement. At a kiosk, the header `throughline-sign-on` lets the person who was chosen sign off.',
  body: actionCommand,
  answer: decided,
  answerDoc: 'The decision is durable.',
})
