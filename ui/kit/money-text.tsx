/** Money for reading: rounded, one amount for each currency, the exact figures on hover. */
import type { Money } from '../../src/core/values/money.ts'
import { useFormat } from '../words/use-format.tsx'
import { useWords } from '../words/use-words.tsx'
import styles from './kit.module.css'

export function MoneyText({ amounts }: { readonly amounts: readonly Money[] }) {
  const { money, moneyExact } = useFormat()
  const { kit } = useWords()
  if (amounts.length === 0) return <span className={styles.unknown}>{kit.moneyUnknown}</span>
  return (
    <span className={styles.money} title={amounts.map(moneyExact).join(' + ')}>
      {amounts.map(money).join(' + ')}
    </span>
  )
}
