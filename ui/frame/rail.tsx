/** The places to go: a rail of words at the left, and on a phone a bar at the bottom with four of them and the rest behind one. */
import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWords } from '../words/use-words.tsx'
import styles from './frame.module.css'
import { PLACE_PATHS, type Place } from './places.ts'

interface RailProps {
  readonly places: readonly Place[]
  readonly current: Place | undefined
}

export function Rail({ places, current }: RailProps) {
  const { frame } = useWords()
  return (
    <nav className={styles.rail} aria-label={frame.navigation}>
      <ul>
        {places.map((place) => (
          <li key={place}>
            <PlaceLink place={place} current={current} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

const IN_BAR = 4

export function BottomBar({ places, current }: RailProps) {
  const { frame } = useWords()
  const behind = places.slice(IN_BAR)
  return (
    <nav className={styles.bottomBar} aria-label={frame.navigation}>
      {places.slice(0, IN_BAR).map((place) => (
        <PlaceLink key={place} place={place} current={current} />
      ))}
      <Menu position="top-end" width={200}>
        <Menu.Target>
          <button type="button" className={styles.place} data-current={behind.some((place) => place === current) || undefined}>
            {frame.more}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {behind.map((place) => (
            <Menu.Item key={place} component={Link} to={PLACE_PATHS[place]}>
              {frame.places[place]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

function PlaceLink({ place, current }: { readonly place: Place; readonly current: Place | undefined }) {
  const { frame } = useWords()
  return (
    <Link
      to={PLACE_PATHS[place]}
      className={styles.place}
      data-current={place === current || undefined}
      aria-current={place === current ? 'page' : undefined}
    >
      {frame.places[place]}
    </Link>
  )
}
