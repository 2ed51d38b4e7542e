/** Where an action stands, by a shape and a word. */
import type { ActionState } from '../../../src/core/records/action.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'

const SHAPES: Readonly<Record<ActionState, string>> = { proposed: '○', taken: '◐', done: '●', confirmed: '✓', dropped: '✕' }

export function ActionStateMark({ state }: { readonly state: ActionState }) {
  const { kit } = useWords()
  return (
    <span className={styles.state} data-state={state}>
      <span aria-hidden="true">{SHAPES[state]}</span> {kit.actionStates[state]}
    </span>
  )
}
