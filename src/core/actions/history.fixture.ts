/** A plant with a history, for tests of what came of actions: changes are numbered as in a journal, actions are taken and settled. */
import type { Model } from '../chain/model.ts'
import { buildPlantView } from '../impact/build.ts'
import { readPlant } from '../impact/plant-text.fixture.ts'
import type { Action } from '../records/action.ts'
import type { OutcomeFigures } from '../records/action-figures.ts'
import type { AnyRecord, RecordName } from '../records/all.ts'
import type { Change } from '../records/change.ts'
import type { Outcome } from '../records/outcome.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { frozenOf } from './frozen.ts'
import { outcomeIdOf } from './ledger.ts'
import { type Journaled, patched, Rewind } from './rewind.ts'
import { settle } from './settle.ts'

export interface History {
  readonly model: Model
  readonly entries: readonly Journaled[]
  action(id: string): Action
  /** Writes a record as it is from now on. */
  put(record: RecordName, body: AnyRecord): void
  /** Fields of a record that change. */
  set(record: RecordName, id: string, fields: object): void
  write(changes: readonly Change[]): void
  /** Takes an action at an instant; `plan` are the fields of records that it changes. */
  take(action: Partial<Action> & { readonly id: string }, at: Instant, plan?: readonly PlanChange[]): void
  /** The same with whole changes. */
  takeWith(action: Partial<Action> & { readonly id: string }, at: Instant, planned: readonly Change[]): void
  /** Settles it, keeps the outcome, and gives it. */
  settle(actionId: string, at: Instant): Outcome
}

export type PlanChange = readonly [record: RecordName, id: string, fields: object]

export function historyOf(model: Model): History {
  let now = model
  const entries: Journaled[] = []
  const write = (changes: readonly Change[]): void => {
    entries.push({ seq: entries.length + 1, changes })
    now = patched(now, changes)
  }
  const takeWith: History['takeWith'] = (action, at, planned) => {
    const cause = now.byKind.disruption.get(action.disruptionId ?? '')
    const frozen = frozenOf(buildPlantView(now, { now: at }), cause, entries.length)
    const taken: Action = {
      ...{ kind: 'alternateUnit', ownerRole: 'planner', state: 'taken', moves: [], proposedAt: at, takenAt: at, frozen },
      ...(planned.length === 0 ? {} : { planned: planned as NonNullable<Action['planned']> }),
      ...action,
    }
    write([...planned, putChange(now, 'action', taken)])
  }
  const put = (record: RecordName, body: AnyRecord): void => write([putChange(now, record, body)])
  return {
    get model() {
      return now
    },
    entries,
    action(id) {
      const action = now.byKind.action.get(id)
      if (action === undefined) throw new Error(`There is no action ${id}.`)
      return action
    },
    put,
    set: (record, id, fields) => write([setChange(now, [record, id, fields])]),
    write,
    take: (action, at, plan = []) =>
      takeWith(
        action,
        at,
        plan.map((each) => setChange(now, each)),
      ),
    takeWith,
    settle(actionId, at) {
      const action = now.byKind.action.get(actionId)
      if (action?.frozen === undefined) throw new Error(`${actionId} was not taken`)
      const rewind = new Rewind(action.frozen.seq)
      rewind.take(entries.slice(action.frozen.seq))
      const settled = settle({
        action: { ...action, frozen: action.frozen },
        model: now,
        live: buildPlantView(now, { now: at }).live,
        seq: entries.length,
        at,
        before: rewind.of(now),
      })
      const outcome: Outcome = { id: outcomeIdOf(actionId), actionId, disruptionId: action.disruptionId ?? '', settledAt: at, ...settled }
      put('outcome', outcome)
      return outcome
    },
  }
}

/** A plant in lines of text, with `at` for instants of its first day: `at('13:30')`. */
export function plantHistory(text: string): History & { readonly at: (time: string) => Instant } {
  const { model, now } = readPlant(text)
  const midnight = Math.floor(instantToMs(now) / 86_400_000) * 86_400_000
  const at = (time: string): Instant => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return instantFromMs(midnight + hours * 3_600_000 + minutes * 60_000)
  }
  return Object.assign(historyOf(model), { at })
}

function putChange(model: Model, record: RecordName, to: AnyRecord): Change {
  const from = (model.byKind[record] as ReadonlyMap<string, AnyRecord>).get(to.id)
  return from === undefined ? { type: 'added', record, id: to.id, to } : { type: 'updated', record, id: to.id, from, to }
}

function setChange(model: Model, [record, id, fields]: PlanChange): Change {
  const from = (model.byKind[record] as ReadonlyMap<string, AnyRecord>).get(id)
  if (from === undefined) throw new Error(`There is no ${record} ${id}.`)
  return { type: 'updated', record, id, from, to: { ...from, ...fields } as AnyRecord }
}

/** What was saved in words: `revenue 500.00 EUR, contribution 300.00 EUR`. */
export function savedText({ saved }: Pick<OutcomeFigures, 'saved'>): string {
  return Object.entries(saved)
    .flatMap(([part, sums]) =>
      (sums as OutcomeFigures['saved']['revenue']).map(({ amount, scale, currency }) => `${part} ${amount / 10 ** scale} ${currency}`),
    )
    .join(', ')
}
