/** A last look before the plan is changed: what it comes to, and what is written. */
import { Button } from '@mantine/core'
import type { Trial } from '../../../src/core/actions/answer.ts'
import { Dialog, DialogCancel } from '../../kit/dialog.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { TrialSentence } from './trial-sentence.tsx'
import { WrittenChanges } from './written-changes.tsx'

interface ApplyDialogProps {
  /** Undefined while nothing is to be applied: the dialog is closed. */
  readonly trial: Trial | undefined
  readonly onApply: () => void
  readonly onClose: () => void
}

export function ApplyDialog({ trial, onApply, onClose }: ApplyDialogProps) {
  const { board } = useWords()
  if (trial === undefined) return null
  return (
    <Dialog title={board.applyTitle} wide onClose={onClose}>
      <p className={styles.lead}>
        <TrialSentence trial={trial} />
      </p>
      <h3 className={styles.small}>{board.writes}</h3>
      <WrittenChanges changes={trial.changes} />
      <p className={styles.quiet}>{board.canBeUndone}</p>
      <div className={styles.buttons}>
        <Button onClick={onApply}>{board.applyNow}</Button>
        <DialogCancel />
      </div>
    </Dialog>
  )
}
