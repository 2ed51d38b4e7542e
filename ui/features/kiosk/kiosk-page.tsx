/** The whole screen for one work unit: no rail, no menus. It opens without a connection and says what still works. */
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { instantFromMs } from '../../../src/core/values/instant.ts'
import { useLive } from '../../live/live-provider.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { lastHeardMs } from './device-time.ts'
import { keepForOffline } from './keep-for-offline.ts'
import styles from './kiosk.module.css'
import { KioskStation } from './kiosk-station.tsx'

export interface KioskSearch {
  readonly unit?: string
}

interface KioskPageProps {
  readonly search: KioskSearch
  readonly onSearch: (next: KioskSearch) => void
}

/** A break that is over sooner is no news. */
const NEWS_MS = 1000

export function KioskPage({ search, onSearch }: KioskPageProps) {
  const { kiosk } = useWords()
  useEffect(() => keepForOffline(), [])
  return (
    <div className={styles.screen}>
      <Offline />
      <KioskStation unitId={search.unit} onUnit={(unit) => onSearch(unit === undefined ? {} : { unit })} />
      <p className={styles.out}>
        <Link to="/">{kiosk.allPages}</Link>
      </p>
    </div>
  )
}

function Offline() {
  const { kiosk } = useWords()
  const { connection } = useLive()
  const { relative } = useFormat()
  const [nowMs, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000)
    return () => clearInterval(timer)
  }, [])
  if (connection.kind !== 'lost' || connection.retryAt - connection.since < NEWS_MS) return null
  const heard = Math.min(connection.since, lastHeardMs() ?? connection.since)
  return (
    <p className={styles.offline} role="status">
      <strong>{kiosk.offline}</strong> {kiosk.offlineSince(relative(instantFromMs(heard), nowMs))}
    </p>
  )
}
