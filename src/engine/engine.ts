/** The loop of one site: one queue of commands, the journal first, then the model, then the projection, then whoever listens. */
import { UNPLANNED } from '../core/actions/rewind.ts'
import { getRecord } from '../core/chain/model.ts'
import { withStates } from '../core/impact/chain-picture.ts'
import { type AnyRecord, type RecordName, recordNames } from '../core/records/all.ts'
import type { Instant } from '../core/values/instant.ts'
import { ActionBooks, type PlanNow } from './action-books.ts'
import { actionDesk } from './action-desk.ts'
import type { ActionDesk } from './action-ports.ts'
import { CommandQueue } from './command-queue.ts'
import type { FloorReports } from './floor-ports.ts'
import { FloorBooks } from './floor-reports.ts'
import { type JournalTail, journalTail } from './journal-tail.ts'
import { type LiveModel, liveModel } from './live-model.ts'
import { messageDesk } from './message-desk.ts'
import type { MessageDesk } from './message-ports.ts'
import { NoticeBooks } from './notice-books.ts'
import type { Clock, Engine, EngineStatus, JournalEntry, SiteStore, ViewAge } from './ports.ts'
import { type BuildPlantView, Projection, type Timer } from './projection.ts'
import { type SortedIds, sortedIds } from './sorted-ids.ts'
import { StaffingBooks } from './staffing-books.ts'

export interface EngineOptions {
  readonly site: string
  readonly store: SiteStore
  readonly build: BuildPlantView
  readonly clock: Clock
  readonly timer: Timer
  /** A fixed now for sites whose data ends in the past; the clock's when not stated. */
  readonly planAt?: Instant
  /** Whether a works agreement allows data about people; it does not when not stated. */
  readonly worksAgreement?: boolean
}

/** An engine that runs: the port, and what only the process that hosts it may do. */
export interface RunningEngine extends Engine, ActionDesk, MessageDesk, FloorReports {
  /** Runs work that writes to the journal by itself, in turn with the commands, and then takes what it wrote. */
  writeOutside<T>(work: () => Promise<T>): Promise<T>
  /** Takes no more commands and waits for those under way. */
  stop(): Promise<void>
}

/** Entries read from the store at a time when catching up; one may hold a whole batch of an import. */
const CATCH_UP_PAGE = 20
/** How often time alone is asked for what it changed on the floor. */
const TICK_MS = 5000
interface Loop {
  readonly options: EngineOptions
  readonly model: LiveModel
  readonly ids: SortedIds
  readonly tail: JournalTail
  readonly projection: Projection
  readonly listeners: Set<(lastSeq: number) => void>
  readonly viewListeners: Set<(view: ViewAge) => void>
  readonly commands: CommandQueue
  readonly books: FloorBooks
  readonly actions: ActionBooks
  readonly staffing: StaffingBooks
  readonly notices: NoticeBooks
  stopTicking: () => void
  seq: number
}

