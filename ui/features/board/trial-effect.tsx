/** What the changes would do: money before and after, what they cost, and each promise that moves. */
import type { ReactNode } from 'react'
import type { PromiseShift, Trial } from '../../../src/core/actions/answer.ts'
import type { Money } from '../../../src/core/values/money.ts'
import { Changing } from '../../kit/changing.tsx'
import { Figure } from '../../kit/figure.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './board.module.css'
import { effectOf, type ShiftEffect, shiftsByEffect } from './trial-money.ts'
import { WrittenChanges } from './written-changes.tsx'

/** Each promise that moves, what is noted, and the operations behind it. */
export function TrialEffect({ trial }: { readonly trial: Trial }) {
  const { board } = useWords()
  const shifts = shiftsByEffect(trial)
  return (
    <>
      <Section title={board.promisesMove}>
        {shifts.length === 0 ? (
          <p className={styles.empty}>{board.noneMoves}</p>
        ) : (
          <FirstFew items={shifts} keyOf={({ salesOrderLineId }) => salesOrderLineId} row={(shift) => <ShiftRow shift={shift} />} />
        )}
        {trial.notes.map((note) => (
          <p key={JSON.stringify(note)} className={styles.quiet}>
            <SaidText said={note} />
          </p>
        ))}
      </Section>
      <MovedOperations trial={trial} />
      <details className={styles.details}>
        <summary>{board.writes}</summary>
        <WrittenChanges changes={trial.changes} />
      </details>
    </>
  )
}

/** Money at risk and late promises as they stand, and with the changes; there from the beginning, so that nothing jumps when the first change comes. */
export function TrialFigures({ trial }: { readonly trial: Trial | undefined }) {
  const { board, now } = useWords()
  const { number } = useFormat()
  const rows: readonly (readonly [string, (side: 'Before' | 'After') => ReactNode])[] =
    trial === undefined
      ? [board.late, now.revenueLabel, now.contributionLabel, now.penaltyLabel].map((label) => [label, () => '–'])
      : [
          [board.late, (side) => number(trial[`latePromises${side}`])],
          [now.revenueLabel, (side) => <Sum amounts={trial[`exposure${side}`].revenue} />],
          [now.contributionLabel, (side) => <Sum amounts={trial[`exposure${side}`].contribution} />],
          [now.penaltyLabel, (side) => <Sum amounts={trial[`exposure${side}`].penalty} />],
        ]
  const isSame = (part: 'revenue' | 'contribution' | 'penalty'): boolean =>
    trial === undefined || JSON.stringify(trial.exposureBefore[part]) === JSON.stringify(trial.exposureAfter[part])
  const same = [trial?.latePromisesBefore === trial?.latePromisesAfter, isSame('revenue'), isSame('contribution'), isSame('penalty')]
  return (
    <section className={styles.effect} aria-label={board.effect}>
      <dl className={styles.figures}>
        {rows.map(([label, value], index) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value('Before')}
              {same[index] === true ? null : (
                <Changing of={JSON.stringify([trial?.exposureAfter, trial?.latePromisesAfter])}>
                  {' → '}
                  <strong>{value('After')}</strong>
                </Changing>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>{board.cost}</dt>
          <dd>{trial === undefined || trial.moves.length === 0 ? '–' : <TrialCost cost={trial.cost} />}</dd>
        </div>
      </dl>
      <p className={styles.quiet}>
        {trial === undefined ? (
          board.computing
        ) : (
          <>
            {board.asOf} <Moment at={trial.at} exact />
          </>
        )}
      </p>
    </section>
  )
}

function Sum({ amounts }: { readonly amounts: readonly Money[] }) {
  return amounts.length === 0 ? '–' : <MoneyText amounts={amounts} />
}

/** What it costs, which opens to its parts; a part without a price makes the whole unknown, never zero. */
export function TrialCost({ cost }: { readonly cost: Trial['cost'] }) {
  const { board } = useWords()
  const { total, parts } = cost
  const value = total === null ? board.costUnknown : <MoneyText amounts={[total]} />
  if (parts.length === 0) return value
  return (
    <Figure label={board.cost} value={value}>
      <dl className={styles.parts}>
        {parts.map((part) => (
          <div key={JSON.stringify(part.what)}>
            <dt>
              <SaidText said={part.what} />
            </dt>
            <dd>{part.money === null ? board.noPrice : <MoneyText amounts={[part.money]} />}</dd>
          </div>
        ))}
      </dl>
    </Figure>
  )
}

export function ShiftRow({ shift }: { readonly shift: PromiseShift }) {
  const { salesOrderLineId: id, customer, beforeAt, afterAt } = shift
  const effect = effectOf(shift)
  return (
    <div className={styles.shift} data-effect={effect}>
      <span className={styles.stack}>
        <Name thing={customer} />
        <Name thing={{ kind: 'salesOrderLine', id, name: id }} />
      </span>
      <span>
        {beforeAt === null ? '–' : <Moment at={beforeAt} exact />} → {afterAt === null ? '–' : <Moment at={afterAt} exact />}
      </span>
      <ShiftWords shift={shift} effect={effect} />
    </div>
  )
}

const SIGNS: Readonly<Record<ShiftEffect, string>> = { breaks: '▲', kept: '●', later: '→', earlier: '←', unknown: '?' }

function ShiftWords({ shift, effect }: { readonly shift: PromiseShift; readonly effect: ShiftEffect }) {
  const { board } = useWords()
  const { duration } = useFormat()
  const moved = duration(Math.abs(shift.shiftSeconds ?? 0))
  const words: Readonly<Record<ShiftEffect, string>> = {
    breaks: board.breaks,
    kept: board.kept,
    later: board.later(moved),
    earlier: board.earlier(moved),
    unknown: board.unknown,
  }
  return (
    <span className={styles.shiftWords}>
      <span aria-hidden="true">{SIGNS[effect]}</span> {words[effect]}
    </span>
  )
}

/** The operations whose unit or time changes: what the picture shows, in words, also where it does not reach. */
function MovedOperations({ trial: { operations } }: { readonly trial: Trial }) {
  const { board } = useWords()
  if (operations.length === 0) return null
  return (
    <details className={styles.details}>
      <summary>{board.operationsMove(operations.length)}</summary>
      <FirstFew
        items={operations}
        keyOf={({ operationId }) => operationId}
        row={(each) => (
          <Words
            of={[
              <Name key="order" thing={{ kind: 'workOrder', id: each.workOrderId, name: each.operationId }} />,
              ': ',
              <Place key="before" unitId={each.workUnitBefore} at={each.fromBefore} />,
              ' → ',
              <Place key="after" unitId={each.workUnitAfter} at={each.fromAfter} />,
            ]}
          />
        )}
      />
    </details>
  )
}

function Place({ unitId, at }: { readonly unitId: string | null; readonly at: Trial['at'] | null }) {
  const names = useNames()
  return (
    <>
      {unitId === null ? '' : `${names.name('workUnit', unitId)}, `}
      {at === null ? '–' : <Moment at={at} exact />}
    </>
  )
}
