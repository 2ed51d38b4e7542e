/** Signing on at a kiosk by badge and PIN, and saying that the work one was chosen for is done. It ends by itself when nobody touches the screen. */
import { useState } from 'react'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import { useAnnounce } from '../../live/announcer.tsx'
import { AskFailure, send, sendFor } from '../../live/ask.ts'
import { useWords } from '../../words/use-words.tsx'
import { SignOnForm } from './sign-on-form.tsx'
import { SignedOnWork } from './signed-on-work.tsx'
import { useIdle } from './use-idle.ts'

interface SignOnScreenProps {
  readonly unit: FloorUnit
  readonly onBack: () => void
}

/** Long enough to put a glove off and on, short enough that the next person is not taken for the one before. */
const IDLE_MS = 2 * 60_000

interface SignedOn {
  readonly name: string
  readonly signOn: string
}

export function SignOnScreen({ unit, onBack }: SignOnScreenProps) {
  const { kiosk } = useWords()
  const announce = useAnnounce()
  const [signed, setSigned] = useState<SignedOn>()
  const leave = (): void => {
    if (signed !== undefined) {
      // The server ends it after minutes anyway, so that nobody waits for its answer.
      void sendFor(signed.signOn, { method: 'DELETE', path: '/kiosk/sign-on' }).catch(() => undefined)
      announce('kiosk', kiosk.signedOff)
    }
    onBack()
  }
  useIdle(IDLE_MS, leave)
  if (signed !== undefined) return <SignedOnWork unit={unit} name={signed.name} signOn={signed.signOn} onLeave={leave} />
  return (
    <SignOnForm
      onBack={leave}
      onEnter={async (badge, pin) => {
        try {
          setSigned(await send<SignedOn>('POST', '/kiosk/sign-on', { badge, pin }))
          return undefined
        } catch (error) {
          if (error instanceof AskFailure) return error
          throw error
        }
      }}
    />
  )
}
