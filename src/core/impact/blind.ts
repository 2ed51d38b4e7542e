/** A lost signal delays nothing: it takes away the sight of a work unit. Its answer says whose promises run through what nobody sees. */
import type { Disruption } from '../records/disruption.ts'
import type { SitePlan } from './site-plan.ts'
import { TouchWalker } from './touches.ts'

export function blindNotes(site: SitePlan, { workUnitId = '' }: Disruption): string[] {
  const name = site.model.byKind.workUnit.get(workUnitId)?.name ?? workUnitId
  const lines = openLinesThrough(site, site.stations.byUnit.get(workUnitId) ?? [])
  const customers = new Set(lines.map((line) => site.model.byKind.salesOrderLine.get(site.names.lines[line]!)?.customerId))
  const through =
    lines.length === 0
      ? 'No open promise runs through it.'
      : `${lines.length} open ${lines.length === 1 ? 'promise' : 'promises'} to ${customers.size} ${customers.size === 1 ? 'customer' : 'customers'} run through it; their dates assume that it works as planned.`
  return [`Nothing is heard of ${name}: whether it runs or stands is not known, and a stop would not be seen.`, through]
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
