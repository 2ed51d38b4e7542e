/** The time axis above the bars: days and hours of the plant. */
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './floor.module.css'
import { pixelOf, type TimeWindow, ticksOf } from './time-scale.ts'

interface GanttAxisProps {
  readonly window: TimeWindow
  readonly width: number
  readonly zone: string
  readonly nowMs: number
}

export function GanttAxis({ window, width, zone, nowMs }: GanttAxisProps) {
  const { floor } = useWords()
  const { dayOf, timeOf } = useFormat()
  const now = pixelOf(nowMs, window, width)
  return (
    <div className={styles.axis} aria-hidden="true">
      {ticksOf(window, { width, zone, apart: 64 }).map(({ ms, major }) => (
        <span key={ms} className={styles.tick} data-major={major || undefined} style={{ left: pixelOf(ms, window, width) }}>
          {major ? dayOf(ms) : timeOf(ms)}
        </span>
      ))}
      {now >= 0 && now <= width ? (
        <span className={styles.nowTick} style={{ left: now }}>
          {floor.now}
        </span>
      ) : null}
    </div>
  )
}
