/** Schemas of the answers about actions: what would help, what it would change, who has taken what on, what came of it. */
import { z } from 'zod'
import type {
  ActionStanding,
  ActionToday,
  CauseFile,
  CostPart,
  Countermeasure,
  CountermeasureAnswer,
  FixFirst,
  Inbox,
  KeptForCustomers,
  Ledger,
  LedgerLine,
  LedgerSum,
  PromiseShift,
  ReportEffect,
  ScenarioStanding,
  Sureness,
  Trial,
} from '../../core/actions/answer.ts'
import { ACTION_KINDS } from '../../core/records/action.ts'
import { type LineMoney, moneySumsSchema, promisedSchema, VERDICTS } from '../../core/records/action-figures.ts'
import type { RecordByName, RecordName } from '../../core/records/all.ts'
import { planMoveSchema } from '../../core/records/plan-move.ts'
import { WORK_ROLES } from '../../core/records/work-role.ts'
import { affectedPromise } from './answers.ts'
import { thing } from './pages.ts'
import { shapeOf } from './records.ts'
import { instant, list, money, recordId, said, sameAs, seconds } from './values.ts'

const recordOf = <N extends RecordName>(name: N) => shapeOf(name) as unknown as z.ZodType<RecordByName[N]>

export const workRole = z.enum(WORK_ROLES).meta({ id: 'WorkRole', description: 'The role that something is addressed to.' })
export const actionKind = z.enum(ACTION_KINDS).meta({ id: 'ActionKind' })
const verdict = z.enum(VERDICTS).meta({ id: 'Verdict', description: 'Whether an action worked.' })
export const planMove = planMoveSchema.meta({ id: 'PlanMove', description: 'One change to the plan that a person may choose.' })
export const moneySums = moneySumsSchema.meta({ id: 'MoneySums', description: 'One amount for each currency.' })

const lineMoney = sameAs<LineMoney>()(
  z
    .object({ revenue: money.nullable(), contribution: money.nullable(), penalty: money.nullable() })
    .meta({ id: 'LineMoney', description: 'Money at risk on one promise; null is not known or none.' }),
)

const promiseShift = sameAs<PromiseShift>()(
  z
    .object({
      salesOrderLineId: recordId,
      orderId: z.string(),
      customer: thing,
      dueAt: instant.nullable(),
      beforeAt: instant.nullable().describe('Null where the date can not be known.'),
      afterAt: instant.nullable(),
      shiftSeconds: seconds.nullable().describe('Positive is later; null where one of the two is not known.'),
      lateBefore: z.boolean(),
      lateAfter: z.boolean(),
      exposureBefore: lineMoney,
      exposureAfter: lineMoney,
    })
    .meta({ id: 'PromiseShift', description: 'A promise that a change of the plan moves.' }),
)

const costPart = sameAs<CostPart>()(
  z
    .object({ what: said, money: money.nullable().describe('Null where no rate is recorded: not known, never zero.') })
    .meta({ id: 'CostPart' }),
)
const cost = z.object({ parts: list(costPart), total: money.nullable().describe('Null where a part of it is not known.') })

const sureness = sameAs<Sureness>()(
  z.object({ level: z.enum(['high', 'medium', 'low']), because: list(said).describe('What it rests on.') }).meta({ id: 'Sureness' }),
)

