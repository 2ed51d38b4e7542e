/** The desk at which people decide: what is asked of it is answered from the model and the plan, what is decided goes into the journal. */
import { actionTodayOf } from '../core/actions/action-today.ts'
import type { ActionToday, CountermeasureAnswer, ScenarioStanding, Trial } from '../core/actions/answer.ts'
import type { Deciding } from '../core/actions/deciding.ts'
import { notFound } from '../core/actions/deciding.ts'
import { frozenOf } from '../core/actions/frozen.ts'
import { actionsOf, causeFileOf, inboxOf } from '../core/actions/inbox.ts'
import { keptFor } from '../core/actions/kept.ts'
import { ledgerOf } from '../core/actions/ledger.ts'
import { changesOfMoves, undoChanges } from '../core/actions/moves/changes-of-moves.ts'
import { promiseOfOrder, reportEffectOf, type WaitingPromise } from '../core/actions/report-effect.ts'
import type { Model } from '../core/chain/model.ts'
import type { PlantView } from '../core/impact/plant-view.ts'
import { checkQualified } from '../core/people/who-can-act.ts'
import type { Change } from '../core/records/change.ts'
import type { Scenario } from '../core/records/scenario.ts'
import type { Instant } from '../core/values/instant.ts'
import { failed, ok, type Result } from '../core/values/result.ts'
import type { PlanNow } from './action-books.ts'
import { decided } from './action-decisions.ts'
import { countermeasuresIn, coverageIn, fixFirstIn, inTurns, promisedIn, searchIn, trialIn, whoCanActIn } from './action-knowledge.ts'
import type { ActionCommand, ActionDesk, Decided } from './action-ports.ts'
import type { Cause, JournalEntry, ViewAge } from './ports.ts'
import type { Timer } from './projection.ts'

export interface ActionDeskOptions {
  /** The model as it is now. */
  readonly model: Model
  /** Plant time. */
  readonly now: () => Instant
  /** The plan with every change in it that is in the model. */
  readonly plan: () => PlanNow
  /** The plan that is at hand; it may trail the model while a new one is made. */
  readonly planAtHand: () => PlanNow & { readonly age: ViewAge }
  readonly timer: Timer
  /** Whether a works agreement allows data about people. */
  readonly people: boolean
  /** Writes what a person has decided; it may be about people. */
  readonly change: (changes: readonly Change[], cause: Cause) => Promise<Result<JournalEntry>>
}

/** What is asked of a view is found once for it, also for those who ask while it is looked for. */
class OnceForAView<T> {
  readonly #found = new WeakMap<PlantView, Map<string, Promise<T>>>()

  of(view: PlantView, ask: string, find: () => Promise<T>): Promise<T> {
    const ofView = this.#found.get(view) ?? new Map<string, Promise<T>>()
    this.#found.set(view, ofView)
    const known = ofView.get(ask) ?? find()
    ofView.set(ask, known)
    return known
  }
}

/** Somebody else changed the same record in between: what was decided is then decided on what it is now. */
const ATTEMPTS = 4
const CHANGED_SINCE: ReadonlySet<string> = new Set(['record-exists', 'record-changed', 'record-not-found'])
/** Reports whose promise before them is remembered; whoever told one looks at what it changed at once. */
const REPORTS_MAX = 500

