/** What the pages ask about actions: what would help, what it would change, who has taken what on, what came of it. */
import type { AffectedPromise } from '../impact/answer.ts'
import type { Thing } from '../impact/page-answer.ts'
import type { Action, ActionKind } from '../records/action.ts'
import type { LineMoney, MoneySums, PromisedEffect, Verdict } from '../records/action-figures.ts'
import type { ActionNote } from '../records/action-note.ts'
import type { Disruption } from '../records/disruption.ts'
import type { Notice } from '../records/notice.ts'
import type { Outcome } from '../records/outcome.ts'
import type { PlanMove } from '../records/plan-move.ts'
import type { Scenario } from '../records/scenario.ts'
import type { Shelving } from '../records/shelving.ts'
import type { WorkRole } from '../records/work-role.ts'
import type { Instant } from '../values/instant.ts'
import type { Money } from '../values/money.ts'
import type { Said } from '../values/said.ts'

/** A promise that a change of the plan moves. */
export interface PromiseShift {
  readonly salesOrderLineId: string
  readonly orderId: string
  readonly customer: Thing
  readonly dueAt: Instant | null
  /** Null where the date can't be known. */
  readonly beforeAt: Instant | null
  readonly afterAt: Instant | null
  /** Positive is later; null where one of the two is not known. Seconds. */
  readonly shiftSeconds: number | null
  readonly lateBefore: boolean
  readonly lateAfter: boolean
  readonly exposureBefore: LineMoney
  readonly exposureAfter: LineMoney
}

/** One part of what a countermeasure costs, with its reason. */
export interface CostPart {
  readonly what: Said
  /** Null where no rate is recorded: the cost is then not known, never zero. */
  readonly money: Money | null
}

/** How sure an evaluation is. `low` names what it rests on that is assumed. */
export interface Sureness {
  readonly level: 'high' | 'medium' | 'low'
  readonly because: readonly Said[]
}

/** A change of the plan that would lower exposure. */
export interface Countermeasure {
  /** Made from its moves: the same moves have the same id. */
  readonly id: string
  readonly kind: ActionKind
  readonly ownerRole: WorkRole
  /** Everybody whose work it takes, the owner first. */
  readonly roles: readonly WorkRole[]
  /** What it does, in facts: work unit, operation, hours, order, supplier, as its kind has them. */
  readonly what: Said
  readonly moves: readonly PlanMove[]
  /** Exposure without it less exposure with it, over all promises: what it harms counts against it. By currency. */
  readonly saved: MoneySums
  /** Of that, and of the promises kept: what is taken off the exposure of this disruption, never more than that. */
  readonly ofThis: { readonly saved: MoneySums; readonly promisesKept: number }
  /** The rest of `saved`: on promises that other causes make late, and what is lost on promises that it harms. */
  readonly besides: MoneySums
  readonly cost: { readonly parts: readonly CostPart[]; readonly total: Money | null }
  /**
   * Contribution and penalty taken off the exposure of this disruption, less the known cost and less what is lost besides, in the currency
   * of the site: the order of the list. What is gained besides is no reason to choose it against this disruption.
   */
  readonly net: Money
  readonly promisesKept: number
  readonly promisesBroken: number
  /** Less delay over all late promises; negative is more. */
  readonly secondsBack: number
  /** Promises that come earlier, by money, and promises that come later. At most 20 each. */
  readonly wins: readonly PromiseShift[]
  readonly loses: readonly PromiseShift[]
  /** How many come earlier and later in all. */
  readonly winning: number
  readonly losing: number
  readonly sure: Sureness
  /** The latest instant at which it must be begun to bring this; null where not known. */
  readonly byAt: Instant | null
  /** How it was evaluated: on an overlay with the sequence kept but for the move, or by planning the site anew with it, as taking it does. */
  readonly evaluated: 'overlay' | 'replanned'
  /** How this kind has worked here: settled outcomes of it; null where there are none. */
  readonly record: { readonly settled: number; readonly worked: number } | null
}

export interface CountermeasureAnswer {
  readonly disruption: Disruption
  readonly at: Instant
  /** Exposure of the disruption as it stands. */
  readonly exposure: MoneySums
  /** Best first. Only what lowers exposure, or what harms nobody and gives time back. */
  readonly items: readonly Countermeasure[]
  /** How many were tried on overlays, and planned anew. */
  readonly tried: number
  readonly replanned: number
  /** What was not tried, and why: no alternate unit stated, no price for overtime, nobody qualified. */
  readonly notes: readonly Said[]
}

/** Which of several stops to repair first. */
export interface FixFirst {
  readonly at: Instant
  readonly items: readonly {
    readonly disruptionId: string
    readonly place: Thing | null
    /** Contribution and penalty saved if it were over now, for each hour until it is expected to be; null where its end is not known. */
    readonly savedPerHour: Money | null
    /** What it would keep, and save, if it were over now. */
    readonly promises: number
    readonly saved: MoneySums
    /** When it is expected to be over. */
    readonly endAt: Instant | null
  }[]
  readonly notes: readonly Said[]
}

/** A move that is asked of a role where a scenario is applied: nobody can write into the plan that a stop is over sooner. */
export interface Asked {
  readonly kind: ActionKind
  readonly ownerRole: WorkRole
  readonly move: PlanMove
  /** Disruptions whose records it changes once it is taken on. */
  readonly disruptionIds: readonly string[]
}

