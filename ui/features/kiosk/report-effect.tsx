/** What the last report changed for the customer: the date before and after, once the projection holds the report. */
import type { ReactNode } from 'react'
import type { ReportEffect } from '../../../src/core/actions/answer.ts'
import type { EngineStatus } from '../../../src/engine/ports.ts'
import { Moment } from '../../kit/moment.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './kiosk.module.css'
import type { Told } from './use-outbox.ts'

export function ReportEffectNote({ told }: { readonly told: Told }) {
  const { kiosk } = useWords()
  const status = useAnswer<EngineStatus>('/status')
  const { command, said } = told.waiting
  const projected = (status.data?.view?.seq ?? 0) >= (told.seq ?? 0)
  return (
    <div className={styles.effect} role="status">
      <h3>{kiosk.reported}</h3>
      <p>
        {said} {command.type === 'report' ? projected ? <Changed workReportId={command.workReportId} /> : kiosk.computing : null}
      </p>
    </div>
  )
}

/** Dates that differ by less say nothing to an operator: the projection moves with the clock. */
const MOVED_SECONDS = 600

function Changed({ workReportId }: { readonly workReportId: string }) {
  const { kiosk } = useWords()
  const effect = useAnswer<ReportEffect>(`/work-reports/${encodeURIComponent(workReportId)}/effect`)
  if (effect.data === undefined) return effect.error === null ? kiosk.computing : kiosk.effectUnknown
  const { promise } = effect.data
  if (promise === null) return kiosk.changedNothing
  const { beforeAt, afterAt, shiftSeconds, customer, lateAfter } = promise
  if (beforeAt === null || afterAt === null || shiftSeconds === null || Math.abs(shiftSeconds) < MOVED_SECONDS) return kiosk.changedNothing
  return (
    <>
      <Words of={kiosk.changedDate<ReactNode>(customer.name, <Moment at={beforeAt} exact />, <Moment at={afterAt} exact />)} />.{' '}
      {lateAfter ? kiosk.isLate : kiosk.stillHolds}
    </>
  )
}
