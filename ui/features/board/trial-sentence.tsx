/** What a trial comes to, in one sentence with its money. */
import type { ReactNode } from 'react'
import type { Trial } from '../../../src/core/actions/answer.ts'
import { MoneyText } from '../../kit/money-text.tsx'
import { NetSaved } from '../../kit/named-money.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { isMore, negated, trialWorth } from './trial-money.ts'

type Told = Pick<Trial, 'promisesKept' | 'promisesBroken' | 'exposureBefore' | 'exposureAfter' | 'cost' | 'shifts'>

export function TrialSentence({ trial }: { readonly trial: Told }) {
  const { board } = useWords()
  const { promisesKept: kept, promisesBroken: broken } = trial
  const { less, of } = trialWorth(trial)
  const money =
    less.length === 0 ? null : of === 'contribution' ? (
      less.map((net, index) => (
        <span key={net.currency}>
          {index === 0 ? '' : ', '}
          <NetSaved net={net} costKnown={trial.cost.total !== null} />
        </span>
      ))
    ) : isMore(less) ? (
      <Words of={board.moreAtRisk<ReactNode>(<MoneyText amounts={less.map(negated)} />)} />
    ) : (
      <Words of={board.lessAtRisk<ReactNode>(<MoneyText amounts={less} />)} />
    )
  return (
    <>
      {broken > 0 ? `${board.wouldBreak(broken)} ` : null}
      {kept > 0 ? `${board.wouldHold(kept)} ` : null}
      {kept === 0 && broken === 0 ? `${trial.shifts.length === 0 ? board.nothingMoves : board.noneBreaks} ` : null}
      {money}
    </>
  )
}
