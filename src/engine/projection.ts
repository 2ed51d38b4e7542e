/** The projection that answers come from: rebuilt after changes, once for many, while readers keep the one before. */
import type { Model } from '../core/chain/model.ts'
import type { PlantView } from '../core/impact/plant-view.ts'
import { type Instant, instantToMs } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'
import type { Clock, ViewAge } from './ports.ts'

/** Builds a projection of the model that takes `now` for now. */
export type BuildPlantView = (model: Model, options: { readonly now: Instant }) => PlantView

/** Runs something later, as the host's event loop does. */
export interface Timer {
  /** Returns the way to call it off. */
  after(delayMs: number, run: () => void): () => void
  /** Milliseconds on a clock that only goes forward: for how long something may take. */
  elapsed(): number
}

export interface ProjectionOptions {
  /** The model as it is, for good: a view reads it whenever it is asked. */
  readonly picture: () => Model
  readonly build: BuildPlantView
  readonly clock: Clock
  readonly timer: Timer
  /** A fixed now for sites whose data ends in the past; the clock's when not stated. */
  readonly planAt?: Instant
  /** The last applied journal entry. */
  readonly seq: () => number
  /** Told of each new view. */
  readonly onBuilt: (age: ViewAge) => void
}

/** A projection older than this has let its now slip too far from the clock's, and is built anew before it answers. */
const VIEW_AGE_MAX_MS = 60_000
/** A build as short as this is done before an answer, so that whoever has just changed something sees it; a longer one follows behind. */
const BUILD_SHORT_MS = 50
/** Changes that come within this time share a build; after a long build the wait is as long, so that readers get their turn. */
const COALESCE_MIN_MS = 5
const COALESCE_MAX_MS = 2000
/** What-if questions come in runs about one or two instants; each kept view costs as much memory as the live one. */
const VIEWS_AT_MAX = 2

interface Built {
  readonly view: PlantView
  readonly seq: number
  readonly builtAt: Instant
  readonly buildMs: number
}

/** Owns the live view and the few views at other instants. Its methods throw what the question throws. */
export class Projection {
  #built: Built | undefined
  #problem: Problem | null = null
  #dirty = true
  #callOff: (() => void) | undefined
  readonly #viewsAt = new Map<Instant, PlantView>()
  readonly #options: ProjectionOptions

  constructor(options: ProjectionOptions) {
    this.#options = options
  }

  /** Notes that the model has changed; a build follows soon. */
  changed(): void {
    this.#dirty = true
    this.#viewsAt.clear()
    if (this.#callOff !== undefined) return
    const delayMs = Math.min(Math.max(this.#built?.buildMs ?? 0, COALESCE_MIN_MS), COALESCE_MAX_MS)
    this.#callOff = this.#options.timer.after(delayMs, () => {
      this.#callOff = undefined
      this.settle()
    })
  }

  /** Notes that the journal has grown by what no view reads: the view that was up to date still is. */
  kept(): void {
    if (!this.#dirty && this.#built !== undefined) this.#built = { ...this.#built, seq: this.#options.seq() }
  }

  /** Asks the live view. */
  ask<T>(question: (view: PlantView, age: ViewAge) => T): T {
    const built = this.#fresh()
    return question(built.view, this.#ageOf(built))
  }

  /** Asks as if `at` were now. */
  askAt<T>(at: Instant, question: (view: PlantView) => T): T {
    let view = this.#viewsAt.get(at)
    if (view === undefined) {
      view = this.#options.build(this.#options.picture(), { now: at })
      const oldest = this.#viewsAt.keys().next().value
      if (this.#viewsAt.size >= VIEWS_AT_MAX && oldest !== undefined) this.#viewsAt.delete(oldest)
      this.#viewsAt.set(at, view)
    }
    return question(view)
  }

  /** What there is to say about the view without building one. */
  state(): {
    readonly age: ViewAge | null
    readonly view: PlantView | undefined
    readonly buildMs: number
    readonly problem: Problem | null
  } {
    const built = this.#built
    return { age: built === undefined ? null : this.#ageOf(built), view: built?.view, buildMs: built?.buildMs ?? 0, problem: this.#problem }
  }

  /** Builds now unless the view is up to date, as after a start or an import, when what there was before is no answer. */
  settle(): void {
    if (this.#dirty) this.#rebuild()
  }

  stop(): void {
    this.#callOff?.()
  }

  #fresh(): Built {
    const before = this.#built
    const aged = this.#options.planAt === undefined && before !== undefined && this.#sinceMs(before.builtAt) > VIEW_AGE_MAX_MS
    const behind = this.#dirty && before !== undefined && before.buildMs <= BUILD_SHORT_MS
    if (before === undefined || aged || behind) this.#rebuild()
    if (this.#built !== undefined) return this.#built
    const { message = 'The site has not been projected yet.' } = this.#problem ?? {}
    throw new Error(message, { cause: this.#problem })
  }

  #rebuild(): void {
    const { picture, build, clock, planAt, seq } = this.#options
    const startedAt = clock.now()
    // Cleared before the build: one that fails would fail again until something changes.
    this.#dirty = false
    try {
      const view = build(picture(), { now: planAt ?? startedAt })
      this.#built = { view, seq: seq(), builtAt: clock.now(), buildMs: this.#sinceMs(startedAt) }
      this.#problem = null
      this.#options.onBuilt(this.#ageOf(this.#built))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const next = 'Report this with the journal; answers come from the projection before it until then.'
      this.#problem = { code: 'projection-failed', message: 'The site could not be projected.', next, facts: { seq: seq(), reason } }
    }
  }

  #ageOf(built: Built): ViewAge {
    return { seq: built.seq, at: built.view.at, builtAt: built.builtAt, building: this.#dirty }
  }

  #sinceMs(instant: Instant): number {
    return instantToMs(this.#options.clock.now()) - instantToMs(instant)
  }
}
