/** Notice: one message to one role about one cause, with the one fact object that every role's words are made from. */
import { z } from 'zod'
import { moneySumsSchema } from './action-figures.ts'
import { choice, defineRecord, instant, optional, type RecordOf, structured, text } from './define.ts'
import { WORK_ROLES } from './work-role.ts'

/** Why a role is told: a cause reached promises, reaches more or other ones, is over; an action is asked, waits too long, was settled. */
export const OCCASIONS = ['reached', 'changed', 'over', 'asked', 'escalated', 'settled', 'help'] as const
export type Occasion = (typeof OCCASIONS)[number]

/** The same numbers for every role. What is not known is null. */
export const noticeFactsSchema = z
  .object({
    kind: z.string().describe('The kind of the disruption or of the action.'),
    placeId: z.string().nullable(),
    place: z.string().nullable().describe('What people call the place.'),
    sinceAt: z.string().nullable(),
    untilAt: z.string().nullable().describe('Its end, stated or expected.'),
    reason: z.string().nullable().describe('As recorded.'),
    promises: z.int(),
    orders: z.int(),
    customers: z.int(),
    customerNames: z.array(z.string()).readonly(),
    lines: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('Promises that the cause made late, by their ids, the dearest first; older messages do not name them.'),
    insideSlack: z.int(),
    money: moneySumsSchema.describe('Exposed, each line once.'),
    mustEndBy: z.string().nullable(),
    verdict: z.string().nullable().describe('Of a settled action.'),
    saved: moneySumsSchema.nullable(),
    byAt: z.string().nullable().describe('By when an action is wanted.'),
    others: z
      .array(z.object({ disruptionId: z.string(), promises: z.int() }).readonly())
      .readonly()
      .describe('Other causes that were held back for this role, and are told with this one.'),
  })
  .readonly()
export type NoticeFacts = z.infer<typeof noticeFactsSchema>

const FACTS_EXAMPLE: NoticeFacts = {
  kind: 'workUnitDown',
  placeId: 'weld-2',
  place: 'Weld 2',
  sinceAt: '2026-05-08T06:00:00.000Z',
  untilAt: null,
  reason: null,
  promises: 2,
  orders: 2,
  customers: 1,
  customerNames: ['Aqua Norte'],
  insideSlack: 5,
  money: { revenue: [{ amount: 4_120_000, scale: 2, currency: 'EUR' }], contribution: [], penalty: [] },
  mustEndBy: '2026-05-08T09:30:00.000Z',
  verdict: null,
  saved: null,
  byAt: null,
  others: [],
}

export const notice = defineRecord('notice', 'A message to a role about a cause.', {
  role: choice(WORK_ROLES, 'Who is told.'),
  occasion: choice(OCCASIONS, 'Why.'),
  at: instant('When.'),
  disruptionId: optional(text('The cause; it may be gone by now.')),
  actionId: optional(text('The action; it may be gone by now.')),
  facts: structured(noticeFactsSchema, 'What is told, the same to every role.', FACTS_EXAMPLE),
})
export type Notice = RecordOf<typeof notice>