/** What a list of moves would do: the plan before and after, by planning the site anew. */
export interface Trial {
  readonly at: Instant
  readonly moves: readonly PlanMove[]
  readonly shifts: readonly PromiseShift[]
  readonly exposureBefore: MoneySums
  readonly exposureAfter: MoneySums
  readonly promisesKept: number
  readonly promisesBroken: number
  readonly latePromisesBefore: number
  readonly latePromisesAfter: number
  readonly cost: { readonly parts: readonly CostPart[]; readonly total: Money | null }
  /** Operations whose work unit or time changes: before and after. At most 200. */
  readonly operations: readonly {
    readonly operationId: string
    readonly workOrderId: string
    readonly workUnitBefore: string | null
    readonly workUnitAfter: string | null
    readonly fromBefore: Instant | null
    readonly fromAfter: Instant | null
    readonly toBefore: Instant | null
    readonly toAfter: Instant | null
  }[]
  /** What would be written to the records, in words of records: what goes back to the ERP. */
  readonly changes: readonly {
    readonly record: string
    readonly id: string
    readonly type: 'added' | 'updated' | 'removed'
    readonly fields: readonly string[]
  }[]
  /** Which of the moves are not written but asked of a role where they are applied as a scenario. */
  readonly asks: readonly Asked[]
  readonly notes: readonly Said[]
}

/** An action with what belongs to it. */
export interface ActionStanding {
  readonly action: Action
  readonly place: Thing | null
  readonly disruption: Disruption | null
  readonly notes: readonly ActionNote[]
  readonly outcome: Outcome | null
  /** Whether it has waited longer than its role's time to answer; then its escalation names who hears of it next. */
  readonly overdue: boolean
  /** When somebody was chosen for it; the person is told by `whoWasChosen` to whoever may read data about people. */
  readonly hasAssignee: boolean
}

/** What a proposed action would bring by the plan of now, beside what it was to bring. */
export interface ActionToday {
  readonly actionId: string
  /** `less`: less than half of what it was to bring; `harms`: more is lost than saved by it; `impossible`: the plan no longer allows it. */
  readonly standing: 'holds' | 'less' | 'harms' | 'impossible'
  /** Null where its moves can no longer be made; `problem` says why. */
  readonly now: PromisedEffect | null
  readonly problem: Said | null
}

/** What a role has before it. */
export interface Inbox {
  readonly role: WorkRole
  readonly at: Instant
  readonly actions: readonly ActionStanding[]
  /** Newest first; one for each cause and occasion. */
  readonly notices: readonly Notice[]
  readonly shelved: readonly Shelving[]
}

/** Everything about one cause on one page. */
export interface CauseFile {
  readonly disruption: Disruption
  readonly actions: readonly ActionStanding[]
  readonly notes: readonly ActionNote[]
  readonly outcomes: readonly Outcome[]
  readonly shelved: readonly Shelving[]
}

/** One line of the value ledger: each euro once. */
export interface LedgerLine {
  readonly outcomeId: string
  readonly actionId: string
  readonly settledAt: Instant
  readonly verdict: Verdict
  readonly kind: ActionKind
  readonly cause: string
  readonly place: Thing | null
  readonly workCenterId: string | null
  readonly ownerRole: WorkRole
  readonly customers: readonly Thing[]
  readonly promisesKept: number
  readonly saved: MoneySums
  readonly cost: Money | null
  /** Contribution and penalty saved less cost; null where the cost is not known. */
  readonly net: Money | null
}

export interface LedgerSum {
  /** The cause, the kind of countermeasure, the team (work center and role) or the customer. */
  readonly key: string
  readonly name: string
  readonly actions: number
  readonly worked: number
  readonly promisesKept: number
  readonly saved: MoneySums
  readonly cost: readonly Money[]
}

export interface Ledger {
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly lines: readonly LedgerLine[]
  readonly total: LedgerSum
  readonly byCause: readonly LedgerSum[]
  readonly byKind: readonly LedgerSum[]
  readonly byTeam: readonly LedgerSum[]
  readonly byCustomer: readonly LedgerSum[]
  /** Outcomes that are still open: taken, and the cause has not ended. */
  readonly open: number
}

/** What a team's work kept, for the team itself. A team under the suppression size sees its area's, and is told so. */
export interface KeptForCustomers {
  readonly of: Thing
  /** Whether the figures are the area's or the site's because the team is small. */
  readonly widened: 'none' | 'area' | 'site'
  /** The shift that the figures are of; null for all of them, also where too few people work in it to tell it by itself. */
  readonly shift: string | null
  /** Shifts of the team that can be asked for. */
  readonly shifts: readonly string[]
  readonly fromAt: Instant
  readonly toAt: Instant
  /** Promises met in that time that went through its work, with customer and what for. */
  readonly promises: readonly {
    readonly salesOrderLineId: string
    readonly customer: Thing
    readonly material: Thing
    readonly metAt: Instant
    readonly onTime: boolean
  }[]
  readonly shippedOnTime: number
  readonly shipped: number
  /** Promises that actions of the team kept. */
  readonly keptByActions: number
  readonly customers: readonly Thing[]
}

/** What a report at a work unit changed: the order's promise before and after. */
export interface ReportEffect {
  readonly workReportId: string
  readonly promise: PromiseShift | null
  readonly affected: readonly AffectedPromise[]
  readonly left: number
}

/** A scenario with what it would do now. */
export interface ScenarioStanding {
  readonly scenario: Scenario
  /** Null where its moves no longer fit the plan; `problem` says why. */
  readonly trial: Trial | null
  readonly problem: Said | null
}
