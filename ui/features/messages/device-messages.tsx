/** Messages of a role on this device: asked for, allowed, refused by the browser, or not possible, each with what to do. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { Section } from '../../kit/section.tsx'
import { ServerText } from '../../kit/server-text.tsx'
import { useAnnounce } from '../../live/announcer.tsx'
import { AskFailure } from '../../live/ask.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useLanguage, useWords } from '../../words/use-words.tsx'
import { currentSubscription, pushState, type Subscribed, subscribe, unsubscribe } from './device-push.ts'
import styles from './messages.module.css'

/** Whose messages come to this device: the server keeps no account with a subscription, so that only the device knows. */
const REMEMBERED = 'throughline.messages-of'

export function DeviceMessages({ role }: { readonly role: WorkRole }) {
  const { messages } = useWords()
  const state = pushState()
  const key = useAnswer<{ readonly key: string | null }>('/push-key')
  return (
    <Section title={messages.title}>
      {state === 'insecure' || state === 'unsupported' ? (
        <p className={styles.quiet}>{messages.states[state]}</p>
      ) : key.data === undefined ? (
        <p className={styles.quiet}>{key.error === null ? messages.asking : messages.notKnown}</p>
      ) : key.data.key === null ? (
        <p className={styles.quiet}>{messages.off}</p>
      ) : (
        <Asking role={role} serverKey={key.data.key} />
      )}
    </Section>
  )
}

function Asking({ role, serverKey }: { readonly role: WorkRole; readonly serverKey: string }) {
  const { messages, kit } = useWords()
  const { current, of, problem, busy, start, stop } = useDevice(role, serverKey)
  const isOn = current !== null
  return (
    <div className={styles.device}>
      <p>
        {isOn ? (
          <>
            <span aria-hidden="true">● </span>
            {messages.on(of === null ? messages.someRole : kit.workRoles[of])}
          </>
        ) : (
          messages.why(kit.workRoles[role])
        )}
      </p>
      <div className={styles.buttons}>
        {isOn && of === role ? null : (
          <Button variant="default" loading={busy} onClick={start}>
            {isOn ? messages.instead(kit.workRoles[role]) : messages.tell}
          </Button>
        )}
        {isOn ? (
          <Button variant="default" loading={busy} onClick={stop}>
            {messages.noMore}
          </Button>
        ) : null}
      </div>
      <div role="status">{problem === null ? null : <p className={styles.problem}>{problem}</p>}</div>
    </div>
  )
}

function useDevice(role: WorkRole, serverKey: string) {
  const { messages, kit } = useWords()
  const { language } = useLanguage()
  const announce = useAnnounce()
  const client = useQueryClient()
  const [told, setTold] = useState<Exclude<Subscribed, 'on'> | null>(pushState() === 'denied' ? 'denied' : null)
  const queryKey = ['this device', 'subscription']
  const current = useQuery({ queryKey, queryFn: currentSubscription }).data ?? null
  const [of, setOf] = useState(() => localStorage.getItem(REMEMBERED) as WorkRole | null)
  const remember = (next: WorkRole | null): void => {
    if (next === null) localStorage.removeItem(REMEMBERED)
    else localStorage.setItem(REMEMBERED, next)
    setOf(next)
  }
  const renewed = () => client.invalidateQueries({ queryKey })
  const starting = useMutation<Subscribed>({
    mutationFn: () => subscribe(role, language, serverKey),
    onSuccess: async (subscribed) => {
      setTold(subscribed === 'on' ? null : subscribed)
      if (subscribed !== 'on') return
      remember(role)
      await renewed()
      announce('messages', messages.on(kit.workRoles[role]))
    },
  })
  const stopping = useMutation({
    mutationFn: async () => (current === null ? undefined : unsubscribe(current)),
    onSuccess: async () => {
      remember(null)
      await renewed()
      announce('messages', messages.stopped)
    },
  })
  const failure = starting.error ?? stopping.error
  return {
    current,
    of,
    busy: starting.isPending || stopping.isPending,
    problem:
      failure instanceof AskFailure ? (
        <ServerText text={`${failure.problem.message} ${failure.problem.next}`} />
      ) : told === null ? null : (
        messages.states[told]
      ),
    start: () => starting.mutate(),
    stop: () => stopping.mutate(),
  }
}
