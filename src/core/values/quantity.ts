/** Quantities: a number never travels without its unit (UN/ECE Recommendation 20 codes). */

export interface Quantity {
  readonly value: number
  readonly unit: UnitCode
}

/** A code from the table below; `unitCodes` is the whole list. */
export type UnitCode = string & { readonly __brand: 'UnitCode' }

/** Dimension, factor to the dimension's base unit, and name. Factors are the exact definitions of the units. */
const UNITS: Readonly<Record<string, readonly [dimension: string, factor: number, name: string]>> = {
  C62: ['count', 1, 'one'],
  EA: ['count', 1, 'each'],
  H87: ['count', 1, 'piece'],
  PR: ['count', 2, 'pair'],
  DZN: ['count', 12, 'dozen'],
  CEN: ['count', 100, 'hundred'],
  MIL: ['count', 1000, 'thousand'],
  SET: ['set', 1, 'set'],
  CS: ['case', 1, 'case'],
  CT: ['carton', 1, 'carton'],
  BX: ['box', 1, 'box'],
  PK: ['pack', 1, 'pack'],
  PF: ['pallet', 1, 'pallet'],
  RO: ['roll', 1, 'roll'],
  ST: ['sheet', 1, 'sheet'],
  KGM: ['mass', 1, 'kilogram'],
  GRM: ['mass', 0.001, 'gram'],
  MGM: ['mass', 0.000001, 'milligram'],
  TNE: ['mass', 1000, 'tonne'],
  LBR: ['mass', 0.45359237, 'pound'],
  ONZ: ['mass', 0.028349523125, 'ounce'],
  MTR: ['length', 1, 'metre'],
  DMT: ['length', 0.1, 'decimetre'],
  CMT: ['length', 0.01, 'centimetre'],
  MMT: ['length', 0.001, 'millimetre'],
  KMT: ['length', 1000, 'kilometre'],
  INH: ['length', 0.0254, 'inch'],
  FOT: ['length', 0.3048, 'foot'],
  YRD: ['length', 0.9144, 'yard'],
  MTK: ['area', 1, 'square metre'],
  CMK: ['area', 0.0001, 'square centimetre'],
  FTK: ['area', 0.09290304, 'square foot'],
  MTQ: ['volume', 1, 'cubic metre'],
  LTR: ['volume', 0.001, 'litre'],
  MLT: ['volume', 0.000001, 'millilitre'],
  GLL: ['volume', 0.003785411784, 'US gallon'],
  KWH: ['energy', 1, 'kilowatt hour'],
  SEC: ['time', 1, 'second'],
  MIN: ['time', 60, 'minute'],
  HUR: ['time', 3600, 'hour'],
  DAY: ['time', 86_400, 'day'],
}

export const unitCodes: readonly string[] = Object.keys(UNITS)

export function isUnitCode(code: string): code is UnitCode {
  return Object.hasOwn(UNITS, code)
}

/** The unit's plain name, e.g. `kilogram`. */
export function unitName(unit: UnitCode): string {
  return UNITS[unit]?.[2] ?? unit
}

/** Units that can be turned into `unit`, itself included. */
export function compatibleUnits(unit: UnitCode): readonly string[] {
  const dimension = UNITS[unit]?.[0]
  return unitCodes.filter((code) => UNITS[code]?.[0] === dimension)
}

/** `quantity` in `unit`, or undefined when no factor exists between the two (a case holds an unknown number of pieces). */
export function convertQuantity(quantity: Quantity, unit: UnitCode): Quantity | undefined {
  if (quantity.unit === unit) return quantity
  const from = UNITS[quantity.unit]
  const to = UNITS[unit]
  if (from === undefined || to === undefined || from[0] !== to[0]) return undefined
  return { value: (quantity.value * from[1]) / to[1], unit }
}
