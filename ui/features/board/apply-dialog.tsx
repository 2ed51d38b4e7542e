/** A last look before the plan is changed: what it comes to, and what is written. */
import { Button } from '@mantine/core'
import type { Trial } from '../../../src/core/actions/answer.ts'
import { Dialog, DialogCancel } from '../../kit/dialog.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { TrialSentence } from './trial-sentence.tsx'
import { useMoveWords } from './use-move-words.tsx'
import { WrittenChanges } from './written-changes.tsx'

interface ApplyDialogProps {
  /** Undefined while nothing is to be applied: the dialog is closed. */
  readonly trial: Trial | undefined
  readonly onApply: () => void
  readonly onClose: () => void
}

export function ApplyDialog({ trial, onApply, onClose }: ApplyDialogProps) {
  const { board, kit } = useWords()
  const { shown } = useMoveWords(undefined)
  if (trial === undefined) return null
  const asked = new Set(trial.asks.flatMap(({ disruptionIds }) => disruptionIds))
  return (
    <Dialog title={board.applyTitle} wide onClose={onClose}>
      <p className={styles.lead}>
        <TrialSentence trial={trial} />
      </p>
      {trial.asks.length === 0 ? null : (
        <>
          <h3 className={styles.small}>{board.asks}</h3>
          <p className={styles.quiet}>{board.asksWhy}</p>
          {trial.asks.map(({ ownerRole, move }) => (
            <div key={JSON.stringify(move)} className={styles.stack}>
              <strong>{kit.workRoles[ownerRole]}</strong>
              <span>{shown(move)}</span>
            </div>
          ))}
        </>
      )}
      <h3 className={styles.small}>{board.writes}</h3>
      <WrittenChanges changes={trial.changes.filter(({ record, id }) => record !== 'disruption' || !asked.has(id))} />
      <p className={styles.quiet}>{board.canBeUndone}</p>
      <div className={styles.buttons}>
        <Button onClick={onApply}>{board.applyNow}</Button>
        <DialogCancel />
      </div>
    </Dialog>
  )
}
