/** The dates of a promise on one line: asked, confirmed, projected with its band, and now, as fractions of the line's length. */
import type { Instant } from '../../../src/core/values/instant.ts'

export interface PromiseDates {
  readonly requestedAt: Instant | null
  readonly confirmedAt: Instant | null
  readonly projectedAt: Instant | null
  /** Nine times in ten it is met by then. */
  readonly projectedP90At: Instant | null
}

export type DateMarkKind = 'now' | 'asked' | 'confirmed' | 'projected'

export interface DateMark {
  readonly kind: DateMarkKind
  readonly at: Instant
  /** 0 is the left end of the line, 1 the right one. */
  readonly place: number
  /** Labels that would overlap stand in different rows, from 0. */
  readonly row: number
}

export interface DateLine {
  readonly marks: readonly DateMark[]
  /** From the projected date to the one that holds nine times in ten; null where both are the same. */
  readonly band: { readonly from: number; readonly to: number } | null
  /** Between the confirmed and the projected date; `late` where the projected one is behind. Null where one is not known. */
  readonly gap: { readonly from: number; readonly to: number; readonly late: boolean } | null
}

/** Room left and right of the outermost dates. */
const MARGIN = 0.04

/** `labelShare` is the part of the line that one label covers. */
export function layoutDates(dates: PromiseDates, now: Instant, labelShare: number): DateLine {
  const known = (
    [
      ['now', now],
      ['asked', dates.requestedAt],
      ['confirmed', dates.confirmedAt],
      ['projected', dates.projectedAt],
    ] as const
  ).flatMap(([kind, at]) => (at === null ? [] : [{ kind, at }]))
  const all = [...known.map(({ at }) => at), ...(dates.projectedP90At === null ? [] : [dates.projectedP90At])].map((at) => Date.parse(at))
  const first = Math.min(...all)
  const length = Math.max(1, Math.max(...all) - first)
  const placeOf = (at: Instant): number => MARGIN + ((Date.parse(at) - first) / length) * (1 - 2 * MARGIN)
  const marks = inRows(
    known.map(({ kind, at }) => ({ kind, at, place: placeOf(at) })),
    labelShare,
  )
  const { projectedAt, projectedP90At, confirmedAt } = dates
  return {
    marks,
    band:
      projectedAt === null || projectedP90At === null || projectedP90At <= projectedAt
        ? null
        : { from: placeOf(projectedAt), to: placeOf(projectedP90At) },
    gap:
      projectedAt === null || confirmedAt === null
        ? null
        : {
            from: Math.min(placeOf(projectedAt), placeOf(confirmedAt)),
            to: Math.max(placeOf(projectedAt), placeOf(confirmedAt)),
            late: projectedAt > confirmedAt,
          },
  }
}

function inRows(marks: readonly Omit<DateMark, 'row'>[], labelShare: number): readonly DateMark[] {
  const ends: number[] = []
  return [...marks]
    .sort((a, b) => a.place - b.place)
    .map((mark) => {
      const left = Math.min(Math.max(0, mark.place - labelShare / 2), 1 - labelShare)
      const open = ends.findIndex((end) => end <= left)
      const row = open < 0 ? ends.length : open
      ends[row] = left + labelShare
      return { ...mark, row }
    })
}
