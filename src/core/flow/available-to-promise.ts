/**
 * Available to promise: how much of what is there or on its way no demand needs yet.
 * The rules are those of the APICS dictionary: the discrete form is a planner's table, the cumulative one with look-ahead is what a new promise may rest on.
 */

/** A supply (positive quantity) or a demand (negative) and when it comes. */
export interface Flow {
  readonly at: number
  readonly quantity: number
}

/**
 * What can be promised from each time on while every later demand is still served: the least balance of supplies and demands from then on.
 * One entry for each time at which something comes, in order of time.
 */
export function cumulativeAvailable(flows: readonly Flow[]): readonly { readonly at: number; readonly available: number }[] {
  const net = new Map<number, number>()
  for (const { at, quantity } of flows) net.set(at, (net.get(at) ?? 0) + quantity)
  const times = [...net.keys()].sort((a, b) => a - b)
  let balance = 0
  const balances = times.map((at) => {
    balance += net.get(at)!
    return balance
  })
  let least = Number.POSITIVE_INFINITY
  const available = balances.map(() => 0)
  for (let k = times.length - 1; k >= 0; k--) {
    least = Math.min(least, balances[k]!)
    available[k] = least
  }
  return times.map((at, k) => ({ at, available: available[k]! }))
}

/**
 * The planner's table: per period with a receipt (and the first), what its receipt leaves after the orders until the next receipt; null in between.
 * A negative rest is taken from the receipts before it; where they don't suffice, the first period stays negative: more was sold than there is.
 */
export function discreteAvailable(onHand: number, receipts: readonly number[], orders: readonly number[]): readonly (number | null)[] {
  const table: (number | null)[] = receipts.map((receipt, period) => (period === 0 ? onHand + receipt : receipt > 0 ? receipt : null))
  let owner = 0
  orders.forEach((ordered, period) => {
    if (table[period] !== null) owner = period
    table[owner] = table[owner]! - ordered
  })
  let owed = 0
  for (let period = table.length - 1; period >= 0; period--) {
    const rest = table[period]
    if (rest === null || rest === undefined) continue
    const left = rest - owed
    owed = period > 0 ? Math.max(0, -left) : 0
    table[period] = left + owed
  }
  return table
}
