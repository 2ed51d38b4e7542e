/** Money that a measure saves or has saved: contribution and penalties where they are recorded, else revenue; it opens to all three. */
import type { ReactNode } from 'react'
import type { MoneySums } from '../../../src/core/records/action-figures.ts'
import { Figure } from '../../kit/figure.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './actions.module.css'
import { isWorthless, worthOf } from './saved-worth.ts'

interface SavedMoneyProps {
  readonly sums: MoneySums
  /** Whether it is what came of it, and not what it aims at. */
  readonly settled?: boolean
  /** Whether what stands beside it says already that it is contribution and penalties. */
  readonly labelled?: boolean
}

export function SavedMoney({ sums, settled = false, labelled = false }: SavedMoneyProps) {
  const { actions, kit } = useWords()
  const { moneyExact } = useFormat()
  const { amounts, of } = worthOf(sums)
  if (isWorthless(sums)) return '–'
  const rows = [
    [actions.revenue, sums.revenue],
    [actions.contribution, sums.contribution],
    [actions.penalty, sums.penalty],
  ] as const
  const money = <MoneyText amounts={amounts} />
  const named = of === 'revenue' ? kit.ofRevenue<ReactNode>(money) : labelled ? [money] : kit.ofContribution<ReactNode>(money)
  return (
    <Figure label={actions.saved} value={<Words of={named} />}>
      <dl className={styles.parts}>
        {rows.map(([label, each]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{each.length === 0 ? '–' : each.map(moneyExact).join(' + ')}</dd>
          </div>
        ))}
      </dl>
      <p>{of === 'revenue' ? actions.savedRevenue : settled ? actions.savedClaim : actions.savedAim}</p>
    </Figure>
  )
}
