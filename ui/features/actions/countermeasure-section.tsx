/** What can be done about a disruption, best first: five, then the rest; whatever is offered can be taken, looked at on the board, or asked of a role. */
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Countermeasure, CountermeasureAnswer } from '../../../src/core/actions/answer.ts'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'
import { AskDialog } from './ask-dialog.tsx'
import { CountermeasureRow } from './countermeasure-row.tsx'
import { TakeDialog } from './take-dialog.tsx'
import { type Asking, ofMeasure } from './taking.ts'
import { useHeld } from './use-held.ts'

const MOST = 25

interface CountermeasureSectionProps {
  readonly disruptionId: string
  /** In whose name a person asks. */
  readonly role: WorkRole
}

export function CountermeasureSection({ disruptionId, role }: CountermeasureSectionProps) {
  const { actions } = useWords()
  const measures = useAnswer<CountermeasureAnswer>(
    `/disruptions/${encodeURIComponent(disruptionId)}/countermeasures`,
    { limit: MOST },
    { keep: true },
  )
  const [taking, setTaking] = useState<Countermeasure>()
  const [asking, setAsking] = useState<Asking>()
  const mayDecide = useSession().data?.permissions.includes('actions.decide') === true
  return (
    <Section title={actions.measures}>
      <div className={measures.data === undefined && measures.error === null ? styles.measuresWait : undefined}>
        <Answer of={measures}>
          {(answer) => (
            <MeasureList
              answer={answer}
              busy={taking !== undefined || asking !== undefined}
              onTake={setTaking}
              onAsk={(measure) => setAsking({ ...ofMeasure(measure, disruptionId), ownerRole: measure.ownerRole })}
            />
          )}
        </Answer>
      </div>
      {mayDecide ? (
        <Button
          variant="default"
          className={styles.askFree ?? ''}
          onClick={() =>
            setAsking({ kind: 'check', moves: [], disruptionId, ownerRole: role === 'maintenance' ? 'teamLead' : 'maintenance' })
          }
        >
          {actions.askFree}
        </Button>
      ) : (
        <p className={styles.quiet}>{actions.mayNotDecide}</p>
      )}
      {taking === undefined ? null : (
        <TakeDialog taking={ofMeasure(taking, disruptionId)} title={<SaidText said={taking.what} />} onClose={() => setTaking(undefined)} />
      )}
      {asking === undefined ? null : <AskDialog asking={asking} onClose={() => setAsking(undefined)} />}
    </Section>
  )
}

interface MeasureListProps {
  readonly answer: CountermeasureAnswer
  /** Whether a dialog about one of them is open: what it was opened from stays where it is. */
  readonly busy: boolean
  readonly onTake: (measure: Countermeasure) => void
  readonly onAsk: (measure: Countermeasure) => void
}

function MeasureList({ answer, busy, onTake, onAsk }: MeasureListProps) {
  const { actions } = useWords()
  const [at, setAt] = useState({ pointer: false, focus: false })
  const group = useRef<HTMLDivElement>(null)
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const { shown, newer, release } = useHeld(answer, busy || at.pointer || at.focus)
  const { items, notes, tried, replanned } = shown
  // The button goes with what it said; whoever pressed it is still at the list.
  const showNewest = (): void => {
    group.current?.focus()
    release()
  }
  if (items.length === 0) {
    return (
      <>
        <p className={styles.empty}>
          {actions.noMeasures} {actions.noMeasuresNext}
        </p>
        <Beyond notes={notes} />
      </>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no part of a form
    <div
      ref={group}
      role="group"
      aria-label={actions.measures}
      tabIndex={-1}
      onPointerEnter={() => setAt((now) => ({ ...now, pointer: true }))}
      onPointerLeave={() => setAt((now) => ({ ...now, pointer: false }))}
      onFocus={() => setAt((now) => ({ ...now, focus: true }))}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setAt((now) => ({ ...now, focus: false }))
      }}
    >
      <p className={styles.tried}>
        {actions.measuresTried(tried, replanned)}{' '}
        {newer ? (
          <>
            {actions.held}{' '}
            <button type="button" className={styles.inline} onClick={showNewest}>
              {actions.showNewest}
            </button>
          </>
        ) : null}
      </p>
      <FirstFew
        items={items}
        most={narrow ? 1 : 5}
        keyOf={({ id }) => id}
        row={(measure) => (
          <CountermeasureRow measure={measure} isBest={measure === items[0]} onTake={() => onTake(measure)} onAsk={() => onAsk(measure)} />
        )}
      />
      <Beyond notes={notes} />
    </div>
  )
}

/** What was not tried. These are changes around one cause; the whole plant in another sequence is looked for elsewhere, for it takes a while. */
function Beyond({ notes }: Pick<CountermeasureAnswer, 'notes'>) {
  const { actions } = useWords()
  return (
    <>
      <NotTried notes={notes} />
      <p className={styles.quiet}>
        {actions.wholeSequence} <Link to="/board">{actions.lookOnBoard}</Link>
      </p>
    </>
  )
}

function NotTried({ notes }: Pick<CountermeasureAnswer, 'notes'>) {
  const { actions } = useWords()
  if (notes.length === 0) return null
  return (
    <details className={styles.fold}>
      <summary>{actions.notTried(notes.length)}</summary>
      <ul>
        {notes.map((note) => (
          <li key={JSON.stringify(note)}>
            <SaidText said={note} />
          </li>
        ))}
      </ul>
    </details>
  )
}
