/** Times as people write them on a command line, and as they are shown to them. */
import { type Instant, instantFromMs, instantToMs } from '../core/values/instant.ts'
import { wrongUse } from './outcome.ts'

const DURATION_PART = /(\d+(?:\.\d+)?)\s*(d|h|min|m)/g
const SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, min: 60, m: 60 }

/** `6h`, `90min`, `1d12h` in seconds; a day is 24 hours. Throws a `Refusal` for anything else. */
export function secondsOf(text: string, option: string): number {
  const parts = [...text.matchAll(DURATION_PART)]
  const seconds = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (SECONDS[unit ?? ''] ?? 0), 0)
  if (parts.length > 0 && text.replace(DURATION_PART, '').trim() === '' && seconds > 0) return seconds
  const next = `Write --${option} as 6h, 90min, 5d or 1d12h.`
  throw wrongUse({
    code: 'use-wrong-duration',
    message: 'This is not a length of time.',
    next,
    facts: { option: `--${option}`, value: text },
  })
}

/** An instant, a local time or a local day (its first moment) in `zone`. Throws a `Refusal` when it is none of them. */
export function momentOf(text: string, zone: string, option: string): Instant {
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes('T')) return instantFromMs(Temporal.Instant.from(text).epochMilliseconds)
    const local = Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' })
    return instantFromMs(local.toZonedDateTime(zone).epochMilliseconds)
  } catch {
    const next = `Write --${option} as 2026-05-08, 2026-05-08T06:00 (in ${zone}) or 2026-05-08T06:00:00Z.`
    throw wrongUse({
      code: 'use-wrong-date',
      message: 'This is not a date or a time.',
      next,
      facts: { option: `--${option}`, value: text },
    })
  }
}

export function later(at: Instant, seconds: number): Instant {
  return instantFromMs(instantToMs(at) + Math.round(seconds * 1000))
}

/** A moment in local time of `zone`, to the minute. */
export function momentText(at: Instant | null, zone: string): string {
  if (at === null) return 'not known'
  const local = Temporal.Instant.fromEpochMilliseconds(instantToMs(at)).toZonedDateTimeISO(zone)
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** A length of time in its two largest units: `5 d 3 h`, `2 h 5 min`, `45 min`. */
export function durationText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts: readonly (readonly [number, string])[] = [
    [days, 'd'],
    [hours, 'h'],
    [rest, 'min'],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  if (first === -1) return seconds === 0 ? '0 min' : 'under a minute'
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ')
}