export function actionDesk(options: ActionDeskOptions): ActionDesk {
  const { model, now, plan, planAtHand, people } = options
  const beforeReport = new Map<string, WaitingPromise | undefined>()
  const looked = new OnceForAView<Result<CountermeasureAnswer>>()
  const today = new OnceForAView<Result<ActionToday>>()
  return {
    async countermeasures(disruptionId, limit) {
      const { age, ...hand } = planAtHand()
      const found = await looked.of(hand.view, `${limit} ${disruptionId}`, () =>
        countermeasuresIn(hand, { disruptionId, limit }, options.timer),
      )
      return found.ok ? ok({ ...found.value, view: age }) : found
    },
    fixFirst: async () => fixFirstIn(planAtHand()),
    tryMoves: async (moves) => trialIn(plan(), moves),
    searchSequence: async (milliseconds) => searchIn(plan(), milliseconds, options.timer),
    async scenarios() {
      const hand = plan()
      return inTurns(
        scenariosOf(model, (moves) => trialIn(hand, moves)),
        options.timer,
      )
    },
    async decide(command, cause) {
      if (command.type === 'report') rememberBefore(beforeReport, command, { model, view: planAtHand().view })
      return write(options, command, cause)
    },
    async reportEffect(workReportId) {
      const report = model.byKind.workReport.get(workReportId)
      if (report === undefined) return notFound('workReport', workReportId)
      return ok(reportEffectOf(plan().view, model, { report, before: beforeReport.get(workReportId) }))
    },
    inbox: async (role) => inboxOf(model, role, now()),
    actions: async (filter) => actionsOf(model, filter, now()),
    async actionToday(actionId) {
      const hand = planAtHand()
      return today.of(hand.view, actionId, async () => actionTodayOf(model, actionId, (moves) => trialIn(hand, moves)))
    },
    causeFile: async (disruptionId) => causeFileOf(model, disruptionId, now()),
    ledger: async (range) => ledgerOf(model, range),
    keptForCustomers: async (of) => keptFor(model, of),
    async coverage(range) {
      if (people) return coverageIn(planAtHand(), range)
      return { state: 'off', at: now(), ...range, cells: [], skills: [], notes: [] }
    },
    whoCanAct: async (ask) => (people ? whoCanActIn(planAtHand(), ask) : PEOPLE_OFF),
  }
}

const PEOPLE_OFF = failed<never>({
  code: 'personal-data-off',
  message: 'Records about people are switched off.',
  next: 'Configure a works agreement to read who is qualified and on shift.',
  facts: {},
})

/** Decides on the model as it is, and again where it changed before the decision was written. A command that was done before writes nothing. */
async function write(options: ActionDeskOptions, command: ActionCommand, cause: Cause): Promise<Result<Decided>> {
  for (let attempt = 1; ; attempt++) {
    const changes = decided(command, decidingOf(options))
    if (!changes.ok) return changes
    if (changes.value.length === 0) return ok({ seq: null })
    const entry = await options.change(changes.value, cause)
    if (entry.ok) return ok({ seq: entry.value.seq })
    if (attempt === ATTEMPTS || !CHANGED_SINCE.has(entry.problem.code)) return entry
  }
}

function decidingOf({ model, now, plan, people }: ActionDeskOptions): Deciding {
  const at = now()
  return {
    model,
    now: at,
    freeze(cause) {
      const { view, seq } = plan()
      return frozenOf(view, cause, seq)
    },
    promise: (moves) => promisedIn(plan(), moves),
    changesOf: (moves, idPrefix) => changesOfMoves(model, moves, { idPrefix, at }),
    takeBack: (changes) => undoChanges(model, changes),
    ...(people ? { check: (personId, { id }) => checkQualified(model, personId, { now: at, actionId: id }) } : {}),
  }
}

function* scenariosOf(model: Model, trialOf: (moves: Scenario['moves']) => Result<Trial>): Generator<void, readonly ScenarioStanding[]> {
  const scenarios = [...model.byKind.scenario.values()]
    .filter(({ state }) => state === 'draft' || state === 'applied')
    .sort((a, b) => (a.changedAt === b.changedAt ? (a.id < b.id ? -1 : 1) : a.changedAt < b.changedAt ? 1 : -1))
  const standings: ScenarioStanding[] = []
  for (const scenario of scenarios) {
    yield
    // What was applied is in the plan: there is nothing beside it to be compared.
    const trial = scenario.state === 'draft' ? trialOf(scenario.moves) : undefined
    const problem = trial?.ok === false ? { code: trial.problem.code, facts: trial.problem.facts } : null
    standings.push({ scenario, trial: trial?.ok === true ? trial.value : null, problem })
  }
  return standings
}

/** Keeps the promise as it stands before a report, once for each. */
function rememberBefore(
  known: Map<string, WaitingPromise | undefined>,
  { workReportId, operationId }: { readonly workReportId: string; readonly operationId: string },
  { model, view }: { readonly model: Model; readonly view: PlanNow['view'] },
): void {
  if (known.has(workReportId) || model.byKind.workReport.has(workReportId)) return
  known.set(workReportId, promiseOfOrder(view, model.byKind.operation.get(operationId)?.workOrderId ?? ''))
  const oldest = known.keys().next().value
  if (known.size > REPORTS_MAX && oldest !== undefined) known.delete(oldest)
}
