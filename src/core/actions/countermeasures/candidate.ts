/** A countermeasure before it is tried: its moves, in whose hands they lie, and which late promises they are for. */
import type { ActionKind } from '../../records/action.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import type { WorkRole } from '../../records/work-role.ts'
import type { Said } from '../../values/said.ts'

export interface Candidate {
  readonly kind: ActionKind
  readonly moves: readonly PlanMove[]
  readonly what: Said
  /** The late promises that it is for. */
  readonly lines: readonly number[]
  /** By how many seconds they can come earlier at best; absent where no bound is known. */
  readonly atMost?: number
  /** Whose work it takes where it is more than that of its kind. */
  readonly roles?: readonly WorkRole[]
}

/** What was found, and what was not tried and why. */
export interface Found {
  readonly candidates: readonly Candidate[]
  readonly notes: readonly Said[]
}

export function foundNothing(...notes: readonly Said[]): Found {
  return { candidates: [], notes }
}

const OWNERS: Readonly<Record<ActionKind, WorkRole>> = {
  alternateUnit: 'planner',
  overtime: 'plantManager',
  resequence: 'planner',
  splitLot: 'planner',
  shipPart: 'sales',
  expedite: 'buyer',
  buyElsewhere: 'buyer',
  useStock: 'planner',
  useOtherLot: 'planner',
  movePerson: 'teamLead',
  repairFirst: 'maintenance',
  check: 'teamLead',
  help: 'teamLead',
}

/** The role that may decide it. */
export function ownerOf(kind: ActionKind): WorkRole {
  return OWNERS[kind]
}

/** Made from the moves: the same moves have the same id. FNV-1a over their text, twice with different beginnings. */
export function idOfMoves(moves: readonly PlanMove[]): string {
  const text = JSON.stringify(moves)
  const hash = (seed: number) => {
    let h = seed
    for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193)
    return (h >>> 0).toString(16).padStart(8, '0')
  }
  return `${hash(0x811c9dc5)}${hash(0x01234567)}`
}
