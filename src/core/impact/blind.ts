/** A lost signal delays nothing: it takes away the sight of a work unit. Its answer says whose promises run through what nobody sees. */

import type { Disruption } from '../records/disruption.ts'
import { type Said, said } from '../values/said.ts'
import type { SitePlan } from './site-plan.ts'
import { TouchWalker } from './touches.ts'

export function blindNotes(site: SitePlan, { workUnitId = '' }: Disruption): readonly Said[] {
  const name = site.model.byKind.workUnit.get(workUnitId)?.name ?? workUnitId
  const lines = openLinesThrough(site, site.stations.byUnit.get(workUnitId) ?? [])
  const customers = new Set(lines.map((line) => site.model.byKind.salesOrderLine.get(site.names.lines[line]!)?.customerId))
  const through =
    lines.length === 0 ? said('nothing-runs-through') : said('runs-through', { promises: lines.length, customers: customers.size })
  return [said('not-heard-of', { workUnit: name }), through]
}

function openLinesThrough(site: SitePlan, stations: readonly number[]): number[] {
  const { network, draft, input } = site.plan
  const walker = new TouchWalker(site)
  const lines = new Set<number>()
  const orders = new Set<number>()
  for (const station of stations)
    for (let k = network.stationOffsets[station]!; k < network.stationOffsets[station + 1]!; k++)
      orders.add(draft.opOrder.data[network.operationOf[network.stationNodes[k]!]!]!)
  for (const order of orders) {
    walker.walk(order)
    for (const line of walker.lines) if (input.lines[line]!.open) lines.add(line)
  }
  return [...lines]
}
