/** Routes about people: coverage in counts, who can act by name, the log of who asked, and signing off at a kiosk. Names come under a works agreement alone. */
import { z } from 'zod'
import type { Coverage, CoverageCell, NotQualified, Qualified, SkillStanding, WhoCanAct } from '../../core/people/answer.ts'
import { PEOPLE_USES, type PeopleAccess, type PeopleAgreement, type PeopleUseCount } from '../../engine/people-ports.ts'
import { moneySums } from './action-answers.ts'
import { pageLimit } from './records.ts'
import { route } from './route.ts'
import { instant, list, recordId, said, sameAs } from './values.ts'

const use = z.enum(PEOPLE_USES).meta({ id: 'PeopleUse', description: 'What was done with data about people.' })
const needed = { skill: z.string(), certificate: z.string().nullable(), levelMinimum: z.number() }
const place = { workCenterId: recordId, workCenter: z.string() }

const cell = sameAs<CoverageCell>()(
  z
    .object({
      ...place,
      ...needed,
      required: z.number(),
      supply: z.number().describe('Qualified, rostered and present, by a matching in which nobody fills two places at a time.'),
      gap: z.number(),
      fromAt: instant,
      toAt: instant,
      shift: z.string().nullable(),
      disruptionId: z.string().nullable().describe('The disruption that stands for this gap.'),
      risk: z.object({ promises: z.int(), customers: z.int(), money: moneySums }).nullable().describe('Late because of the gap.'),
    })
    .meta({ id: 'CoverageCell', description: 'One requirement in one shift.' }),
)

const skillStanding = sameAs<SkillStanding>()(
  z
    .object({
      ...place,
      ...needed,
      required: z.number(),
      busFactor: z.number().describe('Qualified people, whatever the roster: 0 nobody, 1 a single point of failure.'),
      busFactorIn30Days: z.number(),
      busFactorIn60Days: z.number(),
      busFactorIn90Days: z.number(),
      ending: list(z.object({ at: instant, people: z.number() })).describe('Certificates or qualifications that end within 90 days.'),
      carries: z.object({ promises: z.int(), money: moneySums }).describe('What hangs on the skill in the next 14 days.'),
    })
    .meta({ id: 'SkillStanding', description: 'How many people hold a skill, now and later. Counts alone.' }),
)

const coverage = sameAs<Coverage>()(
  z
    .object({
      state: z.enum(['on', 'off', 'empty']).describe('`off` without a works agreement.'),
      at: instant,
      fromAt: instant,
      toAt: instant,
      cells: list(cell),
      skills: list(skillStanding).describe('By the customer value that hangs on them.'),
      notes: list(said),
    })
    .meta({ id: 'Coverage', description: 'Who covers the shifts, in counts: no person is named.' }),
)

const qualified = sameAs<Qualified>()(
  z
    .object({
      personId: recordId,
      name: z.string(),
      job: z.string().nullable(),
      reasons: list(said).describe('One for each thing that was asked for.'),
      onShiftUntil: instant.nullable(),
      rosteredAt: z.string().nullable(),
    })
    .meta({ id: 'Qualified' }),
)
const notQualified = sameAs<NotQualified>()(
  z.object({ personId: recordId, name: z.string(), lacks: list(said) }).meta({ id: 'NotQualified' }),
)

const whoCanAct = sameAs<WhoCanAct>()(
  z
    .object({
      ...place,
      fromAt: instant,
      toAt: instant,
      asks: list(z.object({ ...needed, headcount: z.number() })).describe('What the work asks for.'),
      can: list(qualified).describe('Alphabetical. A person chooses.'),
      almost: list(notQualified).describe('With the skill, and short of one thing; alphabetical.'),
      without: z.int().describe('On shift without the skill: how many.'),
      leads: list(z.object({ personId: recordId, name: z.string() })).describe('Whom to call; alphabetical.'),
    })
    .meta({ id: 'WhoCanAct', description: 'The qualified and on shift; never a ranking.' }),
)

const agreement = sameAs<PeopleAgreement>()(
  z.object({ purpose: z.string(), signedOn: z.string(), retentionDays: z.number() }).meta({ id: 'WorksAgreement' }),
)
const useCount = sameAs<PeopleUseCount>()(z.object({ use, times: z.int(), lastAt: instant }).meta({ id: 'PeopleUseCount' }))
const access = sameAs<PeopleAccess & { readonly n: number }>()(
  z
    .object({
      n: z.int(),
      at: instant,
      account: z.string(),
      use,
      about: z.string().describe('Kind and id, as `workCenter/weld`.'),
      people: z.int().describe('How many people the answer named.'),
      purpose: z.string(),
    })
    .meta({ id: 'PeopleAccess', description: 'One use of data about people.' }),
)

