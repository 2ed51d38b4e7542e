/** An instant: how long ago it was with the exact time on hover or focus, or the time itself with how long ago. */
import { Tooltip } from '@mantine/core'
import type { Instant } from '../../src/core/values/instant.ts'
import { usePlant } from '../live/use-plant.ts'
import { useFormat } from '../words/use-format.tsx'
import styles from './kit.module.css'

interface MomentProps {
  readonly at: Instant
  /** Shows day and time instead of the distance to now. */
  readonly exact?: boolean
}

export function Moment({ at, exact }: MomentProps) {
  const { dateTime, dateTimeExact, relative } = useFormat()
  const { nowMs } = usePlant()
  if (exact === true) {
    return (
      <time dateTime={at} title={relative(at, nowMs)} className={styles.moment}>
        {dateTime(at)}
      </time>
    )
  }
  return (
    <Tooltip label={dateTimeExact(at)} events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reached by keyboard, too */}
      <time dateTime={at} tabIndex={0} className={styles.age}>
        {relative(at, nowMs)}
      </time>
    </Tooltip>
  )
}
