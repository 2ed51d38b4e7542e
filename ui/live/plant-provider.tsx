/** Which plant this is and what time it is there, for everything on the page that tells an age. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Site } from '../../src/core/records/site.ts'
import type { Instant } from '../../src/core/values/instant.ts'
import type { ExampleState } from '../../src/engine/example-ports.ts'
import type { EngineStatus } from '../../src/engine/ports.ts'
import { anchorOf, plantMs, type TimeAnchor } from './plant-time.ts'
import { useAnswer } from './use-answer.ts'
import { useRecords } from './use-records.ts'

export interface Plant {
  /** Undefined while nothing is known of the site. */
  readonly site: Site | undefined
  /** IANA zone; that of this machine while the site's is not known. */
  readonly zone: string
  readonly anchor: TimeAnchor
  /** Null where no example company runs. */
  readonly example: ExampleState | null
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone
const Known = createContext<Plant | null>(null)

/** An example company has no journal entry for a changed speed, so that its clock is asked for. */
const EXAMPLE_EVERY_MS = 5000

export function PlantProvider({ children }: { readonly children: ReactNode }) {
  const status = useAnswer<EngineStatus>('/status')
  const hasExample = useRef(true)
  const example = useAnswer<{ readonly state: ExampleState | null }>(
    '/example',
    {},
    hasExample.current ? { everyMs: EXAMPLE_EVERY_MS } : {},
  )
  const state = example.data?.state ?? null
  if (example.data !== undefined || example.error !== null) hasExample.current = state !== null
  const site = useRecords<Site>('site').data?.[0]
  const at = state?.plantTime ?? status.data?.at
  const heardAt = state === null ? status.dataUpdatedAt : example.dataUpdatedAt
  const speed = state?.speed
  const anchor = useMemo(() => heard(at, speed, heardAt), [at, speed, heardAt])
  const plant = useMemo(() => ({ site, zone: site?.zone ?? HERE, anchor, example: state }), [site, anchor, state])
  return <Known value={plant}>{children}</Known>
}

function heard(at: Instant | undefined, speed: number | undefined, heardAt: number): TimeAnchor {
  const [steadyMs, wallMs] = [performance.now(), Date.now()]
  // Before the server said anything, this machine's clock is the best guess.
  if (at === undefined) return { atMs: wallMs, steadyMs, speed: 1 }
  return anchorOf({ at, speed, steadyMs: steadyMs - (wallMs - heardAt), wallMs: heardAt })
}

export function usePlantFrame(): Plant {
  const plant = useContext(Known)
  if (plant === null) throw new Error('a page was drawn outside of its plant')
  return plant
}

/** The plant's time, drawn anew every so many milliseconds of ours. */
export function useClock(everyMs: number): number {
  const { anchor } = usePlantFrame()
  const [, tick] = useState(0)
  useEffect(() => {
    if (anchor.speed === 0) return
    const timer = setInterval(() => tick((n) => n + 1), everyMs)
    return () => clearInterval(timer)
  }, [anchor, everyMs])
  return plantMs(anchor, performance.now())
}
