/** What decisions need beside the records: the moment, the plan, the moves and the people; and how they write. */
import type { Model } from '../chain/model.ts'
import type { Action } from '../records/action.ts'
import type { FrozenProjection, PromisedEffect } from '../records/action-figures.ts'
import type { AnyRecord, RecordByName, RecordName } from '../records/all.ts'
import type { Change } from '../records/change.ts'
import type { Disruption } from '../records/disruption.ts'
import type { PlanMove } from '../records/plan-move.ts'
import type { Instant } from '../values/instant.ts'
import { failed, type Problem, type Result } from '../values/result.ts'
import type { Said } from '../values/said.ts'

export interface Deciding {
  readonly model: Model
  /** Plant time. */
  readonly now: Instant
  /** The projection as it stands without the action. */
  freeze(cause: Disruption | undefined): FrozenProjection
  /** What moves are to bring; undefined where it can't be told. */
  promise(moves: readonly PlanMove[]): PromisedEffect | undefined
  /** What moves change in the records; ids of new records begin with `prefix`. */
  changesOf(moves: readonly PlanMove[], prefix: string): Result<readonly Change[]>
  /** What takes these changes back. */
  takeBack(changes: readonly Change[]): Result<readonly Change[]>
  /** Whether a person may do the work of an action now, and what they lack. Absent without a works agreement. */
  readonly check?: (personId: string, action: Action) => { readonly qualified: boolean; readonly lacks: readonly Said[] }
}

export function refused(code: string, message: string, told: { readonly next: string; readonly facts?: Problem['facts'] }): Result<never> {
  return failed({ code, message, next: told.next, facts: told.facts ?? {} })
}

export function notFound(record: RecordName, id: string): Result<never> {
  return refused('record-not-found', 'There is no record with this id.', { next: 'Read the list of its kind.', facts: { record, id } })
}

export function addition<N extends RecordName>(record: N, to: RecordByName[N]): Change {
  return { type: 'added', record, id: to.id, to }
}

/** The record with other fields; a field that is undefined is taken away. */
export function update<N extends RecordName>(
  record: N,
  from: RecordByName[N],
  fields: { readonly [K in keyof RecordByName[N]]?: RecordByName[N][K] | undefined },
): Change {
  const to = Object.fromEntries(Object.entries({ ...from, ...fields }).filter(([, value]) => value !== undefined))
  return { type: 'updated', record, id: from.id, from, to: to as unknown as AnyRecord }
}
