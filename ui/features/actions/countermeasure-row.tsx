/** One measure: what it is in a sentence, what it saves and costs, whom it helps and harms, and how sure that is. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import type { Countermeasure } from '../../../src/core/actions/answer.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { NetSaved } from '../../kit/named-money.tsx'
import { SaidText, useSaid } from '../../kit/said-text.tsx'
import { useSession } from '../../live/use-session.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { ShiftRow, TrialCost } from '../board/trial-effect.tsx'
import styles from './actions.module.css'
import { MoveSentences } from './move-sentences.tsx'
import { SavedMoney } from './saved-money.tsx'
import { isWorthless, lossOf } from './saved-worth.ts'

interface CountermeasureRowProps {
  readonly measure: Countermeasure
  /** The first of the list: its button is the one that stands out. */
  readonly isBest: boolean
  readonly onTake: () => void
  readonly onAsk: () => void
}

export function CountermeasureRow({ measure, isBest, onTake, onAsk }: CountermeasureRowProps) {
  const { actions, kit } = useWords()
  const permissions = useSession().data?.permissions ?? []
  const say = useSaid()
  const id = useId()
  const { kind, roles, what, moves, net, ofThis, cost } = measure
  const text = say(what)
  const mayTake = permissions.includes(moves.length > 0 ? 'plan.change' : 'actions.decide')
  return (
    <article className={styles.measure} aria-labelledby={id}>
      <div className={styles.measureHead}>
        <div>
          <p className={styles.kind}>
            {kit.actionKinds[kind]} · {roles.map((role) => kit.workRoles[role]).join(', ')}
          </p>
          <h3 id={id} className={styles.what}>
            {text}
          </h3>
        </div>
        {isWorthless(ofThis.saved) && cost.total === null ? null : (
          <p className={styles.net}>
            <NetSaved net={net} costKnown={cost.total !== null} />
          </p>
        )}
      </div>
      <MeasureFacts measure={measure} />
      <div className={styles.buttons}>
        <Button variant={isBest ? 'filled' : 'default'} disabled={!mayTake} aria-label={actions.takeOf(text)} onClick={onTake}>
          {actions.take}
        </Button>
        <Button variant="default" disabled={!permissions.includes('actions.decide')} aria-label={actions.askOf(text)} onClick={onAsk}>
          {actions.ask}
        </Button>
        {moves.length === 0 ? null : (
          <Link to="/board" search={{ moves }}>
            {actions.onBoard}
          </Link>
        )}
      </div>
      {moves.length > 1 ? (
        <details className={styles.fold}>
          <summary>{actions.changesIn(moves.length)}</summary>
          <MoveSentences moves={moves} />
        </details>
      ) : null}
      <Sides measure={measure} />
      <Sureness measure={measure} />
    </article>
  )
}

/** Saving, cost, promises and time in one line of short sentences. */
function MeasureFacts({ measure }: { readonly measure: Countermeasure }) {
  const { actions, chain } = useWords()
  const { duration } = useFormat()
  const { ofThis, cost, promisesKept, promisesBroken, secondsBack, byAt } = measure
  const others = promisesKept - ofThis.promisesKept
  // What is to be over by a time says that time itself; nobody knows when one must begin for it.
  const isDeadline = measure.moves.every(({ type }) => type === 'endBy')
  const isFree = cost.total?.amount === 0
  const moved = Math.max(1, measure.winning + measure.losing)
  return (
    <p className={styles.facts}>
      {ofThis.promisesKept > 0 ? <strong>{actions.keeps(chain.promises(ofThis.promisesKept))} </strong> : null}
      {promisesBroken > 0 ? <strong className={styles.harm}>▲ {actions.breaks(chain.promises(promisesBroken))} </strong> : null}
      {isWorthless(ofThis.saved) ? actions.savesNothing : <Words of={actions.saves<ReactNode>(<SavedMoney sums={ofThis.saved} />)} />}{' '}
      {isFree ? actions.costsNothing : <Words of={actions.costs<ReactNode>(<TrialCost cost={cost} />)} />}{' '}
      <Besides measure={measure} others={others} />
      {secondsBack > 0 ? `${actions.givesBack(moved, duration(secondsBack / moved), chain.promises(moved))} ` : null}
      {byAt === null || isDeadline ? null : <Words of={actions.mustBegin<ReactNode>(<Moment at={byAt} exact />)} />}
    </p>
  )
}

/** What it does for promises that other causes make late, or loses on others: no part of what it is for, and never silent. */
function Besides({ measure: { besides }, others }: { readonly measure: Countermeasure; readonly others: number }) {
  const { actions, chain } = useWords()
  if (isWorthless(besides) && others <= 0) return null
  const lost = lossOf(besides)
  if (lost !== undefined)
    return (
      <strong className={styles.harm}>
        ▲ <Words of={actions.losesBesides<ReactNode>(<MoneyText amounts={lost} />)} />{' '}
      </strong>
    )
  const money = isWorthless(besides) ? null : <SavedMoney sums={besides} />
  return <Words of={actions.savesBesides<ReactNode>(others > 0 ? chain.promises(others) : null, money)} />
}

function Sides({ measure: { wins, loses, winning, losing } }: { readonly measure: Countermeasure }) {
  const { actions } = useWords()
  return (
    <details className={styles.fold}>
      <summary>{actions.winsAndLoses(winning, losing)}</summary>
      <h4 className={styles.small}>{actions.wins}</h4>
      <FirstFew items={wins} keyOf={({ salesOrderLineId }) => salesOrderLineId} row={(shift) => <ShiftRow shift={shift} />} />
      <h4 className={styles.small}>{actions.loses}</h4>
      {loses.length === 0 ? (
        <p className={styles.quiet}>{actions.losesNobody}</p>
      ) : (
        <FirstFew items={loses} keyOf={({ salesOrderLineId }) => salesOrderLineId} row={(shift) => <ShiftRow shift={shift} />} />
      )}
    </details>
  )
}

function Sureness({ measure: { sure, evaluated, record } }: { readonly measure: Countermeasure }) {
  const { actions } = useWords()
  return (
    <details className={styles.fold}>
      <summary>
        {actions.howSure}: {actions.sureness[sure.level]}
      </summary>
      <ul>
        {sure.because.length === 0 ? <li>{actions.nothingAgainst}</li> : null}
        {sure.because.map((each) => (
          <li key={JSON.stringify(each)}>
            <SaidText said={each} />
          </li>
        ))}
        <li>{actions.evaluated[evaluated]}</li>
        <li>{record === null ? actions.noRecord : actions.record(record.worked, record.settled)}</li>
      </ul>
    </details>
  )
}
