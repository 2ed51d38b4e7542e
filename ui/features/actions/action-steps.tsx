/** What can be done with an action next: the one step that it waits for, and the ways out of it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import type { Action } from '../../../src/core/records/action.ts'
import type { ActionCommand } from '../../../src/engine/action-ports.ts'
import { useFocusOnce } from '../../kit/use-focus-once.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'
import { ReasonForm } from './reason-form.tsx'
import { Refusal } from './refusal.tsx'
import { TakeDialog } from './take-dialog.tsx'
import { ofAction } from './taking.ts'
import { actionElementId, focusOn, useDeeds } from './use-deeds.ts'

type Leaving = 'drop' | 'undo'

interface ActionStepsProps {
  readonly standing: ActionStanding
  /** It is no longer what was promised: then taking it is not what stands out. */
  readonly isDoubtful?: boolean
}

export function ActionSteps({ standing: { action, outcome }, isDoubtful = false }: ActionStepsProps) {
  const { actions, kit } = useWords()
  const permissions = useSession().data?.permissions ?? []
  const [taking, setTaking] = useState(false)
  const [leaving, setLeaving] = useState<Leaving>()
  const deeds = useDeeds()
  const { id: actionId, state } = action
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
        <StepButtons
          action={action}
          isDoubtful={isDoubtful}
          busy={deeds.busy}
          onTake={() => setTaking(true)}
          onDone={() => finish()}
          onConfirm={() => run({ type: 'confirm', actionId }, actions.saidConfirmed)}
          onLeave={setLeaving}
        />
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
        <UndoForm
          busy={deeds.busy}
          onUndo={() => run({ type: 'undo', actionId }, actions.saidUndone)}
          onCancel={() => setLeaving(undefined)}
        />
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

interface StepButtonsProps {
  readonly action: Action
  readonly isDoubtful: boolean
  readonly busy: boolean
  readonly onTake: () => void
  readonly onDone: () => void
  readonly onConfirm: () => void
  readonly onLeave: (how: Leaving) => void
}

/** The next step stands out; the ways back stand beside it. */
function StepButtons({ action, isDoubtful, busy, onTake, onDone, onConfirm, onLeave }: StepButtonsProps) {
  const { actions } = useWords()
  const mayPlan = useSession().data?.permissions.includes('plan.change') === true
  const { id, state, planned } = action
  return (
    <div className={styles.buttons}>
      {state === 'proposed' ? (
        <Button variant={isDoubtful ? 'default' : 'filled'} onClick={onTake}>
          {actions.take}
        </Button>
      ) : null}
      {state === 'taken' ? (
        <Button loading={busy} onClick={onDone}>
          {actions.done}
        </Button>
      ) : null}
      {state === 'done' ? (
        <Button loading={busy} onClick={onConfirm}>
          {actions.confirm}
        </Button>
      ) : null}
      {state === 'proposed' || state === 'taken' ? (
        <Button variant="default" onClick={() => onLeave('drop')}>
          {actions.drop}
        </Button>
      ) : null}
      {isInPlan(action) && mayPlan ? (
        <Button variant="default" onClick={() => onLeave('undo')}>
          {actions.undo}
        </Button>
      ) : null}
      {(planned?.length ?? 0) > 0 ? (
        <a href={`/api/v1/actions/${encodeURIComponent(id)}/plan.csv`} download>
          {actions.asFile}
        </a>
      ) : null}
    </div>
  )
}

/** Whether what it changed in the plan is in force. */
function isInPlan({ planned, undoneAt, state }: Action): boolean {
  return state !== 'dropped' && undoneAt === undefined && (planned?.length ?? 0) > 0
}

interface UndoFormProps {
  readonly busy: boolean
  readonly onUndo: () => void
  readonly onCancel: () => void
}

function UndoForm({ busy, onUndo, onCancel }: UndoFormProps) {
  const { actions, kit } = useWords()
  const button = useFocusOnce<HTMLButtonElement>()
  return (
    <div className={styles.form}>
      <p>{actions.undoSure}</p>
      <div className={styles.buttons}>
        <Button ref={button} loading={busy} onClick={onUndo}>
          {actions.undoNow}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {kit.cancel}
        </Button>
      </div>
    </div>
  )
}
