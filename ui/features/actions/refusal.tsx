/** Why a deed was refused, and what to do next. */

import { ServerText } from '../../kit/server-text.tsx'
import type { AskFailure } from '../../live/ask.ts'
import styles from './actions.module.css'

export function Refusal({ of }: { readonly of: AskFailure | undefined }) {
  if (of === undefined) return null
  return (
    <p role="alert" className={styles.problem}>
      <ServerText text={`${of.problem.message} ${of.problem.next}`} />
    </p>
  )
}
