/** The last look before a measure is taken on: the plan before and after, who wins and loses, what is written, and who does it. */
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Answer } from '../../kit/answer.tsx'
import { Dialog, DialogCancel } from '../../kit/dialog.tsx'
import { newId } from '../../live/new-id.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import { TrialEffect, TrialFigures } from '../board/trial-effect.tsx'
import { TrialSentence } from '../board/trial-sentence.tsx'
import { type TrialAsked, useTrial } from '../board/use-trial.ts'
import styles from './actions.module.css'
import { MoveSentences } from './move-sentences.tsx'
import { Refusal } from './refusal.tsx'
import { type Chosen, type Taking, takeCommands } from './taking.ts'
import { actionElementId, focusOn, useDeeds } from './use-deeds.ts'
import { WhoChooser } from './who-chooser.tsx'

interface TakeDialogProps {
  readonly taking: Taking
  readonly title: ReactNode
  /** Who was chosen before the dialog was opened. */
  readonly chosen?: Chosen
  readonly onClose: () => void
}

export function TakeDialog({ taking, title, chosen: first, onClose }: TakeDialogProps) {
  const { actions } = useWords()
  const permissions = useSession().data?.permissions ?? []
  const [freshId] = useState(() => newId('action'))
  const [chosen, setChosen] = useState(first)
  const deeds = useDeeds()
  const changesPlan = taking.moves.length > 0
  const trial = useTrial(taking.moves, changesPlan)
  const mayTake = permissions.includes(changesPlan ? 'plan.change' : 'actions.decide')
  const actionId = taking.actionId ?? freshId
  const lacksReason = chosen?.lacks === true && chosen.overrideReason === undefined
  return (
    <Dialog title={actions.takeTitle} wide onClose={onClose}>
      <div className={styles.take}>
        <p className={styles.lead}>{title}</p>
        <MoveSentences moves={taking.moves} />
        {changesPlan ? <Look trial={trial} /> : <p className={styles.quiet}>{actions.takeCheck}</p>}
        <WhoChooser taking={taking} chosen={chosen} onChoose={setChosen} />
        <div className={styles.foot}>
          {mayTake ? null : <p className={styles.quiet}>{changesPlan ? actions.mayNotTake : actions.mayNotDecide}</p>}
          <Refusal of={deeds.problem} />
          <div className={styles.buttons}>
            <Button
              loading={deeds.busy}
              disabled={!mayTake || lacksReason || (changesPlan && trial.data === undefined)}
              onClick={() =>
                deeds.run(takeCommands(taking, freshId, chosen), {
                  said: actions.saidTaken,
                  after: () => {
                    onClose()
                    focusOn(actionElementId(actionId))
                  },
                })
              }
            >
              {actions.takeNow}
            </Button>
            <DialogCancel />
          </div>
        </div>
      </div>
    </Dialog>
  )
}

/** The plan before and after. */
function Look({ trial }: { readonly trial: TrialAsked }) {
  const { actions } = useWords()
  return (
    <Answer of={trial}>
      {(tried) => (
        <>
          <p>
            <strong>
              <TrialSentence trial={tried} />
            </strong>
          </p>
          <h3 className={styles.small}>{actions.before}</h3>
          <TrialFigures trial={tried} />
          <TrialEffect trial={tried} />
          <p className={styles.quiet}>{actions.canBeUndone}</p>
        </>
      )}
    </Answer>
  )
}
