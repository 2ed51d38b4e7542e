/** Books what came of actions: settles those whose cause is over, each once, and ends shelvings whose time is over. */
import { causeState } from '../core/actions/cause-end.ts'
import { isOpen, outcomeIdOf } from '../core/actions/ledger.ts'
import { expiredShelvings } from '../core/actions/life-notes.ts'
import { Rewind } from '../core/actions/rewind.ts'
import { settle } from '../core/actions/settle.ts'
import type { Model } from '../core/chain/model.ts'
import type { PlantView } from '../core/impact/plant-view.ts'
import type { Action } from '../core/records/action.ts'
import type { FrozenProjection } from '../core/records/action-figures.ts'
import type { Change } from '../core/records/change.ts'
import type { Outcome } from '../core/records/outcome.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Result } from '../core/values/result.ts'
import type { Cause, JournalEntry } from './ports.ts'

/** The plan as it stands after entry `seq`, and the records that it was made from, which no longer change. */
export interface PlanNow {
  readonly view: PlantView
  readonly model: Model
  readonly seq: number
}

export interface ActionBookOptions {
  /** The model as it is now. */
  readonly model: Model
  readonly now: () => Instant
  readonly plan: () => PlanNow
  readonly change: (changes: readonly Change[], cause: Cause) => Promise<Result<JournalEntry>>
  readonly entriesAfter: (seq: number, limit: number) => Promise<readonly JournalEntry[]>
}

const SETTLING: Cause = { by: 'outcomes', source: 'settling' }
const SHELVES: Cause = { by: 'shelvings', source: 'expiry' }
/** Entries that are taken back at a time; one may hold a whole batch of an import. */
const PAGE = 20

type Taken = Action & { readonly frozen: FrozenProjection }

/** Runs with the engine's tick. What could not be written is due again with the next one. */
export class ActionBooks {
  readonly #options: ActionBookOptions
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: ActionBookOptions) {
    this.#options = options
  }

  /** Ends shelvings and settles what is due, one action after the other: each may claim only what the one before it left. */
  tick(): Promise<void> {
    const next = this.#turn.then(() => this.#work())
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #work(): Promise<void> {
    const { model, now, change } = this.#options
    const expired = expiredShelvings({ model, now: now() })
    if (expired.length > 0) await change(expired, SHELVES)
    for (const { id } of dueActions(model, now())) await this.#settle(id)
  }

  async #settle(actionId: string): Promise<void> {
    // The plan and the entry that it stands after are looked at in one step; entries that come while the journal is read are left out.
    const { view, model, seq } = this.#options.plan()
    const action = model.byKind.action.get(actionId)
    if (action === undefined || !isDue(model, action, view.at)) return
    const before = await this.#modelAt(action.frozen.seq, { model, seq })
    const settled = settle({ action, model, live: view.live, seq, at: view.at, before })
    const outcome: Outcome = {
      id: outcomeIdOf(actionId),
      actionId,
      disruptionId: action.disruptionId ?? '',
      settledAt: view.at,
      ...settled,
    }
    await this.#options.change([{ type: 'added', record: 'outcome', id: outcome.id, to: outcome }], SETTLING)
  }

  /** The model after an earlier entry; undefined where the journal no longer tells the way back. */
  async #modelAt(seq: number, now: { readonly model: Model; readonly seq: number }): Promise<Model | undefined> {
    const rewind = new Rewind(seq)
    while (rewind.seq < now.seq) {
      const page = await this.#options.entriesAfter(rewind.seq, PAGE)
      const since = page.filter((entry) => entry.seq <= now.seq)
      if (since.length === 0) break
      rewind.take(since)
    }
    return rewind.whole && rewind.seq === now.seq ? rewind.of(now.model) : undefined
  }
}

/** Taken actions whose cause is over, in the order in which they were taken. */
function dueActions(model: Model, now: Instant): readonly Taken[] {
  return [...model.byKind.action.values()]
    .filter((action) => isDue(model, action, now))
    .sort((a, b) => (a.frozen.at === b.frozen.at ? (a.id < b.id ? -1 : 1) : a.frozen.at < b.frozen.at ? -1 : 1))
}

function isDue(model: Model, action: Action, now: Instant): action is Taken {
  return isOpen(model, action) && (causeState(model, action, now)?.type ?? 'open') !== 'open'
}
