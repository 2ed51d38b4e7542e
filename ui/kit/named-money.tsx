/** Money with what it is of beside it: revenue at risk, revenue, or what is saved net of cost. */
import type { ReactNode } from 'react'
import type { Money } from '../../src/core/values/money.ts'
import { useWords } from '../words/use-words.tsx'
import { Words } from '../words/words.tsx'
import styles from './kit.module.css'
import { MoneyText } from './money-text.tsx'

interface NamedMoneyProps {
  readonly amounts: readonly Money[]
}

export function RevenueAtRisk({ amounts }: NamedMoneyProps) {
  const { kit } = useWords()
  if (amounts.length === 0) return <MoneyText amounts={amounts} />
  return <Words of={kit.revenueAtRisk<ReactNode>(<MoneyText amounts={amounts} />)} />
}

/** Of what is not at risk, or not only. */
export function Revenue({ amounts }: NamedMoneyProps) {
  const { kit } = useWords()
  if (amounts.length === 0) return <MoneyText amounts={amounts} />
  return <Words of={kit.ofRevenue<ReactNode>(<MoneyText amounts={amounts} />)} />
}

interface NetSavedProps {
  /** Contribution and penalties that are saved, less what it costs; below zero where it costs more than it saves. */
  readonly net: Money
  /** Whether all of the cost is known. */
  readonly costKnown: boolean
}

export function NetSaved({ net, costKnown }: NetSavedProps) {
  const { kit } = useWords()
  const words = net.amount < 0 ? kit.netLost : costKnown ? kit.netSaved : kit.netSavedAtMost
  return (
    <span className={styles.netSaved}>
      <Words of={words<ReactNode>(<MoneyText amounts={[{ ...net, amount: Math.abs(net.amount) }]} />)} />
    </span>
  )
}
