/**
 * Where the nodes of the chain picture stand. Computed from how things are made, never from the orders of the day,
 * so that the picture stays still and people learn where things are.
 */
import type { Model } from '../chain/model.ts'
import { byId, compareIds } from '../flow/by-id.ts'

export interface ChainLayout {
  /** Work centers column by column, each from its first row on. */
  readonly centers: readonly (readonly string[])[]
  /** Suppliers from the first row on. */
  readonly suppliers: readonly string[]
}

/** More columns than this can't be told apart on a screen; stages then share one. */
const COLUMNS_MAX = 12
const SWEEPS = 4

export function layoutChain(model: Model): ChainLayout {
  const structure = structureOf(model)
  const columns = columnsOf(structure)
  for (let sweep = 0; sweep < SWEEPS; sweep++) sortRows(columns, structure, sweep % 2 === 0)
  const places = placesOf(columns)
  const suppliers = byName(model.byKind.supplier.values()).map((id) => ({ id, at: meanPlace(structure.supplied.get(id) ?? [], places) }))
  suppliers.sort((a, b) => (a.at ?? 2) - (b.at ?? 2))
  return { centers: columns, suppliers: suppliers.map(({ id }) => id) }
}

/** Ids in order of name, as people look them up. */
export function byName(records: Iterable<{ readonly id: string; readonly name: string }>): string[] {
  const named = [...records].sort((a, b) => compareIds(a.name, b.name) || compareIds(a.id, b.id))
  return named.map(({ id }) => id)
}

interface Structure {
  readonly centers: readonly string[]
  /** How many steps of routings and bills lead from one work center to another. */
  readonly leads: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Work centers that take what a supplier usually supplies. */
  readonly supplied: ReadonlyMap<string, readonly string[]>
}

interface Step {
  readonly sequence: number
  readonly workCenterId: string
}

function structureOf(model: Model): Structure {
  const routings = routingsOf(model)
  const leads = new Map<string, Map<string, number>>()
  const supplied = new Map<string, string[]>()
  const lead = (from: string | undefined, to: string | undefined) => {
    if (from === undefined || to === undefined || from === to) return
    const targets = leads.get(from) ?? new Map<string, number>()
    targets.set(to, (targets.get(to) ?? 0) + 1)
    leads.set(from, targets)
  }
  for (const steps of routings.values()) {
    for (const [k, step] of steps.entries()) lead(steps[k - 1]?.workCenterId, step.workCenterId)
  }
  for (const line of byId(model.byKind.bomLine.values())) {
    const steps = routings.get(line.parentId) ?? []
    const taking = line.takenAt === 'end' ? steps.at(-1) : (steps.find(({ sequence }) => sequence === line.sequence) ?? steps[0])
    lead(routings.get(line.componentId)?.at(-1)?.workCenterId, taking?.workCenterId)
    const supplierId = model.byKind.material.get(line.componentId)?.supplierId
    if (supplierId !== undefined && taking !== undefined)
      supplied.set(supplierId, [...(supplied.get(supplierId) ?? []), taking.workCenterId])
  }
  return { centers: byName(model.byKind.workCenter.values()), leads, supplied }
}

/** The steps of each material; where none are stated for it, those of its first recorded work order. */
function routingsOf(model: Model): Map<string, Step[]> {
  const steps = new Map<string, Step[]>()
  const add = (key: string, step: Step) => {
    const list = steps.get(key)
    if (list === undefined) steps.set(key, [step])
    else list.push(step)
  }
  for (const step of model.byKind.routingOperation.values()) add(step.materialId, step)
  const example = new Map<string, string>()
  for (const { id, materialId } of model.byKind.workOrder.values()) {
    const known = example.get(materialId)
    if (!steps.has(materialId) && (known === undefined || compareIds(id, known) < 0)) example.set(materialId, id)
  }
  const materialOf = new Map([...example].map(([materialId, id]) => [id, materialId]))
  for (const step of model.byKind.operation.values()) {
    const materialId = materialOf.get(step.workOrderId)
    if (materialId !== undefined) add(materialId, step)
  }
  for (const list of steps.values()) list.sort((a, b) => a.sequence - b.sequence)
  return steps
}

/** Where work goes to and fro between two centers, the way that most steps take counts. */
function forward({ leads }: Structure, from: string): string[] {
  return [...(leads.get(from) ?? [])].flatMap(([to, count]) => {
    const back = leads.get(to)?.get(from) ?? 0
    return count > back || (count === back && compareIds(from, to) < 0) ? [to] : []
  })
}

/** Each center one column behind the last of those that lead to it; a circle is entered where fewest lead in. */
function columnsOf(structure: Structure): string[][] {
  const { centers } = structure
  const targets = new Map(centers.map((id) => [id, forward(structure, id)]))
  const waits = new Map(centers.map((id) => [id, 0]))
  for (const list of targets.values()) for (const to of list) waits.set(to, (waits.get(to) ?? 0) + 1)
  const stage = new Map<string, number>()
  const left = [...centers]
  let next = new Map(centers.map((id) => [id, 0]))
  while (left.length > 0) {
    const fewest = left.reduce((best, id, k) => (waits.get(id)! < waits.get(left[best]!)! ? k : best), 0)
    const [id] = left.splice(fewest, 1) as [string]
    stage.set(id, next.get(id)!)
    for (const to of targets.get(id)!) {
      if (stage.has(to)) continue
      waits.set(to, waits.get(to)! - 1)
      next = next.set(to, Math.max(next.get(to) ?? 0, stage.get(id)! + 1))
    }
  }
  const deepest = Math.max(0, ...stage.values())
  const columns = Array.from({ length: centers.length === 0 ? 0 : Math.min(deepest + 1, COLUMNS_MAX) }, (): string[] => [])
  for (const id of centers) columns[Math.floor((stage.get(id)! * columns.length) / (deepest + 1))]!.push(id)
  return columns
}

/** Where each center stands in its column: 0 at the top, 1 at the bottom. */
function placesOf(columns: readonly (readonly string[])[]): Map<string, number> {
  return new Map(columns.flatMap((column) => column.map((id, row) => [id, (row + 0.5) / column.length] as const)))
}

function meanPlace(ids: readonly string[], places: ReadonlyMap<string, number>): number | undefined {
  const known = ids.flatMap((id) => places.get(id) ?? [])
  return known.length === 0 ? undefined : known.reduce((sum, at) => sum + at, 0) / known.length
}

/** Moves each center to the middle of those that it comes from, or goes to, so that few lines cross. */
function sortRows(columns: string[][], { leads }: Structure, byPredecessors: boolean): void {
  const places = placesOf(columns)
  const neighbours = (id: string): string[] =>
    byPredecessors ? [...leads].flatMap(([from, targets]) => (targets.has(id) ? [from] : [])) : [...(leads.get(id)?.keys() ?? [])]
  for (const column of byPredecessors ? columns : columns.toReversed()) {
    const wanted = new Map(column.map((id) => [id, meanPlace(neighbours(id), places) ?? places.get(id)!]))
    column.sort((a, b) => wanted.get(a)! - wanted.get(b)!)
    column.forEach((id, row) => {
      places.set(id, (row + 0.5) / column.length)
    })
  }
}
