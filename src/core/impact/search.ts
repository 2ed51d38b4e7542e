/** Finding things by what people type: ids and names, without regard to case and accents, best first. */
import type { Model } from '../chain/model.ts'
import { compareIds } from '../flow/by-id.ts'
import type { SearchHit, ThingKind } from './page-answer.ts'
import { placeOf, thing } from './things.ts'

interface Entry {
  readonly kind: ThingKind
  readonly id: string
  readonly foldedId: string
  readonly foldedName: string
}

/** What can be found, in the order in which equals are told. People are not: their names come with a purpose and a note of who asked. */
const KINDS = [
  'customer',
  'workUnit',
  'workCenter',
  'material',
  'supplier',
  'disruption',
  'workOrder',
  'salesOrderLine',
  'purchaseOrderLine',
  'lot',
] as const satisfies readonly ThingKind[]

/** How well a text matches: the smaller the better. */
const NO_MATCH = 9

export class SearchIndex {
  private readonly model: Model
  private readonly entries: Entry[] = []

  constructor(model: Model) {
    this.model = model
    for (const kind of KINDS) {
      if (kind === 'salesOrderLine') {
        const orders = new Set([...model.byKind.salesOrderLine.values()].map(({ orderId }) => orderId))
        for (const id of orders) this.add('salesOrder', id)
      }
      for (const id of model.byKind[kind].keys()) this.add(kind, id)
    }
  }

  /** Things whose id or name holds the text: what is called so first, then what begins so, then what holds it. */
  find(text: string, limit: number): SearchHit[] {
    const wanted = folded(text.trim())
    if (wanted === '') return []
    const found = this.entries
      .map((entry, order) => ({ entry, order, rank: rankOf(entry, wanted) }))
      .filter(({ rank }) => rank < NO_MATCH)
      .sort((a, b) => a.rank - b.rank || (a.entry.kind === b.entry.kind ? compareIds(a.entry.id, b.entry.id) : a.order - b.order))
    return found
      .slice(0, limit)
      .map(({ entry: { kind, id } }) => ({ thing: thing(this.model, kind, id), detail: detailOf(this.model, kind, id) }))
  }

  private add(kind: ThingKind, id: string): void {
    this.entries.push({ kind, id, foldedId: folded(id), foldedName: folded(thing(this.model, kind, id).name) })
  }
}

/** Lower case, without accents, as people type it in a hurry. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
}

function rankOf({ foldedId, foldedName }: Entry, wanted: string): number {
  if (foldedId === wanted) return 0
  if (foldedName === wanted) return 1
  if (foldedName.startsWith(wanted)) return 2
  if (foldedId.startsWith(wanted)) return 3
  if (beginsAWord(foldedName, wanted) || beginsAWord(foldedId, wanted)) return 4
  return foldedName.includes(wanted) || foldedId.includes(wanted) ? 5 : NO_MATCH
}

function beginsAWord(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return true
  return false
}

/** What tells a thing from others of the same name; null where nothing does. */
export function detailOf(model: Model, kind: ThingKind, id: string): string | null {
  const { byKind } = model
  const named = (of: 'customer' | 'material' | 'supplier' | 'workCenter', ref: string | undefined) =>
    ref === undefined ? undefined : thing(model, of, ref).name
  const joined = (...parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join(', ') || null
  if (kind === 'salesOrderLine')
    return joined(named('customer', byKind[kind].get(id)?.customerId), named('material', byKind[kind].get(id)?.materialId))
  if (kind === 'salesOrder') {
    for (const line of byKind.salesOrderLine.values()) if (line.orderId === id) return joined(named('customer', line.customerId))
    return null
  }
  if (kind === 'workOrder' || kind === 'lot') return joined(named('material', byKind[kind].get(id)?.materialId))
  if (kind === 'purchaseOrderLine')
    return joined(named('supplier', byKind[kind].get(id)?.supplierId), named('material', byKind[kind].get(id)?.materialId))
  if (kind === 'workUnit') return joined(named('workCenter', byKind[kind].get(id)?.workCenterId))
  if (kind === 'disruption') {
    const disruption = byKind.disruption.get(id)
    return disruption === undefined ? null : joined(placeOf(model, disruption)?.name, disruption.reason)
  }
  return null
}
