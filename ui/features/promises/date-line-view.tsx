/** The dates of a promise drawn on one line; the same dates stand beside it as a list. */
import { useElementSize } from '@mantine/hooks'
import type { Instant } from '../../../src/core/values/instant.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { layoutDates, type PromiseDates } from './date-line.ts'
import styles from './promises.module.css'

/** Width of the longest label, in pixels. */
const LABEL = 152

export function DateLineView({ dates, now }: { readonly dates: PromiseDates; readonly now: Instant }) {
  const { promises } = useWords()
  const { dateTime } = useFormat()
  const { ref, width } = useElementSize()
  const share = Math.min(1, LABEL / Math.max(LABEL, width))
  const { marks, band, gap } = layoutDates(dates, now, share)
  const rows = Math.max(...marks.map(({ row }) => row)) + 1
  const percent = (part: number): string => `${part * 100}%`
  return (
    <div ref={ref} className={styles.dateLine} style={{ height: 28 + rows * 36 }}>
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
            data-edge={place < share / 2 ? 'left' : place > 1 - share / 2 ? 'right' : undefined}
            style={{
              left: percent(Math.min(Math.max(0, place - share / 2), 1 - share)),
              top: 26 + row * 36,
              width: percent(share),
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
