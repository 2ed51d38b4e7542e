/** What the engine offers about people, countermeasures, actions and outcomes; beside the questions of `ports.ts`, over the same thread boundary. */
import type {
  ActionStanding,
  ActionToday,
  CauseFile,
  CountermeasureAnswer,
  FixFirst,
  Inbox,
  KeptForCustomers,
  Ledger,
  ReportEffect,
  ScenarioStanding,
  Trial,
} from '../core/actions/answer.ts'
import type { Coverage, WhoCanAct } from '../core/people/answer.ts'
import type { ActionKind } from '../core/records/action.ts'
import type { PlanMove } from '../core/records/plan-move.ts'
import type { WorkRole } from '../core/records/work-role.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Result } from '../core/values/result.ts'
import type { Cause, ViewAge } from './ports.ts'

/** What a person decides. Ids of new records are made by the caller, so that a command that is sent twice acts once. */
export type ActionCommand =
  | {
      readonly type: 'propose'
      readonly actionId: string
      readonly kind: ActionKind
      readonly ownerRole: WorkRole
      readonly disruptionId?: string
      readonly scenarioId?: string
      readonly moves: readonly PlanMove[]
      readonly what?: string
      readonly byAt?: Instant
    }
  /** Freezes the projection without it, changes the plan by its moves, and notes both. `personId` where somebody was chosen from the list of those who can act. */
  | { readonly type: 'take'; readonly actionId: string; readonly personId?: string; readonly overrideReason?: string }
  /** The role says that it is done; qualifications of who was chosen are checked again. */
  | { readonly type: 'done'; readonly actionId: string; readonly overrideReason?: string }
  | { readonly type: 'confirm'; readonly actionId: string }
  | { readonly type: 'drop'; readonly actionId: string; readonly reason: string }
  /** Takes back what taking it changed in the plan. */
  | { readonly type: 'undo'; readonly actionId: string }
  | {
      readonly type: 'note'
      readonly noteId: string
      readonly disruptionId?: string
      readonly actionId?: string
      readonly role: WorkRole
      readonly text: string
    }
  | {
      readonly type: 'shelve'
      readonly shelvingId: string
      readonly disruptionId: string
      readonly role: WorkRole
      readonly untilAt: Instant
      readonly reason: string
    }
  | { readonly type: 'unshelve'; readonly shelvingId: string }
  | {
      readonly type: 'saveScenario'
      readonly scenarioId: string
      readonly name: string
      readonly role: WorkRole
      readonly moves: readonly PlanMove[]
    }
  | { readonly type: 'applyScenario'; readonly scenarioId: string }
  | { readonly type: 'undoScenario'; readonly scenarioId: string }
  | { readonly type: 'dropScenario'; readonly scenarioId: string }
  /** What an operator tells at a work unit. Sent again with the same id it changes nothing. */
  | {
      readonly type: 'report'
      readonly workReportId: string
      readonly operationId: string
      readonly workUnitId: string
      readonly good: number
      readonly scrapped: number
      readonly reason?: string
      readonly deviceAt: Instant
      readonly sequence?: number
    }
  /** Why a work unit stands still, as chosen at the work unit: noted on its open disruption. */
  | { readonly type: 'stopReason'; readonly disruptionId: string; readonly reason: string; readonly deviceAt: Instant }
  /** Help is called at a work unit: an action that the team lead is asked for. */
  | {
      readonly type: 'callHelp'
      readonly actionId: string
      readonly workUnitId: string
      readonly what?: string
      readonly deviceAt: Instant
    }

/** What a command did: the journal entry, or null where it had been done before. */
export interface Decided {
  readonly seq: number | null
}

export interface ActionDesk {
  /** What would lower the exposure of an open disruption, best first. */
  countermeasures(disruptionId: string, limit: number): Promise<Result<CountermeasureAnswer & { readonly view: ViewAge }>>
  /** Which open stop to repair first, by contribution saved for an hour less. */
  fixFirst(): Promise<FixFirst>
  /** What moves would do, by planning the site anew with them. Nothing is written. */
  tryMoves(moves: readonly PlanMove[]): Promise<Result<Trial>>
  /** Looks for a better sequence within `milliseconds` of computing; the moves it found, with what they do. Only ever better than the plan. */
  searchSequence(milliseconds: number): Promise<Result<Trial>>
  /** Saved scenarios that are drafts or applied, each with what it does now. */
  scenarios(): Promise<readonly ScenarioStanding[]>
  decide(command: ActionCommand, cause: Cause): Promise<Result<Decided>>
  /** What a report changed. */
  reportEffect(workReportId: string): Promise<Result<ReportEffect>>
  inbox(role: WorkRole): Promise<Inbox>
  actions(filter: { readonly open?: boolean; readonly limit: number }): Promise<readonly ActionStanding[]>
  /** What a proposed action would bring by the plan of now. */
  actionToday(actionId: string): Promise<Result<ActionToday>>
  causeFile(disruptionId: string): Promise<Result<CauseFile>>
  ledger(range: { readonly fromAt: Instant; readonly toAt: Instant }): Promise<Ledger>
  keptForCustomers(of: {
    readonly workCenterId: string
    readonly shift?: string
    readonly fromAt: Instant
    readonly toAt: Instant
  }): Promise<Result<KeptForCustomers>>
  coverage(range: { readonly fromAt: Instant; readonly toAt: Instant }): Promise<Coverage>
  /** Who is qualified and on shift for a work center or for an action; fails with `personal-data-off` without a works agreement. */
  whoCanAct(ask: {
    readonly workCenterId?: string
    readonly actionId?: string
    readonly disruptionId?: string
    readonly fromAt?: Instant
    readonly toAt?: Instant
  }): Promise<Result<WhoCanAct>>
}