/** Loads the site, projects it once and is then ready for questions. Rejects when the store can't be read. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const model = liveModel()
  const seq = await options.store.lastSeq()
  for await (const { record, body } of options.store.loadRecords()) model.put(record, body)
  const { build, clock, timer, planAt } = options
  const viewListeners = new Set<(view: ViewAge) => void>()
  const projection = new Projection({
    picture: model.picture,
    build,
    clock,
    timer,
    seq: () => loop.seq,
    onBuilt: (age) => {
      for (const listener of viewListeners) listener(age)
    },
    ...(planAt === undefined ? {} : { planAt }),
  })
  const commands = new CommandQueue({
    model: model.now,
    append: (changes, cause) => options.store.append(changes, cause),
    take: (entries) => take(loop, entries),
    catchUp: () => catchUp(loop),
  })
  const books = new FloorBooks({
    model: model.now,
    clock,
    nextOn: (workUnitId) => projection.state().view?.nextOn(workUnitId),
    change: (changes, cause) => commands.change(changes, cause),
    seq: () => loop.seq,
  })
  const actions = new ActionBooks({
    model: model.now,
    now: () => planAt ?? clock.now(),
    plan: () => planOf(loop),
    change: (changes, cause) => commands.change(changes, cause),
    entriesAfter: (after, limit) => options.store.entriesAfter(after, limit),
  })
  const staffing = new StaffingBooks({
    model: model.now,
    now: () => planAt ?? clock.now(),
    people: options.worksAgreement === true,
    change: (changes, cause) => commands.change(changes, cause),
  })
  const notices = noticeBooks({ options, model, projection, commands })
  const loop: Loop = {
    ...{ options, model, ids: sortedIds(model.now), tail: journalTail(seq), projection },
    ...{ listeners: new Set(), viewListeners, commands, books, actions, staffing, notices, seq },
    stopTicking: () => undefined,
  }
  // What is not covered takes its capacity away from the first plan already.
  await staffing.tick().catch(() => undefined)
  projection.settle()
  tickOn(loop)
  return engineOf(loop)
}

/** The books of what roles are told, on the loop's own model, plan and queue. */
function noticeBooks({ options, model, projection, commands }: Pick<Loop, 'options' | 'model' | 'projection' | 'commands'>): NoticeBooks {
  return new NoticeBooks({
    model: model.now,
    now: () => options.planAt ?? options.clock.now(),
    standings: () => projection.ask((view) => view.standings()),
    change: (changes, cause) => commands.change(changes, cause),
  })
}

/** A floor that stays silent changes too: stops grow long, expected ends pass. */
function tickOn(loop: Loop): void {
  let stopped = false
  let callOff = (): void => undefined
  const next = (): void => {
    callOff = loop.options.timer.after(TICK_MS, () => {
      // What could not be written now is due again with the next tick.
      void loop.staffing.tick().catch(() => undefined)
      void loop.books
        .tick()
        .catch(() => undefined)
        .then(() => loop.actions.tick())
        .catch(() => undefined)
        .then(() => {
          void loop.notices.tick().catch(() => undefined)
          if (!stopped) next()
        })
    })
  }
  loop.stopTicking = () => {
    stopped = true
    callOff()
  }
  next()
}

function engineOf(loop: Loop): RunningEngine {
  const { model, ids, projection, options } = loop
  return {
    ...deskOf(loop),
    ...messageDesk({
      model: model.now,
      now: () => options.planAt ?? options.clock.now(),
      view: () => projection.ask((view) => view),
    }),
    status: async () => statusOf(loop),
    list: async (record, page) => ids.page(record, page.after, page.limit).flatMap((id) => getRecord(model.now, record, id) ?? []),
    get: async (record, id) => getRecord(model.now, record, id),
    change: (changes, cause) => loop.commands.change(changes, cause),
    report: (facts) => loop.books.report(facts),
    promises: async (page) => projection.ask((view, age) => ({ ...view.promises(page), view: age })),
    promise: async (id) => projection.ask((view) => view.promise(id)),
    impact: async (disruption, at, brief) =>
      at === undefined
        ? projection.ask((view) => view.impact(disruption, brief))
        : projection.askAt(at, (view) => view.impact(disruption, brief)),
    touches: async (workOrderId) => projection.ask((view) => view.touches(workOrderId)),
    capableToPromise: async (materialId, quantity, at) =>
      at === undefined
        ? projection.ask((view) => view.capableToPromise(materialId, quantity))
        : projection.askAt(at, (view) => view.capableToPromise(materialId, quantity)),
    disruptions: async () => projection.ask((view, age) => ({ items: view.standings(), view: age })),
    chain: async () => projection.ask((view, age) => ({ ...withStates(view.chain(), model.now), view: age })),
    schedule: async (range) => projection.ask((view, age) => ({ ...view.schedule(range), view: age })),
    floor: async () => projection.ask((view, age) => ({ items: view.floor(model.now), view: age })),
    deliveries: async () => projection.ask((view, age) => ({ items: view.deliveries(), view: age })),
    constraint: async (days) => projection.ask((view, age) => ({ ...view.constraint(days), view: age })),
    search: async (text, limit) => projection.ask((view) => view.search(text, limit)),
    trace: async (kind, id) => projection.ask((view) => view.trace(kind, id)),
    entriesAfter: async (seq, limit) => loop.tail.after(seq, limit) ?? options.store.entriesAfter(seq, limit),
    subscribe(onCommit) {
      // Wrapped, so that the same function may listen twice and stop once.
      const listener = (lastSeq: number): void => onCommit(lastSeq)
      loop.listeners.add(listener)
      return () => loop.listeners.delete(listener)
    },
    subscribeViews(onView) {
      const listener = (view: ViewAge): void => onView(view)
      loop.viewListeners.add(listener)
      return () => loop.viewListeners.delete(listener)
    },
    async writeOutside(work) {
      try {
        return await loop.commands.outside(work)
      } finally {
        projection.settle()
      }
    },
    async stop() {
      loop.stopTicking()
      await loop.books.flush().catch(() => undefined)
      await loop.commands.stop()
      projection.stop()
    },
  }
}

