/** The welding shop with prices, and people who decide at its desk: for tests of actions and what came of them. */
import assert from 'node:assert/strict'
import type { Change } from '../core/records/change.ts'
import type { SalesOrderLine } from '../core/records/sales-order-line.ts'
import type { Result } from '../core/values/result.ts'
import type { ActionCommand } from './action-ports.ts'
import { added, memoryStore, planner } from './plant.fixture.ts'
import type { SiteStore } from './ports.ts'
import { recorded, WELDING, type WeldShop, weldShopOn } from './weld-shop.fixture.ts'

export const EUR = (amount: number) => ({ amount, scale: 2, currency: 'EUR' })

/** Weld 2 has stopped for its electrode before: for forty minutes at least, for an hour as often as not. */
const STOPS_BEFORE = Array.from({ length: 41 }, (_, k) => (k < 20 ? 40 : k === 20 ? 60 : 90))

/** The ten frames of Harbour Cranes have a price. */
export const PRICED: readonly Change[] = [
  ...WELDING.map((change) =>
    change.id === 'SO-1' && change.type === 'added'
      ? added('salesOrderLine', { ...(change.to as SalesOrderLine), price: EUR(100_000), cost: EUR(40_000) })
      : change,
  ),
  ...recorded(...STOPS_BEFORE),
]

export const shopWithPrices = (more: readonly Change[] = []) => weldShopOn(memoryStore([...PRICED, ...more]))

export async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.message}`)
  return answer.value
}

type Shop = Pick<WeldShop, 'engine' | 'pass' | 'say' | 'open'>

export const decide = (shop: Shop, command: ActionCommand) => done(shop.engine.decide(command, planner))

/** The code of the problem that a command meets; undefined where it is done. */
export async function problemOf(shop: Shop, command: ActionCommand): Promise<string | undefined> {
  const answer = await shop.engine.decide(command, planner)
  return answer.ok ? undefined : answer.problem.code
}

/** Time passes, and what the tick began has been written to memory. */
export async function settled(shop: Shop, minutes: number): Promise<void> {
  await shop.pass(minutes)
  for (let k = 0; k < 20; k++) await new Promise((resolve) => setImmediate(resolve))
}

/** Weld 2 stops twenty minutes after six; then the frames are late. */
export async function stopped<S extends SiteStore>(
  shop: WeldShop<S>,
): Promise<{ readonly shop: WeldShop<S>; readonly disruptionId: string }> {
  await shop.say(0, { state: 'producing', runningOrder: '4711/10', goodCount: 100, rejectCount: 0 })
  await shop.say(12, { goodCount: 102 })
  await shop.say(20, { state: 'down', reason: 'electrode' })
  const stop = await shop.open('workUnitDown')
  assert.ok(stop)
  return { shop, disruptionId: stop.id }
}
