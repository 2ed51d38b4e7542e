/**
 * Throughput accounting (Goldratt, The Haystack Syndrome): what an hour of the constraint is worth, and what its loss costs.
 * Only money that really comes or goes counts: overheads are never spread over pieces or hours.
 */
import { addMoney, type Money, timesMoney } from '../values/money.ts'

/** Throughput: what is sold less its truly variable cost. One currency; throws `RangeError` on two. */
export function throughputOf(price: Money, variableCost: Money): Money {
  return addMoney(price, { ...variableCost, amount: -variableCost.amount })
}

/** A stop of the constraint, or the part of another stop that starves or blocks it. */
export interface ConstraintLoss {
  readonly hours: number
  readonly unitsPerHour: number
  readonly throughputPerUnit: Money
  /** What making it up before the due dates would cost, where that is possible: overtime, a subcontractor. */
  readonly recoveryCost?: Money
}

/** Hours that a stop elsewhere takes from the constraint: none while the work that waits before it lasts. */
export function starvedHours(stopHours: number, bufferHours: number): number {
  return Math.max(0, stopHours - bufferHours)
}

/** What a loss at the constraint costs: the throughput of the units that are not made, at most what making them up would cost. */
export function lossCost(loss: ConstraintLoss): Money {
  const lost = timesMoney(loss.throughputPerUnit, loss.hours * loss.unitsPerHour)
  return loss.recoveryCost !== undefined && loss.recoveryCost.amount < lost.amount ? loss.recoveryCost : lost
}

export interface Product {
  readonly name: string
  readonly throughputPerUnit: Money
  readonly constraintMinutes: number
  readonly demand: number
}

export interface Mix {
  readonly units: Readonly<Record<string, number>>
  readonly throughput: Money
}

/** Fills the minutes of the constraint with products in the given order, whole units of each up to its demand. At least one product. */
export function fillConstraint(products: readonly Product[], minutes: number): Mix {
  let left = minutes
  const filled = products.map((product) => {
    const units = Math.max(0, Math.min(product.demand, Math.floor(left / product.constraintMinutes)))
    left -= units * product.constraintMinutes
    return { name: product.name, units, throughput: timesMoney(product.throughputPerUnit, units) }
  })
  return {
    units: Object.fromEntries(filled.map(({ name, units }) => [name, units])),
    throughput: filled.map((each) => each.throughput).reduce(addMoney),
  }
}

/** Products by what a minute of the constraint earns with them, the best first: the order that earns most. */
export function byThroughputPerMinute(products: readonly Product[]): readonly Product[] {
  const earned = (product: Product) => product.throughputPerUnit.amount / product.constraintMinutes / 10 ** product.throughputPerUnit.scale
  return [...products].sort((a, b) => earned(b) - earned(a))
}
