/** A copy of a projection to look for sequences in. */
import { Projection } from './projection.ts'

/** The same parameters and the network's own sequence, with stations that wait as they do there. Whatever is done to it leaves the projection it comes from alone. */
export function copyOf({ network, duration, release, off, disturbed }: Projection): Projection {
  const copy = new Projection(network)
  copy.duration.set(duration)
  copy.release.set(release)
  copy.off.set(off)
  disturbed.forEach((list, station) => {
    copy.disturbed[station] = list
  })
  copy.projectAll()
  return copy
}
