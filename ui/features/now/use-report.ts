/** Sends an operator's report and remembers how the promise stood before it. */
import { useState } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Change } from '../../../src/core/records/change.ts'
import { postChanges } from '../../live/post-changes.ts'
import { useAnswer } from '../../live/use-answer.ts'

export interface SentReport {
  /** What was reported, in words. */
  readonly said: string
  /** The journal entry that holds it. */
  readonly seq: number
  readonly before: PromiseAnswer | undefined
}

export interface Reporting {
  send(changes: readonly Change[], said: string): void
  readonly sent: SentReport | undefined
  readonly busy: boolean
  /** What went wrong and what to do, in words. */
  readonly problem: string | undefined
}

/** `lineId` is the promise that the order on the work unit serves. */
export function useReport(lineId: string | undefined): Reporting {
  const [sent, setSent] = useState<SentReport>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const promise = useAnswer<PromiseAnswer>(lineId === undefined ? null : `/promises/${encodeURIComponent(lineId)}`, {}, { keep: true })
  return {
    sent,
    busy,
    problem,
    send(changes, said) {
      if (changes.length === 0) return
      const before = promise.data
      setBusy(true)
      setProblem(undefined)
      postChanges(changes)
        .then((answer) => {
          if (answer.ok) setSent({ said, seq: answer.value.seq, before })
          else setProblem(`${answer.problem.message} ${answer.problem.next}`)
        })
        .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
        .finally(() => setBusy(false))
    },
  }
}
