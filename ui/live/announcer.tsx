/** Tells screen readers what changed, in whole sentences, at most one message at a time and not more often than a person can listen. */
import { VisuallyHidden } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'

const EVERY_MS = 4000

const Said = createContext<(topic: string, sentence: string) => void>(() => undefined)

export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState('')
  const waiting = useRef(new Map<string, string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = useCallback((topic: string, sentence: string) => {
    // Of two messages on one topic only the newer is still true.
    waiting.current.set(topic, sentence)
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      setText([...waiting.current.values()].join(' '))
      waiting.current.clear()
    }, EVERY_MS)
  }, [])
  return (
    <Said value={say}>
      {children}
      <VisuallyHidden>
        <div role="status" aria-live="polite">
          {text}
        </div>
      </VisuallyHidden>
    </Said>
  )
}

/** Says `sentence` when there is time; a later one on the same topic takes its place. */
export function useAnnounce(): (topic: string, sentence: string) => void {
  return useContext(Said)
}
