/** What came of an action: the verdict first, then the numbers, then how they were reached, line by line. */
import type { ReactNode } from 'react'
import type { ActionKind } from '../../../src/core/records/action.ts'
import type { LineMoney, OutcomeFigures } from '../../../src/core/records/action-figures.ts'
import type { Outcome } from '../../../src/core/records/outcome.ts'
import { type Money, sumMoney } from '../../../src/core/values/money.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { Revenue } from '../../kit/named-money.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import shared from './actions.module.css'
import styles from './outcome.module.css'
import { SavedMoney } from './saved-money.tsx'

interface OutcomeViewProps {
  readonly outcome: Outcome
  readonly kind: ActionKind
}

const SHAPES: Readonly<Record<Outcome['verdict'], string>> = {
  worked: '●',
  partly: '◐',
  noEffect: '○',
  madeWorse: '▲',
  wouldHaveRecovered: '◇',
  notEnoughData: '?',
}

export function OutcomeView({ outcome, kind }: OutcomeViewProps) {
  const { actions, kit } = useWords()
  const { verdict, figures } = outcome
  return (
    <div className={styles.outcome} data-verdict={verdict}>
      <p className={styles.verdict}>
        <span aria-hidden="true">{SHAPES[verdict]}</span> {actions.verdictOf(actions.verdicts[verdict], kit.actionKinds[kind])}
      </p>
      <Figures figures={figures} />
      <details className={shared.fold}>
        <summary>{actions.howReached}</summary>
        <ul>
          {figures.reached.map((each) => (
            <li key={JSON.stringify(each)}>
              <SaidText said={each} />
            </li>
          ))}
        </ul>
        {figures.lines.length === 0 ? null : (
          <FirstFew
            items={linesByWorth(figures)}
            keyOf={({ salesOrderLineId }) => salesOrderLineId}
            row={(line) => <OutcomeLine line={line} />}
          />
        )}
      </details>
    </div>
  )
}

function Figures({ figures }: { readonly figures: OutcomeFigures }) {
  const { actions, chain } = useWords()
  const { duration, number } = useFormat()
  const moved = movedLines(figures)
  const { secondsBack, promisesKept, promisesBroken, saved, cost, causeEndedAt } = figures
  const rows: readonly (readonly [label: string, value: ReactNode])[] = [
    [actions.keptCount, number(promisesKept)],
    ...(promisesBroken > 0 ? [[actions.brokenCount, number(promisesBroken)] as const] : []),
    [
      secondsBack !== null && secondsBack < 0 ? actions.timeMore : actions.timeBack,
      secondsBack === null || moved === 0 ? '–' : `${duration(Math.abs(secondsBack) / moved)} (${chain.promises(moved)})`,
    ],
    [actions.savedOf, <SavedMoney key="saved" sums={saved} settled labelled />],
    [actions.cost, cost === null ? actions.notKnown : cost.amount === 0 ? '–' : <MoneyText key="cost" amounts={[cost]} />],
    [actions.causeEnded, causeEndedAt === null ? '–' : <Moment key="end" at={causeEndedAt} exact />],
  ]
  return (
    <dl className={styles.figures}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How many promises come with another delay than without it: what the time is an average over. */
function movedLines({ lines }: OutcomeFigures): number {
  const late = (at: string | null, dueAt: string | null): number =>
    at === null || dueAt === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(dueAt))
  return lines.filter(({ dueAt, withoutAt, withAt }) => late(withoutAt, dueAt) !== late(withAt, dueAt)).length
}

function OutcomeLine({ line }: { readonly line: OutcomeFigures['lines'][number] }) {
  const { actions } = useWords()
  const names = useNames()
  const { salesOrderLineId: id, customerId, dueAt, withoutAt, withAt, met, saved } = line
  const when = (at: typeof dueAt): ReactNode => (at === null ? '–' : <Moment at={at} exact />)
  const worth = moneyOf(saved)
  return (
    <div className={styles.line}>
      <span className={shared.stack}>
        <Name thing={names.thing('customer', customerId)} />
        <Name thing={{ kind: 'salesOrderLine', id, name: id }} />
      </span>
      <dl className={styles.lineTimes}>
        <div>
          <dt>{actions.lineDue}</dt>
          <dd>{when(dueAt)}</dd>
        </div>
        <div>
          <dt>{actions.lineWithout}</dt>
          <dd>{when(withoutAt)}</dd>
        </div>
        <div>
          <dt>{actions.lineWith}</dt>
          <dd>
            {when(withAt)} {met ? null : <span className={shared.quiet}>{actions.lineNotMet}</span>}
          </dd>
        </div>
        <div>
          <dt>{actions.savedOf}</dt>
          <dd>{worth.length === 0 ? '–' : isOfRevenue(saved) ? <Revenue amounts={worth} /> : <MoneyText amounts={worth} />}</dd>
        </div>
      </dl>
    </div>
  )
}

/** The lines with most saved first, then those whose date moved most. */
function linesByWorth({ lines }: OutcomeFigures): OutcomeFigures['lines'] {
  const worth = ({ saved }: OutcomeFigures['lines'][number]): number =>
    moneyOf(saved).reduce((sum, { amount, scale }) => sum + amount / 10 ** scale, 0)
  const moved = ({ withoutAt, withAt }: OutcomeFigures['lines'][number]): number =>
    withoutAt === null || withAt === null ? 0 : Math.abs(Date.parse(withoutAt) - Date.parse(withAt))
  return [...lines].sort((a, b) => Math.abs(worth(b)) - Math.abs(worth(a)) || moved(b) - moved(a))
}

/** Where nothing of contribution or penalty is recorded, the revenue is told, by its name. */
const isOfRevenue = ({ contribution, penalty }: LineMoney): boolean => contribution === null && penalty === null

function moneyOf({ contribution, penalty, revenue }: LineMoney): readonly Money[] {
  const known = sumMoney([contribution, penalty].filter((each) => each !== null))
  return known.length > 0 ? known : revenue === null ? [] : [revenue]
}
