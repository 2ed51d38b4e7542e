/** Takes the focus to what has just been opened in the place of the button that opened it. */
import { type RefObject, useEffect, useRef } from 'react'

export function useFocusOnce<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}
