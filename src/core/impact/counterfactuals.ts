/** The times of a plan as they are, without each of its disruptions, and with each alone: each is looked at once for a view, when it is asked for. */
import type { Effect } from './contributions.ts'
import type { LivePlan } from './live-plan.ts'

/** Start and finish of every node under given disruptions, in plan seconds. */
export interface Times {
  readonly effects: readonly Effect[]
  readonly start: Int32Array
  readonly finish: Int32Array
}

export class Counterfactuals {
  private readonly live: LivePlan
  private readonly known = new Map<string, Times>()

  constructor(live: LivePlan) {
    this.live = live
  }

  /** As it stands, with every open disruption. */
  get now(): Times {
    const { start, finish } = this.live.projection
    return this.once('now', () => ({ effects: this.live.all(), start, finish }))
  }

  /** As if nothing had happened. */
  get none(): Times {
    return this.live.open.length === 0 ? this.now : this.once('none', () => this.under([]))
  }

  /** As if this one had not happened. */
  without(id: string): Times {
    return this.live.open.length === 1 ? this.none : this.once(`without ${id}`, () => this.under(this.live.without(id)))
  }

  /** As if only this one had happened. */
  only(id: string): Times {
    return this.live.open.length === 1 ? this.now : this.once(`only ${id}`, () => this.under([this.live.effectOf(id)!]))
  }

  private under(effects: readonly Effect[]): Times {
    const { start, finish } = this.live.projection
    return this.live.look(effects, () => ({ effects, start: start.slice(), finish: finish.slice() }))
  }

  private once(key: string, find: () => Times): Times {
    const known = this.known.get(key) ?? find()
    this.known.set(key, known)
    return known
  }
}
