/** The state of a work unit by shape, pattern and word: told apart in grey, at a distance, and by whoever sees no colour. */
import { VisuallyHidden } from '@mantine/core'
import { useId } from 'react'
import type { WorkUnitStateName } from '../../src/core/records/work-unit-state.ts'
import { useWords } from '../words/use-words.tsx'
import styles from './kit.module.css'

interface StateMarkProps {
  readonly state: WorkUnitStateName
  /** The shape alone, with the word as its name. */
  readonly bare?: boolean
}

export function StateMark({ state, bare }: StateMarkProps) {
  const { kit } = useWords()
  const word = kit.states[state]
  return (
    <span className={styles.state} data-state={state}>
      <svg viewBox="0 0 14 14" width="14" height="14" className={styles.stateShape} aria-hidden="true">
        <title>{word}</title>
        <Shape state={state} />
      </svg>
      {bare === true ? <VisuallyHidden component="span">{word}</VisuallyHidden> : <span>{word}</span>}
    </span>
  )
}

/** Full: at work. Open: at rest. Cross-shaped marks and filled squares: stands against the plan. Hatched: nobody knows. */
function Shape({ state }: { readonly state: WorkUnitStateName }) {
  const hatch = useId()
  if (state === 'producing') return <circle cx="7" cy="7" r="5.5" className={styles.shapeFull} />
  if (state === 'setup') {
    return (
      <>
        <circle cx="7" cy="7" r="5.5" className={styles.shapeOpen} />
        <path d="M7 1.500A5.500 5.500 0 0 1 7 12.500Z" className={styles.shapeFull} />
      </>
    )
  }
  if (state === 'waiting') return <path d="M3 2H11L7 7L11 12H3L7 7Z" className={styles.shapeOpen} />
  if (state === 'held') return <path d="M2 2H12V12H2Z M5 2V12 M9 2V12" className={styles.shapeOpen} />
  if (state === 'down') return <path d="M1 1H13V13H1Z" className={styles.shapeFull} />
  if (state === 'stopped') return <path d="M2 2H12V12H2Z" className={styles.shapeOpen} />
  if (state === 'maintenance') return <path d="M7 1L13 7L7 13L1 7Z" className={styles.shapeOpen} />
  if (state === 'nonProduction') return <path d="M2 7H12" className={styles.shapeOpen} />
  if (state === 'idle') return <circle cx="7" cy="7" r="5" className={styles.shapeOpen} />
  return (
    <>
      <defs>
        <pattern id={hatch} width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V3" className={styles.hatchLine} />
        </pattern>
      </defs>
      <path d={UNOBSERVED[state]} fill={`url(#${hatch})`} className={styles.shapeHatched} />
    </>
  )
}

const UNOBSERVED: Readonly<Record<'offline' | 'stale' | 'unknown', string>> = {
  offline: 'M1.500 1.500H12.500V12.500H1.500Z',
  stale: 'M7 1.500A5.500 5.500 0 1 1 6.990 1.500Z',
  unknown: 'M7 1L13 12.500H1Z',
}