/** The desk of people, on the loop's own model, plan and queue. */
function deskOf(loop: Loop): ActionDesk {
  const { model, options, commands, projection } = loop
  return actionDesk({
    model: model.now,
    now: () => options.planAt ?? options.clock.now(),
    plan: () => planOf(loop),
    planAtHand: () => projection.ask((view, age) => ({ view, age, model: model.picture(), seq: age.seq })),
    timer: options.timer,
    people: options.worksAgreement === true,
    change: (changes, cause) => commands.change(changes, cause, options.worksAgreement === true),
  })
}

/** The plan of the model as it is at this moment: what is frozen or settled must say after which entry. */
function planOf({ model, projection }: Loop): PlanNow {
  projection.settle()
  return projection.ask((view, age) => ({ view, model: model.picture(), seq: age.seq }))
}

function statusOf({ options, model, projection, seq }: Loop): EngineStatus {
  const { age, view, buildMs, problem } = projection.state()
  return {
    site: options.site,
    seq,
    at: view?.at ?? options.planAt ?? options.clock.now(),
    view: age,
    viewProblem: problem,
    records: Object.fromEntries(
      recordNames.map((name: RecordName) => [name, (model.now.byKind[name] as ReadonlyMap<string, AnyRecord>).size]),
    ),
    operations: view?.counts.operations ?? 0,
    promises: view?.counts.promises ?? 0,
    latePromises: view?.counts.latePromises ?? 0,
    openDisruptions: view?.counts.openDisruptions ?? 0,
    buildMs,
  }
}

/** Takes what the journal holds beyond the model: all of it in one step, so that no reader sees half of an import. */
async function catchUp(loop: Loop): Promise<void> {
  const entries: JournalEntry[] = []
  for (;;) {
    const page = await loop.options.store.entriesAfter(entries.at(-1)?.seq ?? loop.seq, CATCH_UP_PAGE)
    if (page.length === 0) break
    for (const entry of page) entries.push(entry)
  }
  if (entries.length > 0) take(loop, entries)
}

function take(loop: Loop, entries: readonly JournalEntry[]): void {
  for (const entry of entries) {
    loop.model.apply(entry.changes)
    loop.ids.follow(entry.changes)
    loop.staffing.see(entry.changes)
    loop.tail.push(entry)
    loop.seq = entry.seq
  }
  if (entries.some(({ changes }) => changes.some(({ record }) => !UNPLANNED.has(record)))) loop.projection.changed()
  else loop.projection.kept()
  for (const listener of loop.listeners) listener(loop.seq)
}
