/** Generates a make-to-order plant of any size, the same for the same seed, where no model file is at hand. */
import type { PlanModel } from './plan-model.ts'

const DAY = 86_400
const HORIZON_DAYS = 180

function random(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

interface Draft {
  readonly items: { name: string; steps: { res: number; fixed: number; per: number }[]; leadDays: number; lot: number }[]
  readonly bom: { parent: number; comp: number; qty: number }[]
}

/**
 * `orders` promises on about `orders` / `ordersPerResource` machines with a mean load of `load`.
 * Four levels: bought parts, fabricated parts, subassemblies, products; about nineteen operations a promise.
 */
export function generateModel(options: {
  readonly orders: number
  readonly load: number
  readonly ordersPerResource: number
  readonly seed: number
}): PlanModel {
  const next = random(options.seed)
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const resources = Array.from({ length: Math.max(8, Math.round(options.orders / options.ordersPerResource)) }, (_, r) => ({
    name: `Machine ${r + 1}`,
  }))
  const size = Math.max(20, Math.round(options.orders / 100))
  const draft: Draft = { items: [], bom: [] }
  const add = (kind: string, count: number, more: (item: number) => Partial<Draft['items'][number]>) =>
    Array.from({ length: count }, (_, k) => draft.items.push({ name: `${kind} ${k + 1}`, steps: [], leadDays: 0, lot: 0, ...more(k) }) - 1)
  const bought = add('Bought part', size * 3, () => ({ leadDays: between(3, 30), lot: [50, 100, 200][between(0, 2)]! }))
  const third = Math.max(1, Math.floor(resources.length / 3))
  const route = (steps: number, zone: number) =>
    Array.from({ length: steps }, () => ({
      res: Math.min(resources.length - 1, zone * third + between(0, third - 1)),
      fixed: between(10, 40) * 60,
      per: between(2, 12) * 60,
    }))
  const fabricated = add('Fabricated part', size * 3, () => ({ steps: route(between(2, 4), 0) }))
  const subassemblies = add('Subassembly', size * 2, () => ({ steps: route(between(1, 3), 1) }))
  const products = add('Product', size, () => ({ steps: route(between(2, 3), 2) }))
  const take = (parent: number, pool: readonly number[], count: number) => {
    const chosen = new Set(Array.from({ length: count }, () => pool[between(0, pool.length - 1)]!))
    for (const comp of chosen) draft.bom.push({ parent, comp, qty: between(1, 2) })
  }
  for (const item of fabricated) take(item, bought, 1)
  for (const item of subassemblies) {
    take(item, fabricated, between(1, 2))
    take(item, bought, between(1, 2))
  }
  for (const item of products) {
    take(item, subassemblies, between(2, 3))
    take(item, bought, between(1, 2))
  }
  const demands = Array.from({ length: options.orders }, (_, d) => ({
    name: `Order ${d + 1}`,
    item: products[between(0, products.length - 1)]!,
    qty: between(1, 8),
    due: between(5, HORIZON_DAYS) * DAY + between(6, 20) * 3600,
    prio: between(1, 3),
    price: between(50, 5000),
    customer: between(0, 199),
  }))
  const use = loadResources(draft, demands, { resources: resources.length, load: options.load })
  const onhand = bought.map((item) => ({ item, qty: Math.round((use[item]! / HORIZON_DAYS) * draft.items[item]!.leadDays * 0.6) }))
  return {
    meta: { N: options.orders, horizonD: HORIZON_DAYS, load: options.load },
    resources,
    items: draft.items,
    bom: draft.bom,
    onhand,
    pos: [],
    demands,
  }
}

/** Scales the times of all steps so that every machine has its load, and returns how much of every item is used. */
function loadResources(draft: Draft, demands: PlanModel['demands'], want: { resources: number; load: number }): Float64Array {
  const bill = new Map<number, Draft['bom']>()
  for (const line of draft.bom) bill.set(line.parent, [...(bill.get(line.parent) ?? []), line])
  const work = new Float64Array(want.resources)
  const use = new Float64Array(draft.items.length)
  const explode = (item: number, qty: number) => {
    use[item]! += qty
    for (const step of draft.items[item]!.steps) work[step.res]! += step.fixed + step.per * qty
    for (const line of bill.get(item) ?? []) explode(line.comp, qty * line.qty)
  }
  for (const demand of demands) explode(demand.item, demand.qty)
  for (const item of draft.items) {
    for (const step of item.steps) {
      const factor = (want.load * HORIZON_DAYS * DAY) / Math.max(1, work[step.res]!)
      step.fixed = Math.max(60, Math.round(step.fixed * factor))
      step.per = Math.max(1, Math.round(step.per * factor))
    }
  }
  return use
}
