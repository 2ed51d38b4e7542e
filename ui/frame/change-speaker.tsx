/** Tells whoever does not see the page what changed: late promises, open disruptions, and the connection. */
import { useEffect, useRef } from 'react'
import type { EngineStatus } from '../../src/engine/ports.ts'
import { useAnnounce } from '../live/announcer.tsx'
import { useLive } from '../live/live-provider.tsx'
import { useAnswer } from '../live/use-answer.ts'
import { useWords } from '../words/use-words.tsx'

export function ChangeSpeaker() {
  const { frame } = useWords()
  const say = useAnnounce()
  const { connection } = useLive()
  const status = useAnswer<EngineStatus>('/status').data
  useChange(status?.latePromises, (late) => say('late', frame.saidLate(late)))
  useChange(status?.openDisruptions, (open) => say('open', frame.saidOpen(open)))
  const gone = connection.kind === 'lost' ? true : connection.kind === 'live' ? false : undefined
  useChange(gone, (lost) => say('connection', lost ? frame.saidLost : frame.saidBack))
  return null
}

/** Calls `tell` when a value that was known has become another one. */
function useChange<T>(value: T | undefined, tell: (value: T) => void): void {
  const before = useRef(value)
  useEffect(() => {
    if (value === undefined || before.current === value) return
    const known = before.current !== undefined
    before.current = value
    if (known) tell(value)
  })
}
