/** Whose work a team's page tells of: the team's, or that of the smallest group around it in which nobody can be told apart. */
import type { Model } from '../chain/model.ts'
import { shiftTimes } from '../people/shift-times.ts'
import { overlap, type Span } from '../people/span.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import type { KeptForCustomers } from './answer.ts'

export interface KeptAsk {
  readonly workCenterId: string
  /** The name of a shift; all of them where none is asked for. */
  readonly shift?: string
  readonly fromAt: Instant
  readonly toAt: Instant
}

export interface Group {
  readonly widened: KeptForCustomers['widened']
  /** The shift that is told; null for all of them. */
  readonly shift: string | null
  readonly centers: ReadonlySet<string>
  /** Whether an instant falls into the time of the group at a work center. */
  readonly worksAt: (workCenterId: string, at: Instant) => boolean
}

/** Fewer people than this could be told apart in figures of their work: then a wider group is shown. Who works where is not known: the site's. */
const GROUP_MIN = 8

/** Names of the shifts of a work center in a time, by the alphabet. */
export function shiftNames(model: Model, { workCenterId, fromAt, toAt }: KeptAsk): readonly string[] {
  const names = shiftTimes(model, spanOf({ fromAt, toAt }))(workCenterId).flatMap(({ name }) => name ?? [])
  return [...new Set(names)].sort()
}

/**
 * The work center, or the smallest group around it in which enough people were rostered. What is shown by itself could be subtracted from a
 * wider figure: so the work centers of an area that are not shown must be enough people too, and so must the other shifts of a group.
 * A shift in which even the whole site is too few people is not told by itself.
 */
export function groupOf(model: Model, ask: KeptAsk): Group {
  const { workCenter } = model.byKind
  const crew = crewOf(model, ask)
  const told = { shift: ask.shift ?? null, worksAt: crew.worksAt }
  const areaId = workCenter.get(ask.workCenterId)?.areaId
  const own = new Set([ask.workCenterId])
  if (crew.isEnough(own)) return { ...told, widened: 'none', centers: own }
  const area = new Set([...workCenter.values()].filter((each) => areaId !== undefined && each.areaId === areaId).map(({ id }) => id))
  const hidden = new Set([...area].filter((each) => !crew.isEnough(new Set([each]))))
  if (crew.isEnough(hidden) && crew.isEnough(area)) return { ...told, widened: 'area', centers: area }
  const all = new Set(workCenter.keys())
  const { shift, ...whole } = ask
  return shift === undefined || crew.isEnough(all) ? { ...told, widened: 'site', centers: all } : groupOf(model, whole)
}

interface Crew {
  /** Whether so many people were rostered at these work centers that nobody can be told apart; of a shift, in it and in the others. */
  readonly isEnough: (centers: ReadonlySet<string>) => boolean
  readonly worksAt: Group['worksAt']
}

function crewOf(model: Model, ask: KeptAsk): Crew {
  const range = spanOf(ask)
  const times = shiftTimes(model, range)
  const spans = new Map<string, readonly Span[]>()
  const spansAt = (center: string): readonly Span[] => {
    const known = spans.get(center) ?? (ask.shift === undefined ? [range] : times(center).filter(({ name }) => name === ask.shift))
    spans.set(center, known)
    return known
  }
  const within = new Map<string, Set<string>>()
  const without = new Map<string, Set<string>>()
  for (const { personId, workCenterId, startAt, endAt } of model.byKind.roster.values()) {
    const span = spanOf({ fromAt: startAt, toAt: endAt })
    if (!overlap(span, range)) continue
    const places = workCenterId === undefined ? (model.byKind.person.get(personId)?.workCenterIds ?? []) : [workCenterId]
    for (const place of places) {
      const side = spansAt(place).some((each) => overlap(each, span)) ? within : without
      side.set(place, (side.get(place) ?? new Set()).add(personId))
    }
  }
  return {
    isEnough: (centers) => {
      const others = peopleAt(without, centers)
      return peopleAt(within, centers) >= GROUP_MIN && (others === 0 || others >= GROUP_MIN)
    },
    worksAt: (center, at) => spansAt(center).some(({ fromMs, toMs }) => fromMs <= instantToMs(at) && instantToMs(at) < toMs),
  }
}

function peopleAt(people: ReadonlyMap<string, ReadonlySet<string>>, centers: ReadonlySet<string>): number {
  return new Set([...centers].flatMap((each) => [...(people.get(each) ?? [])])).size
}

function spanOf({ fromAt, toAt }: Pick<KeptAsk, 'fromAt' | 'toAt'>): Span {
  return { fromMs: instantToMs(fromAt), toMs: instantToMs(toAt) }
}
