/** Books what roles are told: with the engine's tick, each message once, in the journal before anybody hears it. */
import { CauseWatch } from '../core/actions/notices/due-causes.ts'
import { dueNotices } from '../core/actions/notices/due-notices.ts'
import type { Model } from '../core/chain/model.ts'
import type { DisruptionStanding } from '../core/impact/page-answer.ts'
import type { Change } from '../core/records/change.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Result } from '../core/values/result.ts'
import type { Cause, JournalEntry } from './ports.ts'

export interface NoticeBookOptions {
  /** The model as it is now. */
  readonly model: Model
  readonly now: () => Instant
  /** Open causes by what they cost customers. */
  readonly standings: () => readonly DisruptionStanding[]
  readonly change: (changes: readonly Change[], cause: Cause) => Promise<Result<JournalEntry>>
}

const CAUSE: Cause = { by: 'notices', source: 'notices' }
/** A change set holds a thousand; what is left is due again with the next tick. */
const NOTICES_MAX = 500

export class NoticeBooks {
  readonly #options: NoticeBookOptions
  readonly #watch = new CauseWatch()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: NoticeBookOptions) {
    this.#options = options
  }

  /** Tells what is due. What could not be written is due again with the next tick. */
  tick(): Promise<void> {
    const next = this.#turn.then(() => this.#work())
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #work(): Promise<void> {
    const { model, change } = this.#options
    const { disruption, action } = model.byKind
    if (disruption.size === 0 && action.size === 0) return
    // While nothing is open no plan needs to be asked: a calm plant is not projected anew for the sake of messages.
    const isOpen = [...disruption.values()].some(({ closedAt }) => closedAt === undefined)
    const standings = isOpen ? this.#options.standings() : []
    const now = this.#options.now()
    this.#watch.see(standings, now)
    const due = dueNotices({ model, standings, watch: this.#watch, now }).slice(0, NOTICES_MAX)
    if (due.length === 0) return
    await change(
      due.map((to) => ({ type: 'added', record: 'notice', id: to.id, to })),
      CAUSE,
    )
  }
}
