/** Calls `onIdle` once nobody has touched this screen or typed for `ms`. */
import { useEffect, useRef } from 'react'

export function useIdle(ms: number, onIdle: () => void): void {
  const latest = useRef(onIdle)
  useEffect(() => {
    latest.current = onIdle
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const begin = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => latest.current(), ms)
    }
    begin()
    addEventListener('pointerdown', begin)
    addEventListener('keydown', begin)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointerdown', begin)
      removeEventListener('keydown', begin)
    }
  }, [ms])
}
