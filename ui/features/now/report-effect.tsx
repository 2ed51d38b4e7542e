/** What the last report changed for the customer: the date before and after, once the projection holds the report. */
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { EngineStatus } from '../../../src/engine/ports.ts'
import { Moment } from '../../kit/moment.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './operator.module.css'
import type { SentReport } from './use-report.ts'

export function ReportEffect({ report }: { readonly report: SentReport }) {
  const { now } = useWords()
  const status = useAnswer<EngineStatus>('/status')
  const lineId = report.before?.salesOrderLineId
  const promise = useAnswer<PromiseAnswer>(lineId === undefined ? null : `/promises/${encodeURIComponent(lineId)}`, {}, { keep: true })
  return (
    <div className={styles.effect} role="status">
      <h3>{now.reported}</h3>
      <p>
        {report.said} {(status.data?.view?.seq ?? 0) < report.seq ? now.computing : <Changed before={report.before} after={promise.data} />}
      </p>
    </div>
  )
}

/** Dates that differ by less say nothing to an operator: the projection moves with the clock. */
const MOVED_MS = 10 * 60_000

function Changed({ before, after }: { readonly before: PromiseAnswer | undefined; readonly after: PromiseAnswer | undefined }) {
  const { now } = useWords()
  const names = useNames()
  const [from, to] = [before?.projectedAt ?? null, after?.projectedAt ?? null]
  if (after === undefined || from === null || to === null || Math.abs(Date.parse(to) - Date.parse(from)) < MOVED_MS)
    return now.changedNothing
  return (
    <>
      <Words
        of={now.changedDate<ReactNode>(names.name('customer', after.customerId), <Moment at={from} exact />, <Moment at={to} exact />)}
      />
      . {after.late ? now.isLate : now.stillHolds}
    </>
  )
}
