/** What people call the things that answers name by id. */
import { useMemo } from 'react'
import type { Thing } from '../../src/core/impact/page-answer.ts'
import type { Disruption } from '../../src/core/records/disruption.ts'
import { useRecords } from './use-records.ts'

const NAMED = ['customer', 'supplier', 'material', 'workUnit', 'workCenter'] as const
export type NamedKind = (typeof NAMED)[number]

interface NamedRecord {
  readonly id: string
  readonly name?: string
}

export interface Names {
  /** Its id while no name is known. */
  name(kind: NamedKind, id: string): string
  thing(kind: NamedKind, id: string): Thing
  /** All of a kind, by name. */
  all(kind: NamedKind): readonly Thing[]
  /** Where a disruption sits; null where it names no place. */
  placeOf(disruption: Disruption): Thing | null
}

export function useNames(): Names {
  const customer = useRecords('customer').data
  const supplier = useRecords('supplier').data
  const material = useRecords('material').data
  const workUnit = useRecords('workUnit').data
  const workCenter = useRecords('workCenter').data
  return useMemo(
    () => namesOf({ customer, supplier, material, workUnit, workCenter }),
    [customer, supplier, material, workUnit, workCenter],
  )
}

type Lists = Readonly<Record<NamedKind, readonly unknown[] | undefined>>

/** The names in lists of records. */
function namesOf(lists: Lists): Names {
  const maps = new Map(
    NAMED.map((kind) => [kind, new Map(((lists[kind] ?? []) as readonly NamedRecord[]).map((each) => [each.id, each.name ?? each.id]))]),
  )
  const name: Names['name'] = (kind, id) => maps.get(kind)?.get(id) ?? id
  const thing: Names['thing'] = (kind, id) => ({ kind, id, name: name(kind, id) })
  return {
    name,
    thing,
    all: (kind) => [...(maps.get(kind)?.keys() ?? [])].map((id) => thing(kind, id)).sort((a, b) => a.name.localeCompare(b.name)),
    placeOf({ workUnitId, workCenterId, lotId, purchaseOrderLineId, workOrderId, salesOrderLineId }) {
      if (workUnitId !== undefined) return thing('workUnit', workUnitId)
      if (workCenterId !== undefined) return thing('workCenter', workCenterId)
      const plain = (kind: Thing['kind'], id: string | undefined): Thing | null => (id === undefined ? null : { kind, id, name: id })
      return (
        plain('lot', lotId) ??
        plain('purchaseOrderLine', purchaseOrderLineId) ??
        plain('workOrder', workOrderId) ??
        plain('salesOrderLine', salesOrderLineId)
      )
    },
  }
}
