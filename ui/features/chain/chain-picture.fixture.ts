/** A small pump works as the chain picture tells it: two foundries, machining and weld, and as many customers as a test wants. */
import type { ChainFlow, ChainNode, ChainPicture, DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'

const euros = (amount: number) => [{ amount: amount * 100, scale: 2, currency: 'EUR' }]

function node(id: string, column: number, row: number): ChainNode {
  const [kind, name] = id.split(':') as [ChainNode['thing']['kind'], string]
  const units = kind === 'workCenter' ? [{ id: `${name}-1`, name: `${name} 1`, state: 'producing' as const }] : []
  return { id, thing: { kind, id: name, name }, column, row, units, promises: 2, latePromises: 0, atRisk: [] }
}

function flow(from: string, to: string, revenue: number): ChainFlow {
  return { id: `${from}>${to}`, from, to, promises: 1, revenue: euros(revenue) }
}

/** Suppliers foundry and seals; machining, then weld; customers c0, c1 and so on, each supplied by weld. */
export function pumpWorks(customers: number): ChainPicture {
  const names = Array.from({ length: customers }, (_, i) => `customer:c${i}`)
  return {
    columns: [
      { kind: 'supplier', name: null },
      { kind: 'workCenter', name: 'Machining' },
      { kind: 'workCenter', name: 'Weld' },
      { kind: 'customer', name: null },
    ],
    nodes: [
      node('supplier:foundry', 0, 0),
      node('supplier:seals', 0, 1),
      node('workCenter:machining', 1, 0),
      node('workCenter:weld', 2, 0),
      ...names.map((id, row) => node(id, 3, row)),
    ],
    flows: [
      flow('supplier:foundry', 'workCenter:machining', 400),
      flow('supplier:seals', 'workCenter:weld', 100),
      flow('workCenter:machining', 'workCenter:weld', 400),
      ...names.map((id) => flow('workCenter:weld', id, 50)),
    ],
  }
}

/** Weld 1 stands still and reaches the links that are named. */
export function weldStopped(path: DisruptionStanding['path']): DisruptionStanding {
  return {
    disruption: { id: 'weld-stop', kind: 'workUnitDown', workUnitId: 'weld-1', startAt: '2026-05-04T06:00:00.000Z' as Instant },
    place: { kind: 'workUnit', id: 'weld-1', name: 'weld 1' },
    totals: { lines: 1, orders: 1, customers: 1, revenue: euros(50), contribution: [], penalty: [] },
    alone: { lines: 1, orders: 1, customers: 1, revenue: euros(50), contribution: [], penalty: [] },
    laterStill: 0,
    broken: [],
    customers: [],
    worst: null,
    insideSlack: 1,
    tightest: null,
    mustEndBy: null,
    path,
    notes: [],
  }
}
