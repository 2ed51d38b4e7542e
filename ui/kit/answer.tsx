/** What stands where an answer should be: the answer, a skeleton of it, or one of the screens for what can't be shown. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { instantFromMs } from '../../src/core/values/instant.ts'
import type { AskFailure } from '../live/ask.ts'
import type { Asked } from '../live/use-answer.ts'
import { useFormat } from '../words/use-format.tsx'
import { useWords } from '../words/use-words.tsx'
import styles from './kit.module.css'
import { ServerText } from './server-text.tsx'

interface AnswerProps<T> {
  readonly of: Asked<T>
  readonly children: (data: T) => ReactNode
}

/** Draws the answer once it is there; the last one stays, with its age, when it can't be had anew. */
export function Answer<T>({ of, children }: AnswerProps<T>) {
  const { data, error } = of
  if (data === undefined) return error === null ? <Skeleton /> : <Refused failure={error} again={() => void of.refetch()} />
  return (
    <>
      {error === null ? null : <StaleNote since={of.dataUpdatedAt} />}
      {children(data)}
    </>
  )
}

interface AllAnswersProps {
  readonly of: readonly Asked<unknown>[]
  readonly children: ReactNode
}

/** Draws its children once every answer is there. */
export function AllAnswers({ of, children }: AllAnswersProps) {
  const refused = of.find(({ data, error }) => data === undefined && error !== null)
  if (refused?.error != null) return <Refused failure={refused.error} again={() => void refused.refetch()} />
  if (of.some(({ data }) => data === undefined)) return <Skeleton />
  const stale = of.filter(({ error }) => error !== null).map(({ dataUpdatedAt }) => dataUpdatedAt)
  return (
    <>
      {stale.length === 0 ? null : <StaleNote since={Math.min(...stale)} />}
      {children}
    </>
  )
}

/** Bars in the place of lines, so that nothing jumps when they come. */
function Skeleton() {
  const { kit } = useWords()
  return (
    <div className={styles.skeleton} role="status" aria-label={kit.loading}>
      <span />
      <span />
      <span />
    </div>
  )
}

function StaleNote({ since }: { readonly since: number }) {
  const { kit } = useWords()
  const { relative } = useFormat()
  return <p className={styles.stale}>{kit.staleSince(relative(instantFromMs(since), Date.now()))}</p>
}

interface RefusedProps {
  readonly failure: AskFailure
  readonly again: () => void
}

/** Forbidden, not there, not ready and failed are different things, and look different. */
export function Refused({ failure, again }: RefusedProps) {
  const { kit } = useWords()
  const { status, problem } = failure
  if (status === 403) {
    const { name } = problem.facts
    return (
      <Screen kind="forbidden" title={kit.forbiddenTitle}>
        <p>{kit.forbiddenWho(String(name ?? ''))}</p>
      </Screen>
    )
  }
  if (status === 404) {
    return (
      <Screen kind="missing" title={kit.missingTitle}>
        <p>{kit.missingNext}</p>
      </Screen>
    )
  }
  const title = status === 401 ? kit.signInTitle : status === 503 ? kit.waitingTitle : kit.failedTitle
  return (
    <Screen kind={status === 503 ? 'waiting' : 'failed'} title={title}>
      <p>
        <ServerText text={`${problem.message} ${problem.next}`} />
      </p>
      <Button variant="default" onClick={again}>
        {kit.tryAgain}
      </Button>
      <details className={styles.details}>
        <summary>{kit.details}</summary>
        <p lang="en">
          {[`${status} ${problem.code}`, ...Object.entries(problem.facts).map(([name, value]) => `${name}: ${value}`)].join('; ')}
        </p>
      </details>
    </Screen>
  )
}

interface ScreenProps {
  readonly kind: 'forbidden' | 'missing' | 'failed' | 'waiting'
  readonly title: string
  readonly children: ReactNode
}

function Screen({ kind, title, children }: ScreenProps) {
  return (
    <section className={styles.screen} data-kind={kind} role={kind === 'failed' ? 'alert' : undefined}>
      {/* What is missing is always what the address named, so that this is the heading of the page. */}
      {kind === 'missing' ? <h1 className={styles.screenTitle}>{title}</h1> : <p className={styles.screenTitle}>{title}</p>}
      {children}
    </section>
  )
}
