/** The panel of an example company: makes trouble on its simulated floor and lets it recover. It slides in from the edge and looks like no part of the product. */
import { Button, CloseButton, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ExampleState, Trouble, TroubleStanding } from '../../../src/engine/example-ports.ts'
import { ServerText } from '../../kit/server-text.tsx'
import { useAnnounce } from '../../live/announcer.tsx'
import { type AskFailure, send } from '../../live/ask.ts'
import { usePlantFrame } from '../../live/plant-provider.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './example.module.css'

export function TroublePanel() {
  const { example } = usePlantFrame()
  const { example: words } = useWords()
  const [opened, { open, close }] = useDisclosure(false)
  const panel = useRef<HTMLElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (opened) panel.current?.focus()
  }, [opened])
  if (example === null) return null
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={styles.opener}
        aria-expanded={opened}
        aria-controls="trouble-panel"
        onClick={opened ? close : open}
      >
        {words.open}
      </button>
      <aside
        id="trouble-panel"
        ref={panel}
        tabIndex={-1}
        className={styles.panel}
        data-opened={opened || undefined}
        inert={!opened}
        aria-label={words.title}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          close()
          opener.current?.focus()
        }}
      >
        <div className={styles.head}>
          <p className={styles.title}>{words.title}</p>
          <CloseButton aria-label={words.close} onClick={close} />
        </div>
        <p className={styles.note}>{words.note}</p>
        <PanelBody example={example} />
      </aside>
    </>
  )
}

type Asked =
  | {
      readonly path: '/example/trouble' | '/example/recovery'
      readonly body: { readonly trouble: Trouble; readonly target?: string }
      readonly said: string
    }
  | { readonly path: '/example/speed'; readonly body: { readonly speed: number }; readonly said: null }

function useExample() {
  const client = useQueryClient()
  const say = useAnnounce()
  return useMutation<{ readonly state: ExampleState }, AskFailure, Asked>({
    mutationFn: ({ path, body }) => send('POST', path, body),
    onSuccess(answer, { said }) {
      client.setQueryData(['/example', {}], answer)
      if (said !== null) say('example', said)
    },
  })
}

const SPEEDS = [1, 5, 10, 30, 60] as const

function PanelBody({ example }: { readonly example: ExampleState }) {
  const { example: words } = useWords()
  const { number } = useFormat()
  const { mutate, isPending, error } = useExample()
  return (
    <>
      {example.running ? null : <p className={styles.note}>{words.notRunning}</p>}
      <ul className={styles.troubles}>
        {(Object.keys(words.troubles) as readonly Trouble[]).map((trouble) => (
          <TroubleRow key={trouble} trouble={trouble} example={example} busy={isPending} ask={mutate} />
        ))}
      </ul>
      {error === null ? null : (
        <p role="alert" className={styles.note}>
          {words.refused} <ServerText text={`${error.problem.message} ${error.problem.next}`} />
        </p>
      )}
      <p id="example-speed" className={styles.label}>
        {words.speed}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby="example-speed"
        value={String(example.speed)}
        onChange={(value) => mutate({ path: '/example/speed', body: { speed: Number(value) }, said: null })}
        data={[...new Set([...SPEEDS, example.speed])]
          .sort((a, b) => a - b)
          .map((speed) => ({ value: String(speed), label: words.speedOf(number(speed)) }))}
      />
    </>
  )
}

interface TroubleRowProps {
  readonly trouble: Trouble
  readonly example: ExampleState
  readonly busy: boolean
  readonly ask: (asked: Asked) => void
}

function TroubleRow({ trouble, example, busy, ask }: TroubleRowProps) {
  const { example: words } = useWords()
  const name = words.troubles[trouble]
  const target = example.targets.find((each) => each.trouble === trouble)
  const made = example.troubles.filter((each) => each.trouble === trouble)
  const make = (): void => ask({ path: '/example/trouble', body: { trouble }, said: words.done(name, target?.targetName ?? '') })
  return (
    <li>
      <button type="button" className={styles.make} disabled={busy || !example.running} onClick={make} data-trouble={trouble}>
        <span>{name}</span>
        <span className={styles.target}>{target?.targetName}</span>
      </button>
      {made.map((each) => (
        <MadeRow key={each.target} made={each} busy={busy} ask={ask} />
      ))}
    </li>
  )
}

function MadeRow({ made, busy, ask }: { readonly made: TroubleStanding } & Pick<TroubleRowProps, 'busy' | 'ask'>) {
  const { example: words } = useWords()
  const { trouble, target, targetName } = made
  const name = words.troubles[trouble]
  return (
    <p className={styles.made}>
      <span>{targetName}</span>
      <Button
        variant="default"
        size="compact-md"
        disabled={busy}
        aria-label={words.recoverOf(name, targetName)}
        onClick={() => ask({ path: '/example/recovery', body: { trouble, target }, said: words.recovered(name, targetName) })}
        data-recovery={trouble}
      >
        {words.recover}
      </Button>
    </p>
  )
}