const countermeasure = sameAs<Countermeasure>()(
  z
    .object({
      id: z.string().describe('Made from its moves: the same moves have the same id.'),
      kind: actionKind,
      ownerRole: workRole,
      roles: list(workRole).describe('Everybody whose work it takes, the owner first.'),
      what: said,
      moves: list(planMove),
      saved: moneySums.describe('Exposure without it less exposure with it, over all promises.'),
      ofThis: z
        .object({ saved: moneySums, promisesKept: z.int() })
        .describe('Of that, what is taken off the exposure of this disruption; never more than that.'),
      besides: moneySums.describe('The rest: on promises that other causes make late, and what is lost on promises that it harms.'),
      cost,
      net: money.describe(
        'Contribution and penalty taken off this disruption, less the known cost and less what is lost besides, in the currency of the site.',
      ),
      promisesKept: z.int(),
      promisesBroken: z.int(),
      secondsBack: seconds.describe('Less delay over all late promises; negative is more.'),
      wins: list(promiseShift).describe('Promises that come earlier, by money; 20 at most.'),
      loses: list(promiseShift).describe('Promises that come later, by money; 20 at most.'),
      winning: z.int().describe('How many come earlier in all.'),
      losing: z.int().describe('How many come later in all.'),
      sure: sureness,
      byAt: instant.nullable().describe('The latest instant at which it must be begun to bring this; null where not known.'),
      evaluated: z.enum(['overlay', 'replanned']).describe('With the sequence kept but for the move, or by planning the site anew.'),
      record: z.object({ settled: z.int(), worked: z.int() }).nullable().describe('How this kind has worked here.'),
    })
    .meta({ id: 'Countermeasure', description: 'A change of the plan that would lower exposure.' }),
)

export const countermeasureShape = {
  disruption: recordOf('disruption'),
  at: instant,
  exposure: moneySums.describe('Of the disruption as it stands.'),
  items: list(countermeasure).describe('Best first. Only what lowers exposure, or what harms nobody and gives time back.'),
  tried: z.int(),
  replanned: z.int(),
  notes: list(said).describe('What was not tried, and why.'),
}
sameAs<CountermeasureAnswer>()(z.object(countermeasureShape))

export const fixFirst = sameAs<FixFirst>()(
  z
    .object({
      at: instant,
      items: list(
        z.object({
          disruptionId: recordId,
          place: thing.nullable(),
          savedPerHour: money
            .nullable()
            .describe(
              'Contribution and penalty saved if it were over now, for each hour until it is expected to be; null where its end is not known.',
            ),
          promises: z.int().describe('Kept if it were over now.'),
          saved: moneySums,
          endAt: instant.nullable(),
        }),
      ),
      notes: list(said),
    })
    .meta({ id: 'FixFirst', description: 'Which of several stops to repair first.' }),
)

export const trial = sameAs<Trial>()(
  z
    .object({
      at: instant,
      moves: list(planMove),
      shifts: list(promiseShift),
      exposureBefore: moneySums,
      exposureAfter: moneySums,
      promisesKept: z.int(),
      promisesBroken: z.int(),
      latePromisesBefore: z.int(),
      latePromisesAfter: z.int(),
      cost,
      operations: list(
        z.object({
          operationId: z.string(),
          workOrderId: z.string(),
          workUnitBefore: z.string().nullable(),
          workUnitAfter: z.string().nullable(),
          fromBefore: instant.nullable(),
          fromAfter: instant.nullable(),
          toBefore: instant.nullable(),
          toAfter: instant.nullable(),
        }),
      ).describe('Operations whose work unit or time changes; 200 at most.'),
      changes: list(
        z.object({
          record: z.string(),
          id: z.string(),
          type: z.enum(['added', 'updated', 'removed']),
          fields: list(z.string()),
        }),
      ).describe('What would be written to the records.'),
      asks: list(z.object({ kind: actionKind, ownerRole: workRole, move: planMove, disruptionIds: list(recordId) })).describe(
        'Which of the moves are not written but asked of a role where they are applied as a scenario.',
      ),
      notes: list(said),
    })
    .meta({ id: 'Trial', description: 'What moves would do: the plan before and after.' }),
)

export const scenarioStanding = sameAs<ScenarioStanding>()(
  z
    .object({ scenario: recordOf('scenario'), trial: trial.nullable(), problem: said.nullable() })
    .meta({ id: 'ScenarioStanding', description: 'A scenario with what it would do now; `problem` says why it no longer fits the plan.' }),
)

export const actionStanding = sameAs<ActionStanding>()(
  z
    .object({
      action: recordOf('action'),
      place: thing.nullable(),
      disruption: recordOf('disruption').nullable(),
      notes: list(recordOf('actionNote')),
      outcome: recordOf('outcome').nullable(),
      overdue: z.boolean().describe("Whether it has waited longer than its role's time to answer."),
      hasAssignee: z.boolean().describe('Whether somebody was chosen for it; who, is told apart and under a works agreement alone.'),
    })
    .meta({ id: 'ActionStanding', description: 'An action with what belongs to it.' }),
)

