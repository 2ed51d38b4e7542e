/** The page of anything that has a name: promises and disruptions have their own, everything else the page that walks both ways. */
import type { Thing } from '../../src/core/impact/page-answer.ts'

export interface Target {
  readonly to: string
  readonly params: Readonly<Record<string, string>>
}

export function thingTarget({ kind, id }: Pick<Thing, 'kind' | 'id'>): Target {
  if (kind === 'salesOrderLine') return { to: '/promises/$lineId', params: { lineId: id } }
  if (kind === 'disruption') return { to: '/disruptions/$disruptionId', params: { disruptionId: id } }
  return { to: '/trace/$kind/$id', params: { kind, id } }
}
