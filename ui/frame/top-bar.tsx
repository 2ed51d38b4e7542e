/** The bar above every page: which plant, what time it is there, the search, who one is, and whether the page is live. */
import { Link } from '@tanstack/react-router'
import { SearchBox } from '../features/search/search-box.tsx'
import { useLive } from '../live/live-provider.tsx'
import { useClock, usePlantFrame } from '../live/plant-provider.tsx'
import { useFormat } from '../words/use-format.tsx'
import { useWords } from '../words/use-words.tsx'
import { ConnectionMark } from './connection-mark.tsx'
import styles from './frame.module.css'
import { SettingsMenu } from './settings-menu.tsx'

export function TopBar() {
  const { frame } = useWords()
  const { site, example } = usePlantFrame()
  const { connection } = useLive()
  const unnamed = connection.kind === 'live' ? frame.noSite : PRODUCT
  return (
    <header className={styles.topBar}>
      <div className={styles.plant}>
        <Link to="/" className={styles.site}>
          {site?.name ?? example?.name ?? unnamed}
        </Link>
        <PlantClock />
      </div>
      <SearchBox />
      <div className={styles.tools}>
        <ConnectionMark />
        <SettingsMenu />
      </div>
    </header>
  )
}

/** Stands where the name of the plant is not known yet, or nobody's business. */
const PRODUCT = 'Throughline'

const EVERY_MS = 1000

function PlantClock() {
  const { frame } = useWords()
  const { anchor } = usePlantFrame()
  const { dayOf, timeOf, number } = useFormat()
  const nowMs = useClock(EVERY_MS)
  const pace = anchor.speed === 0 ? frame.standingStill : anchor.speed === 1 ? null : frame.speed(number(anchor.speed))
  return (
    <span className={styles.clock}>
      <time dateTime={new Date(nowMs).toISOString()} title={frame.plantTime}>
        <span className={styles.clockDay}>{dayOf(nowMs)}, </span>
        {timeOf(nowMs)}
      </time>
      {pace === null ? null : <span className={styles.pace}>{pace}</span>}
    </span>
  )
}
