/** Says that what is on the page is old: since when, what still holds, and that it is tried again. */
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { instantFromMs } from '../../src/core/values/instant.ts'
import { useLive } from '../live/live-provider.tsx'
import { useFormat } from '../words/use-format.tsx'
import { useWords } from '../words/use-words.tsx'
import styles from './frame.module.css'

/** A break that is over sooner is no news. */
const NEWS_MS = 1000
/** How often its age is counted; it is also the youngest that is told. */
const EVERY_MS = 5000

export function LostBanner() {
  const { frame } = useWords()
  const { connection, tryNow } = useLive()
  const { relative } = useFormat()
  const [nowMs, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  if (connection.kind !== 'lost' || connection.retryAt - connection.since < NEWS_MS) return null
  return (
    <section className={styles.lost} aria-label={frame.connection.lost}>
      <p>
        {frame.lostSince(relative(instantFromMs(Math.min(connection.since, nowMs - EVERY_MS)), nowMs))} {frame.lostRetry}
      </p>
      <Button variant="default" onClick={tryNow}>
        {frame.tryNow}
      </Button>
    </section>
  )
}
