/** The site that a server serves: one that is known at start, or the first that is imported; the engine is started for it on the fly. */
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { ActionDesk } from '../engine/action-ports.ts'
import { type ImportReach, type ImportSource, importNotFound } from '../engine/imports.ts'
import type { EngineStatus, ImportState, Imports, ViewAge } from '../engine/ports.ts'
import type { SiteEngine } from './engine-calls.ts'
import type { EngineHost } from './engine-host.ts'

/** A site, with the zone of its plant where that is known before the store has it. */
export interface SiteToServe {
  readonly site: string
  readonly zone?: string
}

export interface SiteHostOptions {
  readonly startEngine: (site: SiteToServe) => Promise<EngineHost>
  /** Listens for the machines of a site, once its engine is there to be told. */
  readonly startFloor?: (site: string, engine: EngineHost['engine'] & EngineHost['reports']) => Promise<void>
  /** Which site an import is about, from its mapping. */
  readonly siteOf: (source: ImportSource, reach: ImportReach) => Promise<Result<SiteToServe>>
  /** Told when a site that turned up can't be served. */
  readonly report: (problem: Problem) => void
}

const NO_SITE: Problem = {
  code: 'site-none',
  message: 'There is no site yet.',
  next: 'Bring your data in: throughline import <folder> --mapping <file>. This server takes it up at once.',
  facts: {},
}

interface Serving {
  readonly site: string
  readonly host: EngineHost
  /** Whether the site holds anything. Until it does, an import about another one may still take its place. */
  known: boolean
}

