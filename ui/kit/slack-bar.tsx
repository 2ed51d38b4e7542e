/** Slack as a bar that empties; once it is gone, the lateness grows from the same edge in its own pattern. */
import { useFormat } from '../words/use-format.tsx'
import { useWords } from '../words/use-words.tsx'
import styles from './kit.module.css'

interface SlackBarProps {
  /** Negative is late. */
  readonly slackSeconds: number
  /** What a full bar means: the time to the confirmed date. */
  readonly ofSeconds: number
}

export function SlackBar({ slackSeconds, ofSeconds }: SlackBarProps) {
  const { kit } = useWords()
  const { duration } = useFormat()
  const late = slackSeconds < 0
  const share = Math.min(1, Math.abs(slackSeconds) / Math.max(1, ofSeconds))
  const text = late ? kit.lateOf(duration(-slackSeconds)) : kit.slackOf(duration(slackSeconds), duration(ofSeconds))
  return (
    <div className={styles.slack} data-late={late || undefined}>
      <span className={styles.slackTrack} aria-hidden="true">
        <span className={styles.slackFill} style={{ width: `${Math.max(1, share * 100)}%` }} />
      </span>
      <span>{text}</span>
    </div>
  )
}
