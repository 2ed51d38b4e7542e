/** Two steps with one field each: the badge, which a reader types, then the PIN. Keys are large enough for gloves; what a reader types always finds the field. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ServerText } from '../../kit/server-text.tsx'
import type { AskFailure } from '../../live/ask.ts'
import { useLive } from '../../live/live-provider.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './kiosk.module.css'
import { NumberPad } from './number-pad.tsx'

interface SignOnFormProps {
  /** Why it was refused; undefined where it was not. */
  readonly onEnter: (badge: string, pin: string) => Promise<AskFailure | undefined>
  readonly onBack: () => void
}

const PIN_DIGITS = { least: 6, most: 12 } as const

export function SignOnForm({ onEnter, onBack }: SignOnFormProps) {
  const { kiosk } = useWords()
  const offline = useLive().connection.kind === 'lost'
  const { isPin, text, write, whole, busy, failure, enter, again } = useSteps(onEnter)
  const field = useFieldFor(isPin)
  return (
    <form className={styles.signOn} onSubmit={(event) => void enter(event)} aria-label={kiosk.signOn}>
      <h1>{isPin ? kiosk.enterPin : kiosk.showBadge}</h1>
      <p className={styles.small}>{kiosk.signOnWhy}</p>
      {offline ? (
        <p className={styles.calm} role="status">
          {kiosk.signOnOffline}
        </p>
      ) : failure === undefined ? null : (
        <p className={styles.calm} role="status">
          <WhyNot failure={failure} />
        </p>
      )}
      <label className={styles.entryLabel}>
        {isPin ? kiosk.pin : kiosk.badge}
        <input
          ref={field}
          className={styles.entry}
          type={isPin ? 'password' : 'text'}
          inputMode="none"
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
      </label>
      <NumberPad onDigit={(digit) => write(text + digit)} onErase={() => write(text.slice(0, -1))} />
      <div className={styles.padEnd}>
        <button type="button" className={styles.key} onClick={isPin ? again : onBack}>
          {isPin ? kiosk.otherBadge : kiosk.back}
        </button>
        <button type="submit" className={styles.goOn} disabled={!whole || busy || (offline && isPin)}>
          {isPin ? kiosk.enter : kiosk.goOn}
        </button>
      </div>
      {isPin ? (
        <button type="button" className={`${styles.key} ${styles.wide}`} onClick={onBack}>
          {kiosk.backToWork}
        </button>
      ) : null}
    </form>
  )
}

/** What was typed, step by step. A refusal says nothing about which of the two was wrong, so that the PIN is asked for again. */
function useSteps(onEnter: SignOnFormProps['onEnter']) {
  const [badge, setBadge] = useState<string>()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<AskFailure>()
  const isPin = badge !== undefined
  const whole = isPin ? text.length >= PIN_DIGITS.least : text.trim() !== ''
  return {
    isPin,
    text,
    whole,
    busy,
    failure,
    write: (next: string): void => setText(isPin ? next.replaceAll(/\D/g, '').slice(0, PIN_DIGITS.most) : next),
    async enter(event: FormEvent): Promise<void> {
      event.preventDefault()
      if (!whole || busy) return
      setText('')
      if (badge === undefined) {
        setBadge(text.trim())
        return
      }
      setBusy(true)
      setFailure(undefined)
      setFailure(await onEnter(badge, text))
      setBusy(false)
    },
    again(): void {
      setBadge(undefined)
      setText('')
      setFailure(undefined)
    },
  }
}

/** The field of the step has the focus, and gets it back when a key is pressed while nothing has it: a reader types blindly. */
function useFieldFor(step: boolean) {
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its field
  useEffect(() => {
    field.current?.focus()
    const find = (): void => {
      if (document.activeElement === null || document.activeElement === document.body) field.current?.focus()
    }
    addEventListener('keydown', find)
    return () => removeEventListener('keydown', find)
  }, [step])
  return field
}

function WhyNot({ failure: { status, problem } }: { readonly failure: AskFailure }) {
  const { kiosk } = useWords()
  if (status === 0) return kiosk.signOnOffline
  if (status === 401) return kiosk.signOnRefused
  if (status === 429) return kiosk.signOnPaused(Number(problem.facts.waitSeconds ?? 0))
  return <ServerText text={`${problem.message} ${problem.next}`} />
}
