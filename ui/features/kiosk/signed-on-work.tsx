/** What somebody who signed on can say is done: work that a person was chosen for, that of this place first. */
import { useState } from 'react'
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { ServerText } from '../../kit/server-text.tsx'
import { useFocusOnce } from '../../kit/use-focus-once.ts'
import type { AskFailure } from '../../live/ask.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useDecide } from '../../live/use-decide.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './kiosk.module.css'

const LIMIT = 100

interface SignedOnWorkProps {
  readonly unit: FloorUnit
  readonly name: string
  readonly signOn: string
  readonly onLeave: () => void
}

export function SignedOnWork({ unit, name, signOn, onLeave }: SignedOnWorkProps) {
  const { kiosk } = useWords()
  const heading = useFocusOnce<HTMLHeadingElement>()
  const actions = useAnswer<{ readonly items: readonly ActionStanding[] }>('/actions', { open: true, limit: LIMIT })
  return (
    <div className={styles.signed}>
      <h1 ref={heading} tabIndex={-1} className={styles.question}>
        {kiosk.signedOn(name)}
      </h1>
      <button type="button" className={styles.key} onClick={onLeave}>
        {kiosk.signOff}
      </button>
      <p className={styles.small}>{kiosk.signOffAlone}</p>
      <h2 className={styles.group}>{kiosk.workToSign}</h2>
      <Answer of={actions}>
        {({ items }) => {
          const waiting = waitingFor(items, unit)
          if (waiting.length === 0) return <p>{kiosk.noWorkToSign}</p>
          return <FirstFew items={waiting} keyOf={({ action }) => action.id} row={(each) => <Work standing={each} signOn={signOn} />} />
        }}
      </Answer>
    </div>
  )
}

function Work({ standing: { action, place }, signOn }: { readonly standing: ActionStanding; readonly signOn: string }) {
  const { kiosk, kit } = useWords()
  const { mutate, isPending } = useDecide(signOn)
  const [failure, setFailure] = useState<AskFailure>()
  const finish = (): void => {
    setFailure(undefined)
    mutate({ type: 'done', actionId: action.id }, { onError: setFailure })
  }
  const what = action.what ?? kit.actionKinds[action.kind]
  return (
    <div className={styles.work}>
      <p>
        <strong>{what}</strong>
        {place === null ? null : `, ${place.name}`}
      </p>
      <button type="button" className={styles.key} aria-label={kiosk.doneOf(what)} disabled={isPending} onClick={finish}>
        {kiosk.done}
      </button>
      {failure === undefined ? null : (
        <p className={styles.calm} role="status">
          {failure.status === 0 ? (
            kiosk.signOnOffline
          ) : failure.problem.code === 'permission-missing' ? (
            kiosk.notYours
          ) : (
            <ServerText text={`${failure.problem.message} ${failure.problem.next}`} />
          )}
        </p>
      )}
    </div>
  )
}

/** Work that is under way and that a person was chosen for; what is asked for at this place comes first. */
function waitingFor(items: readonly ActionStanding[], { workUnit, workCenter }: FloorUnit): readonly ActionStanding[] {
  const here = ({ place }: ActionStanding): boolean => place?.id === workUnit.id || place?.id === workCenter.id
  const waiting = items.filter(({ action, hasAssignee }) => action.state === 'taken' && hasAssignee)
  return [...waiting.filter(here), ...waiting.filter((each) => !here(each))]
}
