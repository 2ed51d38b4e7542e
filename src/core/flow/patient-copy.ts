/** A copy of a projection in which stations wait as long as it takes: to look for sequences in, where nothing may be done out of its turn. */
import { Projection } from './projection.ts'

/** The same parameters and the network's own sequence. Whatever is done to it leaves the projection it comes from alone. */
export function patientCopy({ network, duration, release, off, disturbed }: Projection): Projection {
  const copy = new Projection(network, Number.POSITIVE_INFINITY)
  copy.duration.set(duration)
  copy.release.set(release)
  copy.off.set(off)
  disturbed.forEach((list, station) => {
    copy.disturbed[station] = list
  })
  copy.projectAll()
  return copy
}
