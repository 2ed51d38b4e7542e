/** How long a stop lasts, from the stops that are on record: by unit and reason where there are enough, else by what is wider. */
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { type Said, said } from '../values/said.ts'
import { type Lasted, overBy } from './lasting.ts'

/** Said of a stop whose work unit has fallen silent: it may have ended. */
export const NOT_HEARD_OF: Said = said('end-not-heard-of')

export interface ExpectedEnd {
  /** As likely before as after. */
  readonly expectedEndAt: Instant
  /** Nine times in ten before it; absent where the record says too little. */
  readonly latestEndAt?: Instant
  /** What it rests on. */
  readonly endRestsOn: readonly Said[]
}

export interface StopAsked {
  readonly disruption: Disruption
  readonly now: Instant
  /** Stops that are shorter are micro-stops and no repairs. */
  readonly microMs: number
  /** Units of the same work center, this one among them. */
  readonly peers: ReadonlySet<string>
  readonly workCenterId: string
}

/** Fewer ended stops than this say nothing that one could plan with. */
const ENOUGH = 3
/** The time before which nine in ten ended can't be read from fewer. */
const ENOUGH_FOR_LATEST = 9

/** The stops of one level that lasted longer than this one has until now. */
interface StopRecord {
  readonly stops: readonly Lasted[]
  readonly ended: number
  /** Whose stops they are. */
  readonly of: Said
}

/**
 * Until when a stop lasts, given that it has lasted until now (Kaplan-Meier estimate, open stops censored).
 * By unit and reason, else by unit, else by work center, whichever first holds enough stops that lasted as long;
 * undefined where none does: then the end is not known. The latest end needs more of them and may rest on a wider record.
 */
export function expectedEnd(history: Iterable<Disruption>, asked: StopAsked): ExpectedEnd | undefined {
  const elapsedMs = Math.max(0, instantToMs(asked.now) - instantToMs(asked.disruption.startAt))
  const records = recordsOf(history, asked, elapsedMs)
  const likely = firstOf(records, 0.5, ENOUGH)
  if (likely === undefined) return undefined
  const latest = firstOf(records.slice(records.indexOf(likely.record)), 0.9, ENOUGH_FOR_LATEST)
  const start = instantToMs(asked.disruption.startAt)
  const wider = latest === undefined || latest.record === likely.record ? [] : [said('latest-end-from-more'), basisOf(latest.record, 0)]
  return {
    expectedEndAt: instantFromMs(start + likely.ms),
    ...(latest === undefined ? {} : { latestEndAt: instantFromMs(start + Math.max(likely.ms, latest.ms)) }),
    endRestsOn: [basisOf(likely.record, elapsedMs), ...wider],
  }
}

function recordsOf(history: Iterable<Disruption>, asked: StopAsked, elapsedMs: number): readonly StopRecord[] {
  const { disruption, now, workCenterId, peers, microMs } = asked
  const { reason, workUnitId = '' } = disruption
  const stops = [...history].filter((each) => each.kind === 'workUnitDown' && each.id !== disruption.id && peers.has(each.workUnitId ?? ''))
  const ofUnit = stops.filter((each) => each.workUnitId === workUnitId)
  const levels: readonly (readonly [stops: readonly Disruption[], of: Said])[] = [
    ...(reason === undefined
      ? []
      : [[ofUnit.filter((each) => each.reason === reason), said('from-stops-of-unit-for', { workUnitId, reason })] as const]),
    [ofUnit, said('from-stops-of-unit', { workUnitId })],
    [stops, said('from-stops-of-center', { workCenterId })],
  ]
  return levels.map(([recorded, of]) => {
    const longer = recorded.map((each) => lastedOf(each, now)).filter(({ ms }) => ms >= microMs && ms > elapsedMs)
    return { stops: longer, ended: longer.filter((each) => each.ended).length, of }
  })
}

/** The first record that holds enough to say by when a share of its stops has ended. */
function firstOf(
  records: readonly StopRecord[],
  share: number,
  enough: number,
): { readonly record: StopRecord; readonly ms: number } | undefined {
  for (const record of records) {
    const ms = record.ended < enough ? undefined : overBy(record.stops, share)
    if (ms !== undefined) return { record, ms }
  }
  return undefined
}

function lastedOf({ startAt, closedAt, endAt }: Disruption, now: Instant): Lasted {
  const until = closedAt ?? (endAt !== undefined && endAt <= now ? endAt : undefined)
  return { ms: instantToMs(until ?? now) - instantToMs(startAt), ended: until !== undefined }
}

/** How many stops of whom they are, and that they lasted longer than this one has, in seconds; null where it has only begun. */
function basisOf({ stops, ended, of }: StopRecord, elapsedMs: number): Said {
  const lastedSeconds = elapsedMs < 60_000 ? null : Math.round(elapsedMs / 60_000) * 60
  return { ...of, facts: { stops: ended, ...of.facts, lastedSeconds, stillOpen: stops.length - ended } }
}
