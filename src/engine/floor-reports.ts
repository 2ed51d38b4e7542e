/** Books what the floor states: facts become changes of states, operations and disruptions, each fact once however often it is told. */
import type { Model } from '../core/chain/model.ts'
import type { FloorFact } from '../core/floor/fact.ts'
import type { Change } from '../core/records/change.ts'
import type { WorkUnitState } from '../core/records/work-unit-state.ts'
import type { Instant } from '../core/values/instant.ts'
import { ok, type Result } from '../core/values/result.ts'
import type { FloorReports } from './floor-ports.ts'
import { book, leave, type NextOn, orderOf, runningOperation } from './floor-progress.ts'
import { FloorStops, judgeRejects } from './floor-stops.ts'
import { FloorWatch } from './floor-watch.ts'
import type { Cause, Clock, JournalEntry } from './ports.ts'
import { RecordDraft } from './record-draft.ts'

export interface FloorReportOptions {
  /** The model as it is now. */
  readonly model: Model
  readonly clock: Clock
  readonly nextOn: NextOn
  readonly change: (changes: readonly Change[], cause: Cause) => Promise<Result<JournalEntry>>
  /** The last committed journal entry. */
  readonly seq: () => number
}

const CAUSE: Cause = { by: 'floor', source: 'floor' }
/** Somebody else changed the same record in between; the facts are then booked on what it is now. */
const ATTEMPTS = 4
/** Facts in one journal entry, and changes that time brings about; an entry holds a thousand changes. */
const FACTS_MAX = 100
const CHANGES_MAX = 900

