/** How long a stop lasts, from the stops that are on record: by unit and reason where there are enough, else by what is wider. */
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'

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

interface Stop {
  readonly ms: number
  /** False while it lasts: then it lasts at least so long. */
  readonly ended: boolean
}

/** Fewer ended stops than this say nothing that one could plan with. */
const ENOUGH = 3

/**
 * Until when a stop lasts, given that it has lasted until now (Kaplan-Meier estimate, open stops censored).
 * Undefined where no record holds enough stops that lasted as long: then the end is not known.
 */
export function expectedEnd(history: Iterable<Disruption>, asked: StopAsked): ExpectedEnd | undefined {
  const { disruption, now, unitName, centerName, peers } = asked
  const stops = [...history].filter((each) => each.kind === 'workUnitDown' && each.id !== disruption.id && each.workUnitId !== undefined)
  const ofUnit = stops.filter((each) => each.workUnitId === disruption.workUnitId)
  const { reason } = disruption
  const levels: readonly (readonly [stops: readonly Disruption[], of: string])[] = [
    ...(reason === undefined ? [] : [[ofUnit.filter((each) => each.reason === reason), `${unitName} for '${reason}'`] as const]),
    [ofUnit, unitName],
    [stops.filter((each) => peers.has(each.workUnitId ?? '')), centerName],
  ]
  const elapsedMs = Math.max(0, instantToMs(now) - instantToMs(disruption.startAt))
  for (const [recorded, of] of levels) {
    const lasted = recorded.map((each) => lastedOf(each, now)).filter(({ ms }) => ms >= asked.microMs)
    const longer = lasted.filter(({ ms }) => ms > elapsedMs)
    const ended = longer.filter((each) => each.ended).length
    if (ended < ENOUGH) continue
    const median = quantile(longer, 0.5)
    if (median === undefined) continue
    const most = quantile(longer, 0.9)
    const start = instantToMs(disruption.startAt)
    return {
      expectedEndAt: instantFromMs(start + median),
      ...(most === undefined ? {} : { latestEndAt: instantFromMs(start + most) }),
      endBasis: basisText({ ended, open: longer.length - ended, of, elapsedMs }),
    }
  }
  return undefined
}

function lastedOf({ startAt, closedAt, endAt }: Disruption, now: Instant): Stop {
  const until = closedAt ?? (endAt !== undefined && endAt <= now ? endAt : undefined)
  return { ms: instantToMs(until ?? now) - instantToMs(startAt), ended: until !== undefined }
}

/** The time by which a share of the stops has ended; undefined where too many are still open to say. */
function quantile(stops: readonly Stop[], share: number): number | undefined {
  const sorted = [...stops].sort((a, b) => a.ms - b.ms || Number(b.ended) - Number(a.ended))
  let lasting = 1
  for (const [k, { ms, ended }] of sorted.entries()) {
    if (!ended) continue
    lasting *= 1 - 1 / (sorted.length - k)
    if (lasting <= 1 - share + 1e-9) return ms
  }
  return undefined
}

function basisText(what: { readonly ended: number; readonly open: number; readonly of: string; readonly elapsedMs: number }): string {
  const still = what.open === 0 ? '' : `, ${what.open} more still open`
  const longer = what.elapsedMs < 60_000 ? '' : ` that lasted longer than ${Math.round(what.elapsedMs / 60_000)} min`
  return `From ${what.ended} recorded stops of ${what.of}${longer}${still}.`
}
