/** Low-level codes: a material is netted after everything that may take it. */
import type { PlanInput } from './plan-input.ts'

export interface Levels {
  /** Materials, parents before components. */
  readonly order: Int32Array
  /** Materials that take themselves, directly or through others, in order of the loop; their bills are not followed further. */
  readonly loop: readonly number[]
}

/**
 * Materials in order of their longest way down from a sold material (APICS low-level code).
 * Work orders pegged to a parent order count as a bill-of-material line too.
 */
export function lowLevelOrder(input: PlanInput): Levels {
  const count = input.materials.length
  const children: number[][] = input.materials.map((material) => material.components.map((component) => component.material))
  for (const order of input.orders) {
    if (order.parent >= 0) children[input.orders[order.parent]!.material]!.push(order.material)
  }
  const parents = new Int32Array(count)
  for (const list of children) for (const child of list) parents[child]!++
  const order = new Int32Array(count)
  let tail = 0
  for (let m = 0; m < count; m++) if (parents[m] === 0) order[tail++] = m
  for (let head = 0; head < tail; head++) {
    for (const child of children[order[head]!]!) if (--parents[child]! === 0) order[tail++] = child
  }
  if (tail === count) return { order, loop: [] }
  const rest = [...parents.keys()].filter((m) => parents[m]! > 0)
  rest.forEach((m, k) => {
    order[tail + k] = m
  })
  return { order, loop: loopAmong(rest, children) }
}

/** One loop among materials that all lie on or below a loop. */
function loopAmong(rest: readonly number[], children: readonly (readonly number[])[]): readonly number[] {
  const inside = new Set(rest)
  const parentOf = new Map<number, number>()
  for (const m of rest) for (const child of children[m]!) if (inside.has(child)) parentOf.set(child, m)
  const seen: number[] = []
  let at = rest[0]!
  while (!seen.includes(at)) {
    seen.push(at)
    at = parentOf.get(at)!
  }
  return seen.slice(seen.indexOf(at)).reverse()
}
