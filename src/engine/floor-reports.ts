/** Books what the floor states: facts become changes of states, operations and disruptions, each fact once however often it is told. */
import type { Model } from '../core/chain/model.ts'
import type { FloorFact } from '../core/floor/fact.ts'
import type { Change } from '../core/records/change.ts'
import type { WorkUnitState } from '../core/records/work-unit-state.ts'
import { type Instant, instantToMs } from '../core/values/instant.ts'
import { ok, type Result } from '../core/values/result.ts'
import type { FloorReports } from './floor-ports.ts'
import { book, type NextOn, orderOf, runningOperation } from './floor-progress.ts'
import { judgeRejects, judgeState, refreshEnds } from './floor-stops.ts'
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

/** What is reported, and what time alone brings about. */
export interface FloorBooks extends FloorReports {
  /** Stops that have become long enough, silences, expected ends that have passed, and progress that was held back. */
  tick(): Promise<void>
}

const CAUSE: Cause = { by: 'floor', source: 'floor' }
/** Progress alone is booked no more often for one unit; it is whole, so that nothing is lost by waiting. */
const PROGRESS_EVERY_MS = 5000
/** Somebody else changed the same record in between; the facts are then booked on what it is now. */
const ATTEMPTS = 4

export function floorBooks(options: FloorReportOptions): FloorBooks {
  const { model, clock, nextOn, change, seq } = options
  const held = new Map<string, FloorFact>()
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work)
    turn = next
    return next
  }
  const write = async (facts: readonly FloorFact[], time = false): Promise<Result<{ readonly seq: number }>> => {
    for (let attempt = 1; ; attempt++) {
      const changes = changesOfFacts(model, facts, { now: clock.now(), nextOn, time })
      if (changes.length === 0) return ok({ seq: seq() })
      const entry = await change(changes, CAUSE)
      if (entry.ok) return ok({ seq: entry.value.seq })
      if (attempt === ATTEMPTS) return entry
    }
  }
  const due = (facts: readonly FloorFact[]): FloorFact[] => {
    const now: FloorFact[] = []
    for (const fact of facts) {
      const before = held.get(fact.workUnitId)
      // Pieces that were held back were counted under what stood then.
      if (before !== undefined && before.runningOrder !== fact.runningOrder) now.push(before)
      held.delete(fact.workUnitId)
      if (isProgressAlone(model, fact)) held.set(fact.workUnitId, fact)
      else now.push(fact)
    }
    return now
  }
  return {
    report: (facts) => inTurn(() => write(due(facts))),
    tick: () =>
      inTurn(async () => {
        const facts = [...held.values()]
        held.clear()
        const told = await write(facts, true)
        if (!told.ok) for (const fact of facts) held.set(fact.workUnitId, fact)
      }),
  }
}

function isProgressAlone(model: Model, fact: FloorFact): boolean {
  const before = model.byKind.workUnitState.get(fact.workUnitId)
  if (before === undefined || before.state !== fact.state || before.reason !== fact.reason || before.rate !== fact.rate) return false
  const { workOrderId, sequence } = orderOf(fact.runningOrder)
  if (before.workOrderId !== workOrderId || before.sequence !== sequence) return false
  if ((fact.rejectTotal ?? 0) > (before.rejectTotal ?? 0)) return false
  return instantToMs(fact.observedAt) - instantToMs(before.observedAt) < PROGRESS_EVERY_MS
}

/** When facts are booked, and what is known beside them. */
export interface Booking {
  /** Plant time. */
  readonly now: Instant
  readonly nextOn: NextOn
  /** Also what time alone brings about: every state is judged, not only those that the facts tell. */
  readonly time?: boolean
}

/** The changes that facts make to a model, in the order in which they are told. */
export function changesOfFacts(model: Model, facts: readonly FloorFact[], booking: Booking): readonly Change[] {
  const draft = new RecordDraft(model)
  for (const fact of facts) if (draft.get('workUnit', fact.workUnitId) !== undefined) bookFact(draft, fact, booking)
  if (booking.time === true) {
    for (const state of [...draft.all('workUnitState')]) judgeState(draft, state, booking.now)
    refreshEnds(draft, booking.now)
  }
  return draft.changes()
}

function bookFact(draft: RecordDraft, fact: FloorFact, { now, nextOn }: Booking): void {
  const before = draft.get('workUnitState', fact.workUnitId)
  const good = Math.max(0, (fact.goodTotal ?? 0) - (before?.goodTotal ?? 0))
  const reject = Math.max(0, (fact.rejectTotal ?? 0) - (before?.rejectTotal ?? 0))
  const isOld = before !== undefined && (fact.observedAt < before.observedAt || fact.since < before.since)
  if (isOld && good === 0 && reject === 0) return
  const state = stateOf(fact)
  draft.put('workUnitState', state)
  judgeState(draft, state, now)
  const works = fact.state === 'producing' || fact.state === 'setup'
  if (!works && good === 0 && reject === 0) return
  const operation = runningOperation(draft, fact, nextOn)
  if (operation === undefined) return
  book(draft, operation, { fact, good, reject })
  judgeRejects(draft, operation, { fact, reject })
}

function stateOf(fact: FloorFact): WorkUnitState {
  const { workUnitId, runningOrder, ...told } = fact
  return { id: workUnitId, workUnitId, ...told, ...orderOf(runningOrder) }
}
