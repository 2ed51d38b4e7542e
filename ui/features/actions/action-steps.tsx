/** What can be done with an action next: the one step that it waits for, and the ways out of it. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import type { Action } from '../../../src/core/records/action.ts'
import type { ActionCommand } from '../../../src/engine/action-ports.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'
import { Refusal } from './refusal.tsx'
import { TakeDialog } from './take-dialog.tsx'
import { ofAction } from './taking.ts'
import { actionElementId, focusOn, useDeeds } from './use-deeds.ts'

export function ActionSteps({ standing: { action, outcome } }: { readonly standing: ActionStanding }) {
  const { actions, kit } = useWords()
  const permissions = useSession().data?.permissions ?? []
  const [taking, setTaking] = useState(false)
  const [leaving, setLeaving] = useState<'drop' | 'undo' | 'done'>()
  const deeds = useDeeds()
  const { id: actionId, state } = action
  const inPlan = isInPlan(action)
  const mayDecide = permissions.includes('actions.decide')
  const run = (command: ActionCommand, said: string): void =>
    deeds.run([command], {
      said,
      after: () => {
        setLeaving(undefined)
        focusOn(actionElementId(actionId))
      },
    })
  const finish = (overrideReason?: string): void =>
    run({ type: 'done', actionId, ...(overrideReason === undefined ? {} : { overrideReason }) }, actions.saidDone)
  return (
    <div className={styles.steps}>
      <p className={styles.next}>{state === 'done' && outcome !== null ? actions.next.doneSettled : actions.next[state]}</p>
      {mayDecide && leaving === undefined ? (
        <div className={styles.buttons}>
          {state === 'proposed' ? <Button onClick={() => setTaking(true)}>{actions.take}</Button> : null}
          {state === 'taken' ? (
            <Button loading={deeds.busy} onClick={() => finish()}>
              {actions.done}
            </Button>
          ) : null}
          {state === 'done' ? (
            <Button loading={deeds.busy} onClick={() => run({ type: 'confirm', actionId }, actions.saidConfirmed)}>
              {actions.confirm}
            </Button>
          ) : null}
          {state === 'proposed' || state === 'taken' ? (
            <Button variant="default" onClick={() => setLeaving('drop')}>
              {actions.drop}
            </Button>
          ) : null}
          {inPlan && permissions.includes('plan.change') ? (
            <Button variant="default" onClick={() => setLeaving('undo')}>
              {actions.undo}
            </Button>
          ) : null}
          {(action.planned?.length ?? 0) > 0 ? (
            <a href={`/api/v1/actions/${encodeURIComponent(actionId)}/plan.csv`} download>
              {actions.asFile}
            </a>
          ) : null}
        </div>
      ) : null}
      {leaving === 'drop' ? (
        <ReasonForm
          label={actions.dropReason}
          button={actions.dropNow}
          busy={deeds.busy}
          onSend={(reason) => run({ type: 'drop', actionId, reason }, actions.saidDropped)}
          onCancel={() => setLeaving(undefined)}
        />
      ) : null}
      {leaving === 'undo' ? (
        <div className={styles.form}>
          <p>{actions.undoSure}</p>
          <div className={styles.buttons}>
            <Button loading={deeds.busy} onClick={() => run({ type: 'undo', actionId }, actions.saidUndone)}>
              {actions.undoNow}
            </Button>
            <Button variant="default" onClick={() => setLeaving(undefined)}>
              {actions.cancel}
            </Button>
          </div>
        </div>
      ) : null}
      <Refusal of={deeds.problem} />
      {deeds.problem?.problem.code === 'not-qualified' && state === 'taken' ? (
        <ReasonForm label={actions.reasonNeeded} button={actions.done} busy={deeds.busy} onSend={finish} onCancel={deeds.forget} />
      ) : null}
      {taking ? (
        <TakeDialog taking={ofAction(action)} title={action.what ?? kit.actionKinds[action.kind]} onClose={() => setTaking(false)} />
      ) : null}
    </div>
  )
}

/** Whether what it changed in the plan is in force. */
function isInPlan({ planned, undoneAt, state }: Action): boolean {
  return state !== 'dropped' && undoneAt === undefined && (planned?.length ?? 0) > 0
}

interface ReasonFormProps {
  readonly label: string
  readonly button: string
  readonly busy: boolean
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}

function ReasonForm({ label, button, busy, onSend, onCancel }: ReasonFormProps) {
  const { actions } = useWords()
  const [reason, setReason] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onSend(reason.trim())
      }}
    >
      <TextInput
        label={label}
        required
        ref={(input) => input?.focus()}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={busy}>
          {button}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {actions.cancel}
        </Button>
      </div>
    </form>
  )
}
