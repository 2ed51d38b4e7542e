/** From moves to changes of records that make the plan do them, and back. */
import { getRecord, type Model } from '../../chain/model.ts'
import type { AnyRecord } from '../../records/all.ts'
import type { Change } from '../../records/change.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import type { Instant } from '../../values/instant.ts'
import { failed, ok, type Result } from '../../values/result.ts'
import { endBy, openTime, staff } from './cause-moves.ts'
import { promiseAt, shipPart } from './line-moves.ts'
import { runOn, split, startAt } from './operation-moves.ts'
import { buy, deliver, reserve } from './supply-moves.ts'
import { fieldsOf, sameValue, WorkingRecords } from './working-records.ts'

export interface ChangesGiven {
  /** Ends the ids of records that add something, behind the id of what they add to and a slash; no other record's id may end so. */
  readonly idPrefix: string
  /** Plant time at which the changes are made. */
  readonly at: Instant
}

/**
 * The changes of records that make the plan do these moves, each record once. The moves act in their order.
 * Fails with the first move that can't be made; `move` among the facts is its place in the list.
 */
export function changesOfMoves(model: Model, moves: readonly PlanMove[], given: ChangesGiven): Result<readonly Change[]> {
  const work = new WorkingRecords(model, given)
  for (const [place, move] of moves.entries()) {
    const made = make(work, move, place)
    if (!made.ok) return failed({ ...made.problem, facts: { ...made.problem.facts, move: place } })
  }
  return ok(work.changes())
}

function make(work: WorkingRecords, move: PlanMove, place: number): Result<true> {
  switch (move.type) {
    case 'runOn':
      return runOn(work, move)
    case 'openTime':
      return openTime(work, move, place)
    case 'deliver':
      return deliver(work, move)
    case 'buy':
      return buy(work, move, place)
    case 'reserve':
      return reserve(work, move)
    case 'split':
      return split(work, move)
    case 'shipPart':
      return shipPart(work, move)
    case 'staff':
      return staff(work, move)
    case 'endBy':
      return endBy(work, move)
    case 'startAt':
      return startAt(work, move)
    case 'promiseAt':
      return promiseAt(work, move)
  }
}

/**
 * The changes that take `changes` back. Fields that others have changed since, on fields that these changes left alone, stay as they are.
 * Fails with `changed-since` and names the first record and field that no longer stands as it was put.
 */
export function undoChanges(model: Model, changes: readonly Change[]): Result<readonly Change[]> {
  const undone: Change[] = []
  for (const change of [...changes].reverse()) {
    const now = getRecord(model, change.record, change.id)
    const back = change.type === 'updated' ? undoUpdate(change, now) : undoWhole(change, now)
    if (!back.ok) return back
    if (back.value !== undefined) undone.push(back.value)
  }
  return ok(undone)
}

function undoWhole(change: Exclude<Change, { type: 'updated' }>, now: AnyRecord | undefined): Result<Change | undefined> {
  if (change.type === 'removed') {
    if (now !== undefined) return changedSince(change, 'id')
    return ok({ type: 'added', record: change.record, id: change.id, to: change.from })
  }
  if (now === undefined) return ok(undefined)
  const field = fieldsOf(now, change.to).find((each) => !sameValue(valueIn(now, each), valueIn(change.to, each)))
  return field === undefined ? ok({ type: 'removed', record: change.record, id: change.id, from: now }) : changedSince(change, field)
}

function undoUpdate(change: Extract<Change, { type: 'updated' }>, now: AnyRecord | undefined): Result<Change | undefined> {
  if (now === undefined) return changedSince(change, 'id')
  const { from, to } = change
  const fields = fieldsOf(from, to).filter((each) => !sameValue(valueIn(from, each), valueIn(to, each)))
  const moved = fields.find((each) => !sameValue(valueIn(now, each), valueIn(to, each)))
  if (moved !== undefined) return changedSince(change, moved)
  const parts = { ...now, ...Object.fromEntries(fields.map((each) => [each, valueIn(from, each)])) }
  const back = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as unknown as AnyRecord
  return ok({ type: 'updated', record: change.record, id: change.id, from: now, to: back })
}

function valueIn(record: AnyRecord, field: string): unknown {
  return (record as unknown as Readonly<Record<string, unknown>>)[field]
}

function changedSince(change: Change, field: string): Result<never> {
  return failed({
    code: 'changed-since',
    message: 'A record was changed by others since, so that this can not be taken back.',
    next: 'Change the record by hand to what it should be.',
    facts: { record: change.record, id: change.id, field },
  })
}
