/** The changes on the board as a list: read from an address, added so that the later word on one thing stands, put in another order. */
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { type Instant, instantFromMs, isInstant } from '../../../src/core/values/instant.ts'

type Loose = Readonly<Record<string, unknown>>
type Kind = PlanMove['type']

const text = (value: unknown): boolean => typeof value === 'string' && value !== ''
const instant = (value: unknown): boolean => typeof value === 'string' && isInstant(value)
const thing = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && text((value as Loose).kind) && text((value as Loose).id)
const amount = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof (value as Loose).value === 'number' && text((value as Loose).unit)

/** What each kind must state so that the page can say it; the server looks at the whole. */
const NEEDS: Readonly<Record<Kind, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  runOn: { operationId: text, workUnitId: text },
  openTime: { workUnitId: text, fromAt: instant, toAt: instant },
  deliver: { purchaseOrderLineId: text, at: instant },
  buy: { materialId: text, quantity: amount, at: instant },
  reserve: { supply: thing, for: thing },
  split: { workOrderId: text, quantity: amount },
  shipPart: { salesOrderLineId: text, quantity: amount },
  staff: { workCenterId: text, skill: text, fromAt: instant, toAt: instant },
  endBy: { disruptionId: text, at: instant },
  startAt: { operationId: text, at: instant },
  promiseAt: { salesOrderLineId: text, at: instant },
}

/** The moves that an address holds; what is none is left out. */
export function movesOf(value: unknown): readonly PlanMove[] {
  return Array.isArray(value) ? value.filter(isMove) : []
}

function isMove(value: unknown): value is PlanMove {
  if (typeof value !== 'object' || value === null) return false
  const move = value as Loose
  const needs = typeof move.type === 'string' && Object.hasOwn(NEEDS, move.type) ? NEEDS[move.type as Kind] : undefined
  return needs !== undefined && Object.entries(needs).every(([name, holds]) => holds(move[name]))
}

/** What a move is about: of two moves of one subject only the later stands. Moves that add something stand side by side. */
export function subjectOf(move: PlanMove): string {
  switch (move.type) {
    case 'runOn':
    case 'startAt':
      return `${move.type}:${move.operationId}`
    case 'deliver':
      return `deliver:${move.purchaseOrderLineId}`
    case 'promiseAt':
    case 'shipPart':
      return `${move.type}:${move.salesOrderLineId}`
    case 'endBy':
      return `endBy:${move.disruptionId}`
    case 'split':
      return `split:${move.workOrderId}`
    default:
      return JSON.stringify(move)
  }
}

/** `moves` with one more; an earlier one about the same thing makes way. */
export function withMove(moves: readonly PlanMove[], move: PlanMove): readonly PlanMove[] {
  const subject = subjectOf(move)
  return [...moves.filter((each) => subjectOf(each) !== subject), move]
}

/** The move at `index` one place up (-1) or down (1); the same list where there is no such place. */
export function reordered(moves: readonly PlanMove[], index: number, by: -1 | 1): readonly PlanMove[] {
  const [move, other] = [moves[index], moves[index + by]]
  if (move === undefined || other === undefined) return moves
  return moves.map((each, place) => (place === index ? other : place === index + by ? move : each))
}

/** A bar as far as a drop asks about it. Milliseconds since 1970-01-01T00:00:00Z. */
export interface PlacedBar {
  readonly operationId: string
  readonly fromMs: number
  /** Whether it is only planned; what runs or is done stays where it is. */
  readonly movable: boolean
}

export interface Drop {
  readonly operationId: string
  readonly fromUnitId: string
  readonly toUnitId: string
  /** Where its left edge was, and was let go. */
  readonly fromMs: number
  readonly atMs: number
  /** The bars of the unit that it was dropped on, by time. */
  readonly bars: readonly PlacedBar[]
}

/**
 * The moves after a bar was dropped. Past other planned work of its own unit, earlier, or on another unit: it goes before the first planned
 * bar behind the place. Later without passing any: it starts no earlier. Whatever was said before about this operation makes way.
 */
export function afterDrop(moves: readonly PlanMove[], drop: Drop): readonly PlanMove[] {
  const { operationId, fromUnitId, toUnitId, fromMs, atMs } = drop
  const others = moves.filter((move) => !((move.type === 'runOn' || move.type === 'startAt') && move.operationId === operationId))
  if (toUnitId === fromUnitId && atMs === fromMs) return moves
  const bars = drop.bars.filter((bar) => bar.movable && bar.operationId !== operationId)
  const isLater = toUnitId === fromUnitId && atMs > fromMs
  if (isLater && !bars.some((bar) => bar.fromMs > fromMs && bar.fromMs <= atMs))
    return [...others, { type: 'startAt', operationId, at: plain(atMs) }]
  const next = bars.find((bar) => (isLater ? bar.fromMs > atMs : bar.fromMs >= atMs))
  return [
    ...others,
    { type: 'runOn', operationId, workUnitId: toUnitId, ...(next === undefined ? {} : { beforeOperationId: next.operationId }) },
  ]
}

const MINUTE = 60_000

/** Whole minutes: nobody means a drop to the second. */
function plain(ms: number): Instant {
  return instantFromMs(Math.round(ms / MINUTE) * MINUTE)
}
