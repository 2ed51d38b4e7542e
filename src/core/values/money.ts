/** Money as whole minor units. Fractions of a minor unit never appear; a finer unit is a larger `scale`. */

/**
 * `amount` × 10^−`scale` of `currency` (ISO 4217). `amount` is a safe integer.
 * The scale is 2 for most currencies; a source that keeps sub-cent prices declares a larger one, and sums stay exact.
 */
export interface Money {
  readonly amount: number
  readonly scale: number
  readonly currency: string
}

/** Builds money; throws `RangeError` when `amount` is not a safe integer, for a silent rounding would be a false figure. */
export function money(amount: number, currency: string, scale = 2): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError('money: the amount is not a safe integer of minor units')
  return { amount, scale, currency }
}

/** The same value with at least `scale` decimals. */
function rescaled(value: Money, scale: number): Money {
  return scale <= value.scale ? value : money(value.amount * 10 ** (scale - value.scale), value.currency, scale)
}

/** The sum of two amounts in one currency. Throws `RangeError` on different currencies: no rate is ever guessed. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError('money: different currencies have no sum')
  const scale = Math.max(a.scale, b.scale)
  return money(rescaled(a, scale).amount + rescaled(b, scale).amount, a.currency, scale)
}

/** `value` × `factor`, rounded half away from zero to the scale of `value`. */
export function timesMoney(value: Money, factor: number): Money {
  const exact = value.amount * factor
  return money(Math.sign(exact) * Math.round(Math.abs(exact)), value.currency, value.scale)
}

/** One total per currency, in order of currency code. */
export function sumMoney(values: Iterable<Money>): readonly Money[] {
  const totals = new Map<string, Money>()
  for (const value of values) {
    const sofar = totals.get(value.currency)
    totals.set(value.currency, sofar === undefined ? value : addMoney(sofar, value))
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/** Plain decimal text with two decimals (rounded half away from zero) for reading, e.g. `1428.65 USD`. */
export function moneyText(value: Money, decimals = 2): string {
  const divisor = 10 ** (value.scale - decimals)
  const units = Math.round(Math.abs(value.amount) / divisor)
  const digits = String(units).padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return `${value.amount < 0 && units > 0 ? '-' : ''}${text} ${value.currency}`
}
