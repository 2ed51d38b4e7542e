/** A make-to-order plant of any size as files that users import: the same plant that the planner is measured on, with signals for every machine. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportedKind, exportMapping, exportRows } from '../src/cli/export-format.ts'
import type { AnyRecord, RecordByName, RecordName } from '../src/core/records/all.ts'
import { instantFromMs } from '../src/core/values/instant.ts'
import type { Quantity } from '../src/core/values/quantity.ts'
import { generateModel } from './generate-model.ts'
import type { PlanModel } from './plan-model.ts'

const SITE = { id: 'bench', name: 'Bench plant', zone: 'UTC', currency: 'EUR' } as const
/** Share of the promises that stock serves, so that a promise has ten operations on the average. */
const FROM_STOCK = 0.4

type Records = { [N in RecordName]?: RecordByName[N][] }

export interface PlantFiles {
  readonly mapping: string
  /** Machines, each with its signals below the address `Bench/<edge>/<id>`. */
  readonly machines: readonly { readonly id: string; readonly edge: string; readonly name: string }[]
  readonly lines: number
}

/** Writes the plant into `folder`, with its dates from `nowMs` on. */
export async function writePlantFiles(
  folder: string,
  options: { readonly lines: number; readonly edges: number; readonly readingsPerMachine: number; readonly nowMs: number },
): Promise<PlantFiles> {
  const model = generateModel({ orders: options.lines, load: 0.6, ordersPerResource: 40, seed: 1 })
  const machines = model.resources.map(({ name }, r) => ({ id: `M${r + 1}`, edge: `Edge${(r % options.edges) + 1}`, name }))
  const records: Records = { ...productRecords(model), ...orderRecords(model, options.nowMs) }
  records.workCenter = machines.map(({ id, name }) => ({ id: `WC-${id}`, name: `${name} cell` }))
  records.workUnit = machines.map(({ id, name }) => ({ id, name, workCenterId: `WC-${id}`, capacity: 1 }))
  records.signal = machines.flatMap(({ id, edge }) => {
    const at = (metric: string) => ({ id: `${id}-${metric}`, address: `Bench/${edge}/${id}:${metric}`, workUnitId: id })
    const readings = Array.from({ length: options.readingsPerMachine }, (_, k) => ({ ...at(`Reading ${k + 1}`), role: 'reading' as const }))
    return [{ ...at('State'), role: 'state' as const }, { ...at('Good'), role: 'goodCount' as const }, ...readings]
  })
  records.disruption = machines.flatMap(({ id }, m) => pastStops(id, m, options.nowMs))
  await mkdir(folder, { recursive: true })
  const kinds = []
  for (const [name, list] of Object.entries(records) as [RecordName, readonly AnyRecord[]][]) {
    const kind = exportedKind(name, list)
    await writeFile(join(folder, `${name}.csv`), [...exportRows(kind, list)].join(''))
    kinds.push(kind)
  }
  const mapping = join(folder, 'mapping.yaml')
  await writeFile(mapping, exportMapping(SITE.id, SITE, kinds))
  return { mapping, machines, lines: model.demands.length }
}

const HOUR_MS = 3_600_000
const PAST_STOPS = 10

/** Ten repairs of one to six hours in the last months, so that the end of the next one can be expected. */
function pastStops(id: string, machine: number, nowMs: number): RecordByName['disruption'][] {
  return Array.from({ length: PAST_STOPS }, (_, k) => {
    const startMs = nowMs - (k + 1) * 8 * 24 * HOUR_MS
    const endMs = startMs + (1 + ((k * 7 + machine) % 10) / 2) * HOUR_MS
    return {
      id: `stop-${id}-${k + 1}`,
      kind: 'workUnitDown' as const,
      workUnitId: id,
      startAt: instantFromMs(startMs),
      closedAt: instantFromMs(endMs),
    }
  })
}

const pieces = (value: number): Quantity => ({ value, unit: 'EA' as Quantity['unit'] })
const materialId = (item: number): string => `P${item + 1}`

function productRecords(model: PlanModel): Records {
  return {
    material: model.items.map((item, k) => ({
      id: materialId(k),
      name: `Part ${k + 1}`,
      unit: 'EA' as Quantity['unit'],
      source: item.steps.length > 0 ? 'make' : 'buy',
      ...(item.steps.length > 0 ? {} : { leadTimeSeconds: item.leadDays * 86_400 }),
    })),
    bomLine: model.bom.map(({ parent, comp, qty }, k) => ({
      id: `B${k + 1}`,
      parentId: materialId(parent),
      componentId: materialId(comp),
      quantity: pieces(qty),
    })),
    routingOperation: model.items.flatMap((item, k) =>
      item.steps.map((step, s) => ({
        id: `${materialId(k)}/${(s + 1) * 10}`,
        materialId: materialId(k),
        sequence: (s + 1) * 10,
        workCenterId: `WC-M${step.res + 1}`,
        setupSeconds: step.fixed,
        runSecondsPerUnit: step.per,
      })),
    ),
  }
}

function orderRecords(model: PlanModel, nowMs: number): Records {
  const served = new Map<number, number>()
  for (const [k, { item, qty }] of model.demands.entries()) if (k % 10 < FROM_STOCK * 10) served.set(item, (served.get(item) ?? 0) + qty)
  const customers = new Set(model.demands.map(({ customer }) => customer))
  return {
    customer: [...customers].map((k) => ({ id: `C${k + 1}`, name: `Customer ${k + 1}` })),
    salesOrderLine: model.demands.map(({ item, qty, due, price, customer }, k) => ({
      id: `SO${k + 1}/1`,
      orderId: `SO${k + 1}`,
      customerId: `C${customer + 1}`,
      materialId: materialId(item),
      quantity: pieces(qty),
      confirmedAt: instantFromMs(nowMs + due * 1000),
      price: { amount: Math.round(qty * price * 100), scale: 2, currency: 'EUR' },
    })),
    stock: [...[...served].map(([item, qty]) => ({ item, qty })), ...model.onhand].map(({ item, qty }, k) => ({
      id: `ST${k + 1}`,
      materialId: materialId(item),
      quantity: pieces(qty),
    })),
  }
}
