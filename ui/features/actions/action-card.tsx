/** One action: what it is and why, by whose role, where it stands, what comes next, what it was to bring and what came of it. */
import type { ReactNode } from 'react'
import type { ActionStanding, ActionToday } from '../../../src/core/actions/answer.ts'
import type { Action } from '../../../src/core/records/action.ts'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { useSaid } from '../../kit/said-text.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { DisruptionWords } from '../chain/disruption-words.tsx'
import { ActionStateMark } from './action-state.tsx'
import { ActionSteps } from './action-steps.tsx'
import styles from './actions.module.css'
import { Assignee } from './assignee.tsx'
import { MoveSentences } from './move-sentences.tsx'
import { OutcomeView } from './outcome-view.tsx'
import { SavedMoney } from './saved-money.tsx'
import { isWorthless, lossOf } from './saved-worth.ts'
import { actionElementId } from './use-deeds.ts'

interface ActionCardProps {
  readonly standing: ActionStanding
  /** Whether the page is not about its cause, so that the card names it. */
  readonly namesCause?: boolean
  /** Whether the outcome is told in full elsewhere on the page. */
  readonly outcomeElsewhere?: boolean
}

export function ActionCard({ standing, namesCause = false, outcomeElsewhere = false }: ActionCardProps) {
  const { kit, actions } = useWords()
  const { action, place, disruption, outcome, overdue } = standing
  const asked = action.state === 'proposed' && action.moves.length > 0
  const { data: today } = useAnswer<ActionToday>(asked ? `/actions/${encodeURIComponent(action.id)}/today` : null, {}, { keep: true })
  const isDoubtful = asked && today !== undefined && today.standing !== 'holds'
  return (
    <article id={actionElementId(action.id)} tabIndex={-1} className={styles.card} data-overdue={overdue || undefined}>
      <div className={styles.cardHead}>
        <h3 className={styles.cardTitle}>{kit.actionKinds[action.kind]}</h3>
        <span className={styles.quiet}>{kit.workRoles[action.ownerRole]}</span>
        <ActionStateMark state={action.state} />
        {overdue ? <strong className={styles.overdue}>◆ {actions.overdue}</strong> : null}
      </div>
      {namesCause && disruption !== null ? (
        <p>
          <DisruptionWords standing={{ disruption, place }} />
        </p>
      ) : null}
      {disruption === null && place !== null ? (
        <p>
          <Name thing={place} />
        </p>
      ) : null}
      {action.what === undefined ? null : <p className={styles.said}>{action.what}</p>}
      <MoveSentences moves={action.moves} cause={disruption} />
      <p className={styles.quiet}>
        <Times action={action} />
      </p>
      <Promised action={action} />
      <Today today={today} />
      {action.droppedReason === undefined ? null : <p className={styles.quiet}>{actions.dropped(action.droppedReason)}</p>}
      {standing.hasAssignee ? <Assignee actionId={action.id} /> : null}
      {outcome === null || outcomeElsewhere ? null : <OutcomeView outcome={outcome} kind={action.kind} />}
      <ActionSteps standing={standing} isDoubtful={isDoubtful} />
    </article>
  )
}

function Times({ action }: { readonly action: Action }) {
  const { actions } = useWords()
  const { state, proposedAt, takenAt, doneAt, confirmedAt, droppedAt, byAt, undoneAt } = action
  const when = (at: Action['proposedAt']): ReactNode => <Moment at={at} />
  const parts: readonly (readonly ReactNode[] | undefined)[] = [
    actions.whenAsked<ReactNode>(when(proposedAt)),
    takenAt === undefined ? undefined : actions.whenTaken<ReactNode>(when(takenAt)),
    doneAt === undefined ? undefined : actions.whenDone<ReactNode>(when(doneAt)),
    confirmedAt === undefined ? undefined : actions.whenConfirmed<ReactNode>(when(confirmedAt)),
    droppedAt === undefined ? undefined : actions.whenDropped<ReactNode>(when(droppedAt)),
    byAt === undefined || state === 'confirmed' || state === 'dropped'
      ? undefined
      : actions.wantedBy<ReactNode>(<Moment at={byAt} exact />),
  ]
  const told = parts.filter((each) => each !== undefined)
  return (
    <>
      {told.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: each kind of time stands once, in a fixed order
        <span key={index}>
          {index === 0 ? '' : ', '}
          <Words of={each} />
        </span>
      ))}
      {undoneAt === undefined ? null : (
        <>
          {'. '}
          <Words of={actions.undone<ReactNode>(<Moment at={undoneAt} exact />)} />
        </>
      )}
    </>
  )
}

/** How it stands by the plan of now, which has moved since it was asked: told where it is no longer what was promised. */
function Today({ today }: { readonly today: ActionToday | undefined }) {
  const { actions } = useWords()
  const say = useSaid()
  if (today === undefined || today.standing === 'holds') return null
  const { standing, now, problem } = today
  return (
    <p className={styles.doubt} role="status">
      <strong>▲ {actions.today[standing]}</strong> {now === null ? null : <NowSaves now={now} />}
      {problem === null ? null : say(problem)}
    </p>
  )
}

function NowSaves({ now: { saved, promisesKept } }: { readonly now: NonNullable<ActionToday['now']> }) {
  const { actions, chain } = useWords()
  const lost = lossOf(saved)
  const money =
    lost === undefined ? (
      isWorthless(saved) ? (
        actions.savesNothing
      ) : (
        <Words of={actions.saves<ReactNode>(<SavedMoney sums={saved} />)} />
      )
    ) : (
      <Words of={actions.losesNow<ReactNode>(<MoneyText amounts={lost} />)} />
    )
  const promises = chain.promises(Math.abs(promisesKept))
  return (
    <>
      {money} {promisesKept > 0 ? actions.keeps(promises) : promisesKept < 0 ? actions.breaks(promises) : null}
    </>
  )
}

function Promised({ action: { promised } }: { readonly action: Action }) {
  const { actions, chain } = useWords()
  if (promised === undefined) return null
  const { saved, cost, promisesKept } = promised
  return (
    <p>
      {actions.wasTo} <Words of={actions.saves<ReactNode>(<SavedMoney sums={saved} />)} />{' '}
      <Words of={actions.costs<ReactNode>(cost === null ? actions.notKnown : <MoneyText amounts={[cost]} />)} />{' '}
      {promisesKept > 0 ? actions.keeps(chain.promises(promisesKept)) : null}
    </p>
  )
}
