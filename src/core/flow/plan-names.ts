/** The names behind a plan's indices: how an answer gets from a number back to a record. */

export interface SupplyName {
  readonly kind: 'stock' | 'lot' | 'purchaseOrderLine'
  readonly id: string
}

export interface StationName {
  readonly workCenterId: string
  /** Absent where a work center has no work units. */
  readonly workUnitId?: string
}

/** Names by index, and indices by name; a record that the plan leaves out has no index. */
export interface PlanNames {
  /** Milliseconds since 1970 of plan second 0. */
  readonly originMs: number
  readonly materials: readonly string[]
  readonly stations: readonly StationName[]
  readonly supplies: readonly SupplyName[]
  readonly orders: readonly string[]
  readonly lines: readonly string[]
  readonly groups: readonly string[]
  readonly materialIndex: ReadonlyMap<string, number>
  readonly orderIndex: ReadonlyMap<string, number>
  readonly lineIndex: ReadonlyMap<string, number>
  readonly supplyIndex: ReadonlyMap<string, number>
}

/** Key of a supply in `supplyIndex`. */
export function supplyKey(kind: SupplyName['kind'], id: string): string {
  return `${kind}:${id}`
}
