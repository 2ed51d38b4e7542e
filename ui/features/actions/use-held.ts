/** Keeps what is shown as it is while a person is at it: a list that reorders under the hand makes them press the wrong button. */
import { useState } from 'react'

export interface Held<T> {
  readonly shown: T
  /** Whether there is something newer than what is shown. */
  readonly newer: boolean
  /** Shows the newest. */
  readonly release: () => void
}

export function useHeld<T>(latest: T, held: boolean): Held<T> {
  const [shown, setShown] = useState(latest)
  if (!held && shown !== latest) setShown(latest)
  return { shown: held ? shown : latest, newer: held && shown !== latest, release: () => setShown(latest) }
}
