/** Where and when the page is: the zone of the plant and its time, for ages and pictures that move on with it. */
import { type Instant, instantFromMs } from '../../src/core/values/instant.ts'
import { useClock, usePlantFrame } from './plant-provider.tsx'

/** How often an age is counted anew. */
const EVERY_MS = 5000

export interface PlantNow {
  /** IANA zone. */
  readonly zone: string
  readonly nowMs: number
  readonly now: Instant
}

export function usePlant(): PlantNow {
  const { zone } = usePlantFrame()
  const nowMs = useClock(EVERY_MS)
  return { zone, nowMs, now: instantFromMs(Math.round(nowMs)) }
}
