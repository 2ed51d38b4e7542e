/** How much of the time that a search was given is over. */
import { useEffect, useId, useState } from 'react'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'

const EVERY_MS = 200

export function SearchProgress({ seconds }: { readonly seconds: number }) {
  const { board } = useWords()
  const id = useId()
  const [begunMs] = useState(() => performance.now())
  const [passedMs, setPassed] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setPassed(performance.now() - begunMs), EVERY_MS)
    return () => clearInterval(timer)
  }, [begunMs])
  const passed = Math.min(seconds, Math.floor(passedMs / 1000))
  return (
    <div className={styles.progress}>
      <label htmlFor={id}>{passed < seconds ? board.searching(passed, seconds) : board.searchEnds}</label>
      <progress id={id} max={seconds * 1000} value={Math.min(seconds * 1000, passedMs)} />
    </div>
  )
}
