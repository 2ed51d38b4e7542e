/** Telling in two taps: what it is, then how many or why; and what it changed for the customer. */
import { useState } from 'react'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import { useReasonText } from '../../kit/reason-text.ts'
import { newId } from '../../live/new-id.ts'
import { useRecords } from '../../live/use-records.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { deviceInstant } from './device-time.ts'
import styles from './kiosk.module.css'
import { ReportEffectNote } from './report-effect.tsx'
import { usualReasons, usualScrapReasons } from './stop-reasons.ts'
import type { Telling } from './use-outbox.ts'

type Step = 'what' | 'good' | 'scrap' | 'why'

const PIECES = [1, 2, 5, 10] as const
const REASONS = 6
const SCRAP_REASONS = 7

interface ReportKeysProps {
  readonly unit: FloorUnit
  readonly telling: Telling
}

export function ReportKeys({ unit, telling }: ReportKeysProps) {
  const { kiosk } = useWords()
  const [step, setStep] = useState<Step>('what')
  const recorded = useRecords<Disruption>('disruption').data ?? []
  const { current, state, workUnit } = unit
  const stop = recorded.find(
    ({ kind, workUnitId, closedAt }) => kind === 'workUnitDown' && workUnitId === workUnit.id && closedAt === undefined,
  )
  const counted = state?.goodTotal !== undefined
  // Assumed work is no operation that anything could be booked on.
  const booked = current !== null && current.standing !== 'assumed'
  const back = (): void => setStep('what')
  return (
    <section className={styles.report} aria-label={kiosk.report}>
      <h2>{kiosk.report}</h2>
      {step === 'what' ? (
        <div className={styles.keys}>
          {!booked || counted || stop !== undefined ? null : <Key label={kiosk.good} onTap={() => setStep('good')} />}
          {booked ? <Key label={kiosk.scrap} onTap={() => setStep('scrap')} /> : null}
          {stop === undefined ? null : <Key label={kiosk.why} onTap={() => setStep('why')} />}
        </div>
      ) : null}
      {counted && step === 'what' ? <p className={styles.small}>{kiosk.countedByMachine}</p> : null}
      {step === 'good' ? <GoodKeys unit={unit} telling={telling} onBack={back} /> : null}
      {step === 'scrap' ? <ScrapKeys unit={unit} telling={telling} onBack={back} recorded={recorded} /> : null}
      {step === 'why' && stop !== undefined ? <WhyKeys stop={stop} recorded={recorded} telling={telling} onBack={back} /> : null}
      {telling.last === undefined ? null : <ReportEffectNote told={telling.last} />}
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

interface KeysProps extends ReportKeysProps {
  readonly onBack: () => void
}

function GoodKeys({ unit, telling, onBack }: KeysProps) {
  const { kiosk } = useWords()
  const { number } = useFormat()
  const { current } = unit
  if (current === null) return null
  const left = current.quantity.value - (current.completed?.value ?? 0)
  const counts = [...new Set([...PIECES.filter((n) => n < left), ...(left > 0 ? [left] : [])])].sort((a, b) => a - b)
  return (
    <div className={styles.keys}>
      {counts.map((pieces) => (
        <Key
          key={pieces}
          label={number(pieces)}
          onTap={() => {
            telling.tell(reported(unit, { good: pieces, scrapped: 0 }), kiosk.reportedGood(number(pieces)))
            onBack()
          }}
        />
      ))}
      <Key label={kiosk.back} onTap={onBack} />
    </div>
  )
}

/** One piece unless somebody says more; the reason is the second tap. */
function ScrapKeys({ unit, telling, onBack, recorded }: KeysProps & { readonly recorded: readonly Disruption[] }) {
  const { kiosk } = useWords()
  const { number } = useFormat()
  const reasonText = useReasonText()
  const [pieces, setPieces] = useState(1)
  const { current } = unit
  if (current === null) return null
  const most = Math.max(1, Math.floor(current.quantity.value))
  const tell = (reason: string | undefined): void => {
    const said = reason === undefined ? kiosk.reportedScrap(number(pieces)) : kiosk.reportedScrapFor(number(pieces), reasonText(reason))
    telling.tell(reported(unit, { good: 0, scrapped: pieces, ...(reason === undefined ? {} : { reason }) }), said)
    onBack()
  }
  return (
    <>
      <div className={styles.stepper}>
        <button type="button" className={styles.key} aria-label={kiosk.fewer} disabled={pieces <= 1} onClick={() => setPieces(pieces - 1)}>
          −
        </button>
        <output className={styles.pieces} aria-live="polite">
          {kiosk.scrapPieces(number(pieces))}
        </output>
        <button
          type="button"
          className={styles.key}
          aria-label={kiosk.more}
          disabled={pieces >= most}
          onClick={() => setPieces(pieces + 1)}
        >
          +
        </button>
      </div>
      <div className={styles.keys}>
        {usualScrapReasons(recorded, current.workOrderId, SCRAP_REASONS).map((reason) => (
          <Key key={reason} label={reasonText(reason)} onTap={() => tell(reason)} />
        ))}
        <Key label={kiosk.noReason} onTap={() => tell(undefined)} />
        <Key label={kiosk.back} onTap={onBack} />
      </div>
    </>
  )
}

interface WhyKeysProps {
  readonly stop: Disruption
  readonly recorded: readonly Disruption[]
  readonly telling: Telling
  readonly onBack: () => void
}

function WhyKeys({ stop, recorded, telling, onBack }: WhyKeysProps) {
  const { kiosk } = useWords()
  const reasons = usualReasons(recorded, stop.workUnitId ?? '', REASONS)
  return (
    <>
      {reasons.length === 0 ? <p className={styles.small}>{kiosk.noReasonsYet}</p> : null}
      <div className={styles.keys}>
        {reasons.map((reason) => (
          <Key
            key={reason}
            label={reason}
            onTap={() => {
              const deviceAt = deviceInstant(Date.now())
              telling.tell({ type: 'stopReason', disruptionId: stop.id, reason, deviceAt }, kiosk.reportedReason(reason))
              onBack()
            }}
          />
        ))}
        <Key label={kiosk.back} onTap={onBack} />
      </div>
    </>
  )
}

function reported(
  { workUnit, current }: FloorUnit,
  told: { readonly good: number; readonly scrapped: number; readonly reason?: string },
): Parameters<Telling['tell']>[0] {
  const deviceAt = deviceInstant(Date.now())
  return { type: 'report', workReportId: newId('report'), operationId: current?.id ?? '', workUnitId: workUnit.id, ...told, deviceAt }
}