export const inbox = sameAs<Inbox>()(
  z
    .object({
      role: workRole,
      at: instant,
      actions: list(actionStanding),
      notices: list(recordOf('notice')).describe('Newest first; one for each cause and occasion.'),
      shelved: list(recordOf('shelving')),
    })
    .meta({ id: 'Inbox', description: 'What a role has before it.' }),
)

export const actionToday = sameAs<ActionToday>()(
  z
    .object({
      actionId: recordId,
      standing: z
        .enum(['holds', 'less', 'harms', 'impossible'])
        .describe('Less than half of what it was to bring; more is lost than saved by it; the plan no longer allows it.'),
      now: promisedSchema.nullable().describe('Null where its moves can no longer be made.'),
      problem: said.nullable(),
    })
    .meta({ id: 'ActionToday', description: 'A proposed action by the plan of now.' }),
)

export const causeFile = sameAs<CauseFile>()(
  z
    .object({
      disruption: recordOf('disruption'),
      actions: list(actionStanding),
      notes: list(recordOf('actionNote')),
      outcomes: list(recordOf('outcome')),
      shelved: list(recordOf('shelving')),
    })
    .meta({ id: 'CauseFile', description: 'Everything about one cause.' }),
)

const ledgerLine = sameAs<LedgerLine>()(
  z
    .object({
      outcomeId: recordId,
      actionId: recordId,
      settledAt: instant,
      verdict,
      kind: actionKind,
      cause: z.string(),
      place: thing.nullable(),
      workCenterId: z.string().nullable(),
      ownerRole: workRole,
      customers: list(thing),
      promisesKept: z.int(),
      saved: moneySums,
      cost: money.nullable(),
      net: money.nullable().describe('Contribution and penalty saved less cost; null where the cost is not known.'),
    })
    .meta({ id: 'LedgerLine', description: 'One settled outcome: each euro once.' }),
)

const ledgerSum = sameAs<LedgerSum>()(
  z
    .object({
      key: z.string().describe('The cause, the kind of countermeasure, the team or the customer.'),
      name: z.string(),
      actions: z.int(),
      worked: z.int(),
      promisesKept: z.int(),
      saved: moneySums,
      cost: list(money),
    })
    .meta({ id: 'LedgerSum' }),
)

export const ledger = sameAs<Ledger>()(
  z
    .object({
      fromAt: instant,
      toAt: instant,
      lines: list(ledgerLine),
      total: ledgerSum,
      byCause: list(ledgerSum),
      byKind: list(ledgerSum),
      byTeam: list(ledgerSum),
      byCustomer: list(ledgerSum),
      open: z.int().describe('Outcomes that are still open: taken, and the cause has not ended.'),
    })
    .meta({ id: 'Ledger', description: 'What settled actions saved, each euro once; never by person.' }),
)

export const keptForCustomers = sameAs<KeptForCustomers>()(
  z
    .object({
      of: thing,
      widened: z.enum(['none', 'area', 'site']).describe("Whether the figures are the area's or the site's because the team is small."),
      shift: z.string().nullable().describe('Null for all shifts, also where too few people work in the one that was asked for.'),
      shifts: list(z.string()).describe('Shifts of the team.'),
      fromAt: instant,
      toAt: instant,
      promises: list(
        z.object({ salesOrderLineId: recordId, customer: thing, material: thing, metAt: instant, onTime: z.boolean() }),
      ).describe('Promises met in that time that went through its work.'),
      shippedOnTime: z.int(),
      shipped: z.int(),
      keptByActions: z.int(),
      customers: list(thing),
    })
    .meta({ id: 'KeptForCustomers', description: "What a team's work kept, for the team itself." }),
)

export const reportEffect = sameAs<ReportEffect>()(
  z
    .object({ workReportId: recordId, promise: promiseShift.nullable(), affected: list(affectedPromise), left: z.number() })
    .meta({ id: 'ReportEffect', description: 'What a report at a work unit changed.' }),
)
