/** Ten digits and a way back. Pressing a key leaves the focus in the field, where a badge reader types. */
import { useWords } from '../../words/use-words.tsx'
import styles from './kiosk.module.css'

interface NumberPadProps {
  readonly onDigit: (digit: string) => void
  readonly onErase: () => void
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

export function NumberPad({ onDigit, onErase }: NumberPadProps) {
  const { kiosk } = useWords()
  return (
    <fieldset className={styles.pad} aria-label={kiosk.digits} onMouseDown={(event) => event.preventDefault()}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className={styles.key} onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" className={`${styles.key} ${styles.erase}`} aria-label={kiosk.erase} onClick={onErase}>
        ⌫
      </button>
    </fieldset>
  )
}
