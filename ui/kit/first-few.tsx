/** A list that shows the first few and says how many more there are: order is the message, length is not. */
import { type ReactNode, useState } from 'react'
import { useWords } from '../words/use-words.tsx'
import styles from './kit.module.css'

const FEW = 5

interface FirstFewProps<T> {
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  readonly row: (item: T) => ReactNode
  /** How many are shown at first: five when not stated. */
  readonly most?: number
}

export function FirstFew<T>({ items, keyOf, row, most = FEW }: FirstFewProps<T>) {
  const { kit } = useWords()
  const [all, setAll] = useState(false)
  // One row more takes no more room than the button that hides it.
  const shown = all || items.length <= most + 1 ? items : items.slice(0, most)
  const hidden = items.length - shown.length
  return (
    <>
      <ul className={styles.list}>
        {shown.map((item) => (
          <li key={keyOf(item)} className={styles.listRow}>
            {row(item)}
          </li>
        ))}
      </ul>
      {hidden > 0 || all ? (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? kit.fewer : kit.more(hidden)}
        </button>
      ) : null}
    </>
  )
}