const badge = z.string().min(1).max(200).describe('What the reader of the kiosk reads, or the number on the badge.')
const pin = z
  .string()
  .regex(/^\d{6,12}$/)
  .describe('6 to 12 digits.')
const people = { method: 'GET', permission: 'people.read', tag: 'People' } as const

export const peopleRoutes = {
  coverage: route({
    ...people,
    id: 'coverage',
    path: '/api/v1/coverage',
    // Counts alone, as the gaps among the disruptions are.
    permission: 'plant.read',
    summary: 'Who covers the shifts, in counts',
    description: 'At most 31 days.',
    query: z.strictObject({ from: instant, to: instant }),
    answer: coverage,
    answerDoc: 'A cell for each requirement and shift, and how many hold each skill.',
  }),
  whoCanAct: route({
    ...people,
    id: 'whoCanAct',
    path: '/api/v1/who-can-act',
    summary: 'The qualified and on shift, by name',
    description: 'For a work center, an action or a disruption. Each question is logged. Needs a works agreement.',
    query: z
      .strictObject({
        workCenterId: recordId.exactOptional(),
        actionId: recordId.exactOptional(),
        disruptionId: recordId.exactOptional(),
        from: instant.exactOptional(),
        to: instant.exactOptional(),
      })
      .refine(({ workCenterId, actionId, disruptionId }) => [workCenterId, actionId, disruptionId].some((id) => id !== undefined), {
        message: 'one of workCenterId, actionId and disruptionId',
      }),
    answer: whoCanAct,
    answerDoc: 'Alphabetical, with reasons. A person chooses.',
  }),
  whoWasChosen: route({
    ...people,
    id: 'whoWasChosen',
    path: '/api/v1/actions/{id}/people',
    summary: 'Who was chosen for an action',
    description: 'Each question is logged. Needs a works agreement.',
    params: z.strictObject({ id: recordId }),
    answer: z.object({
      items: list(z.object({ personId: recordId, name: z.string(), overridden: z.boolean() }).meta({ id: 'Chosen' })),
    }),
    answerDoc: 'Alphabetical. `overridden` says that somebody chose them in spite of a check, for a reason that is on record.',
  }),
  peopleData: route({
    ...people,
    id: 'peopleData',
    path: '/api/v1/people-data',
    permission: 'plant.read',
    summary: 'Whether data about people is used, what for, and how often it was in the last 30 days',
    answer: z.object({ agreement: agreement.nullable(), uses: list(useCount) }),
    answerDoc: 'A null agreement: there is none, and no data about people.',
  }),
  peopleAccessLog: route({
    ...people,
    id: 'peopleAccessLog',
    path: '/api/v1/people-access-log',
    permission: 'people.manage',
    summary: 'Which account used data about people, when and what for',
    description: 'Newest first; kept for a year. Send the `next` of a page as `before` to get the one behind it.',
    query: z.strictObject({ before: z.coerce.number().int().min(1).optional(), limit: pageLimit }),
    answer: z.object({ items: list(access), next: z.int().nullable() }),
    answerDoc: 'One page.',
  }),
  setKioskKey: route({
    ...people,
    id: 'setKioskKey',
    method: 'POST',
    path: '/api/v1/kiosk/keys',
    permission: 'people.manage',
    summary: 'Set what a person signs off with',
    description: 'The badge identifies, the PIN proves. Both are kept as hashes alone. Needs a works agreement.',
    body: z.strictObject({ personId: recordId, badge, pin }),
    status: 204,
    answerDoc: 'It counts from now on, and the one before no more.',
  }),
  removeKioskKey: route({
    ...people,
    id: 'removeKioskKey',
    method: 'DELETE',
    path: '/api/v1/kiosk/keys/{personId}',
    permission: 'people.manage',
    summary: 'Remove what a person signs off with',
    params: z.strictObject({ personId: recordId }),
    status: 204,
    answerDoc: 'It is gone.',
  }),
  kioskSignOn: route({
    ...people,
    id: 'kioskSignOn',
    method: 'POST',
    path: '/api/v1/kiosk/sign-on',
    permission: 'kiosk.report',
    summary: 'Identify at a kiosk, to sign off',
    description:
      'Only to sign off what one was chosen for, by sending `signOn` in the header `throughline-sign-on` of a decision. Nobody keeps when somebody signed on. Needs a works agreement.',
    body: z.strictObject({ badge, pin }),
    answer: z.object({ personId: recordId, name: z.string(), signOn: z.string(), expiresAt: instant }),
    answerDoc: 'Good for five minutes, at this server until it ends.',
  }),
  kioskSignOff: route({
    ...people,
    id: 'kioskSignOff',
    method: 'DELETE',
    path: '/api/v1/kiosk/sign-on',
    permission: 'kiosk.report',
    summary: 'Lock a kiosk again',
    description: 'Ends the sign-on in the header `throughline-sign-on`.',
    status: 204,
    answerDoc: 'It is over.',
  }),
} as const
