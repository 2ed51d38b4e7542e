/** Sends an operator's report and remembers how the promise stood before it. */
import { useState } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Change } from '../../../src/core/records/change.ts'
import type { JournalEntry } from '../../../src/engine/ports.ts'
import { AskFailure, send } from '../../live/ask.ts'
import { useAnswer } from '../../live/use-answer.ts'

export interface SentReport {
  /** What was reported, in words. */
  readonly said: string
  /** The journal entry that holds it. */
  readonly seq: number
  readonly before: PromiseAnswer | undefined
}

export interface Reporting {
  report(changes: readonly Change[], said: string): void
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
    report(changes, said) {
      if (changes.length === 0) return
      const before = promise.data
      setBusy(true)
      setProblem(undefined)
      send<JournalEntry>('POST', '/changes', { changes })
        .then(({ seq }) => setSent({ said, seq, before }))
        .catch((error: unknown) =>
          setProblem(error instanceof AskFailure ? `${error.problem.message} ${error.problem.next}` : String(error)),
        )
        .finally(() => setBusy(false))
    },
  }
}