/** The books of the floor: what is reported, and what time alone brings about. */
export class FloorBooks implements FloorReports {
  readonly #options: FloorReportOptions
  readonly #watch = new FloorWatch()
  /** Progress that waits for the next tick; facts are whole, so that nothing is lost by waiting. */
  readonly #held = new Map<string, FloorFact>()
  /** Units whose progress was booked since the last tick: more of it waits. */
  readonly #told = new Set<string>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: FloorReportOptions) {
    this.#options = options
  }

  report(facts: readonly FloorFact[]): Promise<Result<{ readonly seq: number }>> {
    return this.#inTurn(() => this.#write(this.#due(facts)))
  }

  /** Books stops that have become long enough, silences, expected ends that have passed, and progress that was held back. */
  tick(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#flush()
      for (;;) {
        const changes = this.#changesOfTime()
        const entry = changes.length === 0 ? undefined : await this.#options.change(changes.slice(0, CHANGES_MAX), CAUSE)
        if (entry?.ok !== true || changes.length <= CHANGES_MAX) return
      }
    })
  }

  /** Books what was held back, as before an end. */
  flush(): Promise<void> {
    return this.#inTurn(() => this.#flush())
  }

  async #flush(): Promise<void> {
    const facts = [...this.#held.values()]
    this.#held.clear()
    this.#told.clear()
    for (const { workUnitId } of facts) this.#told.add(workUnitId)
    const booked = await this.#write(facts)
    if (!booked.ok) for (const fact of facts) this.#held.set(fact.workUnitId, fact)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work, work)
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #write(facts: readonly FloorFact[]): Promise<Result<{ readonly seq: number }>> {
    for (let from = 0; from < facts.length; from += FACTS_MAX) {
      const booked = await this.#writeSome(facts.slice(from, from + FACTS_MAX))
      if (!booked.ok) return booked
    }
    return ok({ seq: this.#options.seq() })
  }

  async #writeSome(facts: readonly FloorFact[]): Promise<Result<unknown>> {
    for (let attempt = 1; ; attempt++) {
      const changes = this.#changesOf(facts)
      const entry = changes.length === 0 ? ok(undefined) : await this.#options.change(changes, CAUSE)
      if (entry.ok || attempt === ATTEMPTS) return entry
    }
  }

  /** Facts to be booked now, in order; progress of units of which some was booked already waits. */
  #due(facts: readonly FloorFact[]): FloorFact[] {
    const now: FloorFact[] = []
    for (const fact of facts) {
      const before = this.#held.get(fact.workUnitId)
      // Pieces that were held back were counted under what stood then.
      if (before !== undefined && before.runningOrder !== fact.runningOrder) now.push(before)
      this.#held.delete(fact.workUnitId)
      const waits = this.#told.has(fact.workUnitId) && isProgressAlone(this.#changesOf([fact]))
      if (waits) this.#held.set(fact.workUnitId, fact)
      else now.push(fact)
      this.#told.add(fact.workUnitId)
    }
    return now
  }

  #changesOf(facts: readonly FloorFact[]): readonly Change[] {
    const { model, clock, nextOn } = this.#options
    for (const fact of facts) this.#watch.see(fact)
    return changesOfFacts(model, facts, { now: clock.now(), nextOn, watch: this.#watch })
  }

  #changesOfTime(): readonly Change[] {
    const { model, clock } = this.#options
    for (const state of model.byKind.workUnitState.values()) this.#watch.see(state)
    return changesOfTime(model, { now: clock.now(), watch: this.#watch })
  }
}

/** Counts and speeds that move, and nothing that anyone waits for: no state, no beginning, no end. */
function isProgressAlone(changes: readonly Change[]): boolean {
  return changes.every((change) => {
    if (change.type !== 'updated') return false
    if (change.record === 'operation') return sameIn(change, ['status', 'workUnitId', 'actualStartAt'])
    return change.record === 'workUnitState' && sameIn(change, ['state', 'since', 'reason', 'workOrderId', 'sequence'])
  })
}

function sameIn({ from, to }: { readonly from: object; readonly to: object }, fields: readonly string[]): boolean {
  const [before, after] = [from, to] as readonly Readonly<Record<string, unknown>>[]
  return fields.every((field) => before?.[field] === after?.[field])
}

/** When facts are booked, and what is known beside them. */
export interface Booking {
  /** Plant time. */
  readonly now: Instant
  readonly nextOn: NextOn
  /** It has seen the facts already. */
  readonly watch: FloorWatch
}

/** The changes that facts make to a model, in the order in which they are told. */
export function changesOfFacts(model: Model, facts: readonly FloorFact[], booking: Booking): readonly Change[] {
  const draft = new RecordDraft(model)
  const stops = new FloorStops(draft, booking)
  for (const fact of facts) if (draft.get('workUnit', fact.workUnitId) !== undefined) bookFact(fact, { ...booking, draft, stops })
  return draft.changes()
}

/** The changes that time alone makes to a model: every state is judged, not only those that facts tell. */
export function changesOfTime(model: Model, judging: Pick<Booking, 'now' | 'watch'>): readonly Change[] {
  const draft = new RecordDraft(model)
  const stops = new FloorStops(draft, judging)
  for (const state of model.byKind.workUnitState.values()) stops.judge(state)
  stops.refreshEnds()
  return draft.changes()
}

function bookFact(fact: FloorFact, { draft, stops, nextOn }: Booking & { readonly draft: RecordDraft; readonly stops: FloorStops }): void {
  const before = draft.get('workUnitState', fact.workUnitId)
  const good = Math.max(0, (fact.goodTotal ?? 0) - (before?.goodTotal ?? 0))
  const reject = Math.max(0, (fact.rejectTotal ?? 0) - (before?.rejectTotal ?? 0))
  const isOld = before !== undefined && (fact.since < before.since || (fact.since === before.since && fact.observedAt < before.observedAt))
  if (isOld && good === 0 && reject === 0) return
  const state = stateAfter(draft, fact, { before, isOld })
  draft.put('workUnitState', state)
  stops.judge(state)
  if (before !== undefined && !isOld) leave(draft, before, fact)
  const works = !isOld && (fact.state === 'producing' || fact.state === 'setup')
  if (!works && good === 0 && reject === 0) return
  const operation = runningOperation(draft, fact, nextOn)
  if (operation === undefined) return
  book(draft, operation, { fact, before, good, reject })
  judgeRejects(draft, operation, { fact, reject })
}

/** Totals never go back, and what is told late changes nothing but them. */
function stateAfter(
  draft: RecordDraft,
  fact: FloorFact,
  { before, isOld }: { readonly before: WorkUnitState | undefined; readonly isOld: boolean },
): WorkUnitState {
  const { workUnitId, runningOrder, ...told } = fact
  const good = most(fact.goodTotal, before?.goodTotal)
  const reject = most(fact.rejectTotal, before?.rejectTotal)
  const totals = {
    ...(good === undefined ? {} : { goodTotal: good }),
    ...(reject === undefined ? {} : { rejectTotal: reject }),
  }
  if (isOld && before !== undefined) return { ...before, ...totals }
  return { id: workUnitId, workUnitId, ...told, ...totals, ...orderOf(draft, runningOrder) }
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : Math.max(a, b ?? a)
}
