/** What the steps of reading a plan from the chain share: the model, now, the indices given so far, and what was assumed. */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Model } from '../chain/model.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import { convertQuantity, type Quantity } from '../values/quantity.ts'
import type { Said } from '../values/said.ts'

export interface PlanContext {
  readonly model: Model
  readonly originMs: number
  /** Plan seconds. */
  readonly now: number
  readonly materialIndex: Map<string, number>
  readonly groupIndex: Map<string, number>
  readonly setupGroupIndex: Map<string, number>
  /** What was assumed, each once, with how often. */
  readonly notes: Map<string, { readonly said: Said; times: number }>
}

/** Notes an assumption; the same one is counted. */
export function note(context: PlanContext, code: string, facts: Said['facts'] = {}): void {
  const key = `${code} ${Object.values(facts).join(' ')}`
  const known = context.notes.get(key)
  if (known === undefined) context.notes.set(key, { said: { code, facts }, times: 1 })
  else known.times++
}

/** Plan seconds of an instant; `missing` when there is none. */
export function secondsOf(context: PlanContext, instant: Instant | undefined, missing = UNKNOWN_TIME): number {
  return instant === undefined ? missing : Math.floor((instantToMs(instant) - context.originMs) / 1000)
}

/** A quantity in its material's own unit; 0 with a note when no factor exists between the two. */
export function valueIn(context: PlanContext, quantity: Quantity | undefined, materialId: string): number {
  if (quantity === undefined) return 0
  const material = context.model.byKind.material.get(materialId)
  if (material === undefined) return quantity.value
  const converted = convertQuantity(quantity, material.unit)
  if (converted === undefined) {
    note(context, 'unit-not-convertible', { from: quantity.unit, to: material.unit })
    return 0
  }
  return converted.value
}

/** Index of a pegging group; -1 for none. */
export function groupOf(context: PlanContext, name: string | undefined): number {
  return intern(context.groupIndex, name)
}

/** Index of a setup group; -1 for none. */
export function setupGroupOf(context: PlanContext, name: string | undefined): number {
  return intern(context.setupGroupIndex, name)
}

function intern(index: Map<string, number>, name: string | undefined): number {
  if (name === undefined) return -1
  const known = index.get(name)
  if (known !== undefined) return known
  index.set(name, index.size)
  return index.size - 1
}