/** Engine and imports of whichever site is served. Without one, every question fails with `site-none`, and an import begins one. */
export class SiteHost {
  readonly engine: SiteEngine
  readonly imports: Imports
  readonly #options: SiteHostOptions
  readonly #listeners = new Set<(lastSeq: number) => void>()
  readonly #viewListeners = new Set<(view: ViewAge) => void>()
  #serving: Serving | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(options: SiteHostOptions) {
    this.#options = options
    this.engine = this.#engine()
    this.imports = this.#imports()
  }

  /** Serves a site from now on. Rejects when its engine can't start. */
  serve(site: string): Promise<void> {
    return this.#inTurn(() => this.#start({ site }, true))
  }

  /** Serves a site that another process has filled, unless one is served already. Never rejects. */
  async adopt(site: string): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#serving !== undefined || this.#stopped) return
      await this.#start({ site }, true).catch((error: unknown) => this.#options.report(notServed(site, error)))
    })
  }

  /** The status of the site that is served; undefined without one. */
  async status(): Promise<EngineStatus | undefined> {
    return this.#serving?.known === true ? this.#serving.host.engine.status() : undefined
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#inTurn(async () => this.#serving?.host.stop())
  }

  #engine(): SiteEngine {
    const asked = (): SiteEngine => {
      if (this.#serving?.known === true) return this.#serving.host.engine
      throw new Error(NO_SITE.message, { cause: NO_SITE })
    }
    return {
      status: async () => asked().status(),
      list: async (record, page) => asked().list(record, page),
      get: async (record, id) => asked().get(record, id),
      change: async (changes, cause) => asked().change(changes, cause),
      promises: async (page) => asked().promises(page),
      promise: async (id) => asked().promise(id),
      impact: async (disruption, at, brief) => asked().impact(disruption, at, brief),
      touches: async (workOrderId) => asked().touches(workOrderId),
      capableToPromise: async (materialId, quantity, at) => asked().capableToPromise(materialId, quantity, at),
      disruptions: async () => asked().disruptions(),
      chain: async () => asked().chain(),
      deliveries: async () => asked().deliveries(),
      constraint: async (days) => asked().constraint(days),
      schedule: async (range) => asked().schedule(range),
      floor: async () => asked().floor(),
      search: async (text, limit) => asked().search(text, limit),
      trace: async (kind, id) => asked().trace(kind, id),
      entriesAfter: async (seq, limit) => asked().entriesAfter(seq, limit),
      ...deskOf(asked),
      messages: async (ask) => asked().messages(ask),
      customerNote: async (ask) => asked().customerNote(ask),
      andon: async (language) => asked().andon(language),
      subscribe: (onCommit) => {
        // Wrapped, so that the same function may listen twice and stop once.
        const listener = (lastSeq: number): void => onCommit(lastSeq)
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      },
      subscribeViews: (onView) => {
        const listener = (view: ViewAge): void => onView(view)
        this.#viewListeners.add(listener)
        return () => this.#viewListeners.delete(listener)
      },
    }
  }

  #imports(): Imports {
    const held = (importId: string): Result<Imports> =>
      this.#serving === undefined ? failed(importNotFound(importId)) : ok(this.#serving.host.imports)
    return {
      list: async () => (await this.#serving?.host.imports.list()) ?? [],
      get: async (importId) => this.#serving?.host.imports.get(importId),
      begin: (source, reach) => this.#inTurn(() => this.#begin(source, reach)),
      async rejected(importId, page) {
        const found = held(importId)
        return found.ok ? found.value.rejected(importId, page) : found
      },
      async apply(importId, cause) {
        const found = held(importId)
        return found.ok ? found.value.apply(importId, cause) : found
      },
      async discard(importId) {
        const found = held(importId)
        return found.ok ? found.value.discard(importId) : found
      },
    }
  }

  async #begin(source: ImportSource, reach: ImportReach): Promise<Result<ImportState>> {
    if (this.#serving?.known !== true) {
      const named = await this.#options.siteOf(source, reach)
      if (!named.ok) return named
      if (this.#serving?.site !== named.value.site && !(await this.#isBusy())) {
        await this.#serving?.host.stop()
        this.#serving = undefined
        await this.#start(named.value, false)
      }
    }
    return (this.#serving as Serving).host.imports.begin(source, reach)
  }

  /** Whether the first import of a site is under way or through: then it keeps its place. A preview that nobody applied does not. */
  async #isBusy(): Promise<boolean> {
    const imports = (await this.#serving?.host.imports.list()) ?? []
    return imports.some(({ stage }) => stage === 'reading' || stage === 'applying' || stage === 'applied')
  }

  async #start(toServe: SiteToServe, known: boolean): Promise<void> {
    const host = await this.#options.startEngine(toServe)
    const serving: Serving = { site: toServe.site, host, known }
    this.#serving = serving
    host.engine.subscribe((lastSeq) => {
      if (lastSeq > 0) serving.known = true
      for (const listener of this.#listeners) listener(lastSeq)
    })
    host.engine.subscribeViews((view) => {
      for (const listener of this.#viewListeners) listener(view)
    })
    await this.#options.startFloor?.(toServe.site, { ...host.engine, ...host.reports })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work)
    this.#turn = turn
    return turn
  }
}

/** The desk of whichever site is served at the moment of a question. */
function deskOf(asked: () => ActionDesk): ActionDesk {
  return {
    countermeasures: async (disruptionId, limit) => asked().countermeasures(disruptionId, limit),
    fixFirst: async () => asked().fixFirst(),
    tryMoves: async (moves) => asked().tryMoves(moves),
    searchSequence: async (milliseconds) => asked().searchSequence(milliseconds),
    scenarios: async () => asked().scenarios(),
    decide: async (command, cause) => asked().decide(command, cause),
    reportEffect: async (workReportId) => asked().reportEffect(workReportId),
    inbox: async (role) => asked().inbox(role),
    actions: async (filter) => asked().actions(filter),
    actionToday: async (actionId) => asked().actionToday(actionId),
    causeFile: async (disruptionId) => asked().causeFile(disruptionId),
    ledger: async (range) => asked().ledger(range),
    keptForCustomers: async (of) => asked().keptForCustomers(of),
    coverage: async (range) => asked().coverage(range),
    whoCanAct: async (ask) => asked().whoCanAct(ask),
  }
}

function notServed(site: string, error: unknown): Problem {
  const told = error instanceof Error && 'problem' in error ? (error.problem as Problem) : undefined
  return {
    code: 'site-not-served',
    message: 'A site was filled by another process, and this server could not take it up.',
    next: told?.next ?? 'Start the server again.',
    facts: { site, reason: error instanceof Error ? error.message : String(error) },
  }
}
