/** The dates of a promise drawn on one line; the same dates stand beside it as a list. */
import type { Instant } from '../../../src/core/values/instant.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { layoutDates, type PromiseDates } from './date-line.ts'
import styles from './promises.module.css'

const LABEL_SHARE = 0.24

export function DateLineView({ dates, now }: { readonly dates: PromiseDates; readonly now: Instant }) {
  const { promises } = useWords()
  const { dateTime } = useFormat()
  const { marks, band, gap } = layoutDates(dates, now, LABEL_SHARE)
  const rows = Math.max(...marks.map(({ row }) => row)) + 1
  const percent = (share: number): string => `${share * 100}%`
  return (
    <div className={styles.dateLine} style={{ height: 28 + rows * 36 }}>
      <span className={styles.dateAxis} />
      {gap === null ? null : (
        <span
          className={styles.dateGap}
          data-late={gap.late || undefined}
          style={{ left: percent(gap.from), width: percent(gap.to - gap.from) }}
        />
      )}
      {band === null ? null : (
        <span className={styles.dateBand} style={{ left: percent(band.from), width: percent(band.to - band.from) }} />
      )}
      {marks.map(({ kind, at, place, row }) => (
        <span key={kind}>
          <span className={styles.dateMark} data-kind={kind} style={{ left: percent(place), height: 14 + row * 36 }} />
          <span
            className={styles.dateLabel}
            data-kind={kind}
            style={{
              left: percent(Math.min(Math.max(0, place - LABEL_SHARE / 2), 1 - LABEL_SHARE)),
              top: 26 + row * 36,
              width: percent(LABEL_SHARE),
            }}
          >
            <span className={styles.dateKind}>{promises[kind]}</span>
            <span>{dateTime(at)}</span>
          </span>
        </span>
      ))}
    </div>
  )
}
