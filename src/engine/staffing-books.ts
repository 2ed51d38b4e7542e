/** Keeps the gaps of the next shifts as disruptions: opened when a place stays empty, changed with it, closed when it is filled or its shift is over. */
import type { Model } from '../core/chain/model.ts'
import { knowsPeople } from '../core/people/coverage.ts'
import { gapsOf, isGap } from '../core/people/gap.ts'
import type { RecordName } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { type Instant, instantToMs } from '../core/values/instant.ts'
import type { Result } from '../core/values/result.ts'
import type { Cause, JournalEntry } from './ports.ts'
import { RecordDraft } from './record-draft.ts'

export interface StaffingBookOptions {
  /** The model as it is now. */
  readonly model: Model
  readonly now: () => Instant
  /** Whether a works agreement allows data about people. */
  readonly people: boolean
  readonly change: (changes: readonly Change[], cause: Cause) => Promise<Result<JournalEntry>>
}

const CAUSE: Cause = { by: 'staffing', source: 'coverage' }
const AHEAD_MS = 7 * 24 * 3_600_000
/** Shifts come into sight and certificates run out by time alone; so often, in plant time, it is looked at anew. */
const LOOK_EVERY_MS = 10 * 60_000
/** Changes in one journal entry; an entry holds a thousand. */
const CHANGES_MAX = 900

/** What coverage is found from. */
const READ: ReadonlySet<RecordName> = new Set<RecordName>([
  'person',
  'qualification',
  'roster',
  'requirement',
  'calendar',
  'shift',
  'workCenter',
  'site',
])

/** Runs with the engine's tick, so that a whole import is one look. What could not be written is due again with the next one. */
export class StaffingBooks {
  readonly #options: StaffingBookOptions
  #lookAgainMs = Number.NEGATIVE_INFINITY
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: StaffingBookOptions) {
    this.#options = options
  }

  /** Notes what the journal has taken. */
  see(changes: readonly Change[]): void {
    if (changes.some(({ record }) => READ.has(record))) this.#lookAgainMs = Number.NEGATIVE_INFINITY
  }

  tick(): Promise<void> {
    const next = this.#turn.then(() => this.#work())
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #work(): Promise<void> {
    const { model, now, people, change } = this.#options
    const at = now()
    if (instantToMs(at) < this.#lookAgainMs) return
    this.#lookAgainMs = instantToMs(at) + LOOK_EVERY_MS
    const changes = gapChanges(model, at, people)
    for (let from = 0; from < changes.length; from += CHANGES_MAX) {
      const entry = await change(changes.slice(from, from + CHANGES_MAX), CAUSE)
      if (!entry.ok) this.#lookAgainMs = Number.NEGATIVE_INFINITY
    }
    const ends = [...model.byKind.disruption.values()].filter((each) => isGap(each) && each.closedAt === undefined)
    for (const { endAt } of ends) if (endAt !== undefined) this.#lookAgainMs = Math.min(this.#lookAgainMs, instantToMs(endAt))
  }
}

/**
 * What brings the disruptions that stand for gaps in step with the shifts of the next 7 days.
 * Where nothing may be known of people, nothing is claimed: a gap is then only over with its shift.
 */
function gapChanges(model: Model, now: Instant, people: boolean): readonly Change[] {
  const fromMs = instantToMs(now)
  const gaps = people && knowsPeople(model) ? gapsOf(model, { fromMs, toMs: fromMs + AHEAD_MS }) : undefined
  const draft = new RecordDraft(model)
  for (const known of model.byKind.disruption.values()) {
    if (!isGap(known) || known.closedAt !== undefined) continue
    if (known.endAt !== undefined && known.endAt <= now) draft.put('disruption', { ...known, closedAt: known.endAt })
    else if (gaps !== undefined) draft.put('disruption', asFound(known, gaps.get(known.id), now))
  }
  for (const gap of gaps?.values() ?? []) {
    const known = model.byKind.disruption.get(gap.id)
    if (known === undefined) draft.put('disruption', gap)
    // It was filled, and is empty again. One that a person closed stays closed: they have decided.
    else if (known.closedAt !== undefined && wasFilled(known)) draft.put('disruption', gap)
  }
  return draft.changes()
}

/** An open gap with the people that it lacks now and with whatever others have noted on it, or filled before its end. */
function asFound(known: Disruption, gap: Disruption | undefined, now: Instant): Disruption {
  return gap === undefined ? { ...known, missing: 0, rate: 1, closedAt: now } : { ...known, ...gap }
}

function wasFilled({ missing }: Disruption): boolean {
  return missing === 0
}
