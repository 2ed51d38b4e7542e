/** Where a promise waits only because the projection keeps the plan's sequence: its unit stands idle for late work, though it could take this one first. */
import { AROUND_THE_CLOCK, UNKNOWN_TIME, workedBefore } from '../calendar/work-time.ts'
import { readyAt } from '../flow/work-places.ts'
import { bindingOf, LINKS_MAX } from './explain.ts'
import { lineNode, orderName, type SitePlan } from './site-plan.ts'
import { thing } from './things.ts'

export interface KeptPlace {
  /** The work unit, or the work center without units, by name. */
  readonly place: string
  /** The late work that it waits for. */
  readonly workOrderId: string
}

/** The first such place on the chain behind a line, by the projection as it stands; undefined where nothing could go first. */
export function keptSequence(site: SitePlan, line: number): KeptPlace | undefined {
  const { network } = site.plan
  let node = lineNode(site, line)
  for (let count = 0; count < LINKS_MAX && node >= 0; count++) {
    const binding = bindingOf(site, node)
    if (binding.by === 'work unit busy' && isIdleBefore(site, binding.node, readyAt(site.plan.projection, node))) {
      const { workCenterId, workUnitId } = site.names.stations[network.station[node]!]!
      const place = workUnitId === undefined ? thing(site.model, 'workCenter', workCenterId) : thing(site.model, 'workUnit', workUnitId)
      const order = site.plan.draft.opOrder.data[network.operationOf[binding.node]!]!
      return { place: place.name, workOrderId: orderName(site.names, order) }
    }
    node = binding.node
  }
  return undefined
}

/** Whether the station of `late` has open working time from `ready` on before it takes `late` up. */
function isIdleBefore(site: SitePlan, late: number, ready: number): boolean {
  const { network, projection, input } = site.plan
  const before = network.previousOnStation[late]!
  const free = Math.max(input.now, ready, before < 0 ? input.now : projection.finish[before]!)
  const until = Math.min(projection.start[late]!, UNKNOWN_TIME - 1)
  if (free >= until) return false
  const calendar = input.stations[network.station[late]!]?.calendar ?? AROUND_THE_CLOCK
  return workedBefore(input.calendars, calendar, until) > workedBefore(input.calendars, calendar, free)
}
