/** Reporting in two taps: what it is, then how many or why; and what it changed for the customer. */
import { useState } from 'react'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import type { Operation } from '../../../src/core/records/operation.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useRecords } from '../../live/use-records.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './operator.module.css'
import { goodPieces, reasonOfStop, scrappedPieces, usualReasons } from './report-changes.ts'
import { ReportEffect } from './report-effect.tsx'
import { useReport } from './use-report.ts'

type Step = 'what' | 'good' | 'scrap' | 'why'

const PIECES = [1, 2, 5, 10] as const
const REASONS = 6

export function OperatorReport({ unit }: { readonly unit: FloorUnit }) {
  const { now } = useWords()
  const [step, setStep] = useState<Step>('what')
  const { current, state, workUnit } = unit
  const recorded = useRecords<Disruption>('disruption')
  const stop = recorded.data?.find(
    ({ kind, workUnitId, closedAt }) => kind === 'workUnitDown' && workUnitId === workUnit.id && closedAt === undefined,
  )
  const counted = state?.goodTotal !== undefined
  const { report, sent, busy, problem } = useReport(current?.promise?.salesOrderLineId)
  const back = (): void => setStep('what')
  return (
    <section className={styles.report} aria-label={now.report}>
      <h2>{now.report}</h2>
      {step === 'what' ? (
        <div className={styles.keys}>
          {current === null || counted ? null : <Key label={now.good} onTap={() => setStep('good')} />}
          {current === null ? null : <Key label={now.scrap} onTap={() => setStep('scrap')} />}
          {stop === undefined ? null : <Key label={now.why} onTap={() => setStep('why')} />}
        </div>
      ) : null}
      {counted && step === 'what' ? <p className={styles.small}>{now.countedByMachine}</p> : null}
      {(step === 'good' || step === 'scrap') && current !== null ? (
        <PieceKeys unit={unit} what={step} onSend={report} onBack={back} />
      ) : null}
      {step === 'why' && stop !== undefined ? (
        <ReasonKeys stop={stop} recorded={recorded.data ?? []} onSend={report} onBack={back} />
      ) : null}
      {busy ? <p className={styles.small}>{now.sending}</p> : null}
      {problem === undefined ? null : (
        <p role="alert" className={styles.problem} lang="en">
          {problem}
        </p>
      )}
      {sent === undefined ? null : <ReportEffect report={sent} />}
    </section>
  )
}

function Key({ label, onTap }: { readonly label: string; readonly onTap: () => void }) {
  return (
    <button type="button" className={styles.key} onClick={onTap}>
      {label}
    </button>
  )
}

interface KeysProps {
  readonly onSend: ReturnType<typeof useReport>['report']
  readonly onBack: () => void
}

function PieceKeys({ unit, what, onSend, onBack }: KeysProps & { readonly unit: FloorUnit; readonly what: 'good' | 'scrap' }) {
  const { now } = useWords()
  const { number } = useFormat()
  const { now: at } = usePlant()
  const bar = unit.current
  const operation = useAnswer<Operation>(bar === null || bar.standing === 'assumed' ? null : `/operations/${encodeURIComponent(bar.id)}`)
  if (bar === null) return null
  const left = bar.quantity.value - (bar.completed?.value ?? 0)
  const counts = [
    ...new Set([
      ...PIECES.filter((n) => n < left),
      ...(left > 0 && what === 'good' ? [left] : []),
      ...(what === 'scrap' && left >= 1 ? [1] : []),
    ]),
  ].sort((a, b) => a - b)
  const tap = (pieces: number): void => {
    const said = what === 'good' ? now.reportedGood(number(pieces)) : now.reportedScrap(number(pieces))
    const scrap = { id: `scrap-${crypto.randomUUID()}`, quantity: { value: pieces, unit: bar.quantity.unit }, at, reason: undefined }
    const good = operation.data === undefined ? [] : goodPieces(operation.data, pieces, bar.quantity)
    onSend(what === 'good' ? good : scrappedPieces(bar, scrap), said)
    onBack()
  }
  return (
    <div className={styles.keys}>
      {counts.map((pieces) => (
        <Key key={pieces} label={number(pieces)} onTap={() => tap(pieces)} />
      ))}
      <Key label={now.back} onTap={onBack} />
    </div>
  )
}

function ReasonKeys({
  stop,
  recorded,
  onSend,
  onBack,
}: KeysProps & { readonly stop: Disruption; readonly recorded: readonly Disruption[] }) {
  const { now } = useWords()
  const reasons = usualReasons(recorded, stop.workUnitId ?? '', REASONS)
  return (
    <>
      {reasons.length === 0 ? <p className={styles.small}>{now.noReasonsYet}</p> : null}
      <div className={styles.keys}>
        {reasons.map((reason) => (
          <Key
            key={reason}
            label={reason}
            onTap={() => {
              onSend(reasonOfStop(stop, reason), now.reportedReason(reason))
              onBack()
            }}
          />
        ))}
        <Key label={now.back} onTap={onBack} />
      </div>
    </>
  )
}
