/** The frame around every page: top bar, rail, banner of a lost connection, the page, and the panel of an example company. */
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { TroublePanel } from '../features/example/trouble-panel.tsx'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { useLive } from '../live/live-provider.tsx'
import { usePlantFrame } from '../live/plant-provider.tsx'
import { useSession } from '../live/use-session.ts'
import { FormatProvider } from '../words/use-format.tsx'
import { useWords } from '../words/use-words.tsx'
import { ChangeSpeaker } from './change-speaker.tsx'
import styles from './frame.module.css'
import { LostBanner } from './lost-banner.tsx'
import { PLACES, placeOf } from './places.ts'
import { BottomBar, Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

export function Shell() {
  const { frame } = useWords()
  const { zone, anchor, site, example } = usePlantFrame()
  const { connection } = useLive()
  const session = useSession()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const place = placeOf(path)
  const heading = place === undefined ? undefined : frame.places[place]
  useEffect(() => {
    document.title = frame.titleOf(heading ?? 'Throughline', site?.name ?? 'Throughline')
  }, [frame, heading, site])
  const signedOut = session.error?.status === 401 || connection.kind === 'signedOut'
  const main = (
    <main id="main" tabIndex={-1} className={styles.main}>
      {signedOut ? <SignInPage /> : <Outlet />}
    </main>
  )
  // A terminal on the floor shows its work unit and nothing else.
  if (path === '/kiosk') return <FormatProvider place={{ zone, year: new Date(anchor.atMs).getUTCFullYear() }}>{main}</FormatProvider>
  return (
    <FormatProvider place={{ zone, year: new Date(anchor.atMs).getUTCFullYear() }}>
      <a className={styles.skip} href="#main">
        {frame.skip}
      </a>
      <div className={styles.shell} data-example={example !== null || undefined}>
        <TopBar />
        <Rail places={PLACES} current={place} />
        <div className={styles.middle}>
          <LostBanner />
          {main}
        </div>
        <BottomBar places={PLACES} current={place} />
      </div>
      {signedOut ? null : <TroublePanel />}
      <ChangeSpeaker />
    </FormatProvider>
  )
}
