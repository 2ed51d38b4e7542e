/** How long a stop lasts, from the stops that are on record: by unit and reason where there are enough, else by what is wider. */
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { type Lasted, overBy } from './lasting.ts'

export interface ExpectedEnd {
  /** As likely before as after. */
  readonly expectedEndAt: Instant
  /** Nine times in ten before it; absent where the record says too little. */
  readonly latestEndAt?: Instant
  /** What it rests on, in words. */
  readonly endBasis: string
}

export interface StopAsked {
  readonly disruption: Disruption
  readonly now: Instant
  /** Stops that are shorter are micro-stops and no repairs. */
  readonly microMs: number
  /** What people call the work unit. */
  readonly unitName: string
  /** Units of the same work center, this one among them, and what people call that. */
  readonly peers: ReadonlySet<string>
  readonly centerName: string
}

/** Fewer ended stops than this say nothing that one could plan with. */
const ENOUGH = 3
/** The time before which nine in ten ended can't be read from fewer. */
const ENOUGH_FOR_LATEST = 9

/** The stops of one level that lasted longer than this one has until now. */
interface StopRecord {
  readonly stops: readonly Lasted[]
  readonly ended: number
  /** Whose stops they are, in words. */
  readonly of: string
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
  const wider = latest === undefined || latest.record === likely.record ? '' : ` The latest end: ${basisText(latest.record, 0)}`
  return {
    expectedEndAt: instantFromMs(start + likely.ms),
    ...(latest === undefined ? {} : { latestEndAt: instantFromMs(start + Math.max(likely.ms, latest.ms)) }),
    endBasis: `${basisText(likely.record, elapsedMs)}${wider}`,
  }
}

function recordsOf(history: Iterable<Disruption>, asked: StopAsked, elapsedMs: number): readonly StopRecord[] {
  const { disruption, now, unitName, centerName, peers, microMs } = asked
  const { reason, workUnitId } = disruption
  const stops = [...history].filter((each) => each.kind === 'workUnitDown' && each.id !== disruption.id && peers.has(each.workUnitId ?? ''))
  const ofUnit = stops.filter((each) => each.workUnitId === workUnitId)
  const levels: readonly (readonly [stops: readonly Disruption[], of: string])[] = [
    ...(reason === undefined ? [] : [[ofUnit.filter((each) => each.reason === reason), `${unitName} for '${reason}'`] as const]),
    [ofUnit, unitName],
    [stops, centerName],
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

function basisText({ stops, ended, of }: StopRecord, elapsedMs: number): string {
  const open = stops.length - ended
  const still = open === 0 ? '' : `, ${open} more still open`
  const longer = elapsedMs < 60_000 ? '' : ` that lasted longer than ${Math.round(elapsedMs / 60_000)} min`
  return `From ${ended} recorded stops of ${of}${longer}${still}.`
}
