/** What a search for a better sequence came to: what it would bring, the changes one by one, and the way onto the board. */
import { Button } from '@mantine/core'
import { useRef } from 'react'
import type { Trial } from '../../../src/core/actions/answer.ts'
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { useAnnounce } from '../../live/announcer.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { withMove } from './board-moves.ts'
import { TrialSentence } from './trial-sentence.tsx'
import { useMoveWords } from './use-move-words.tsx'

interface FoundSequenceProps {
  readonly trial: Trial
  readonly schedule: Schedule | undefined
  readonly moves: readonly PlanMove[]
  readonly onMoves: (moves: readonly PlanMove[]) => void
}

export function FoundSequence({ trial, schedule, moves, onMoves }: FoundSequenceProps) {
  const { board } = useWords()
  const { shown } = useMoveWords(schedule)
  const announce = useAnnounce()
  const result = useRef<HTMLDivElement>(null)
  if (trial.moves.length === 0)
    return (
      <p>
        {board.noneBetter} {trial.latePromisesBefore === 0 ? board.allInTime : board.noneBetterNext}
      </p>
    )
  const onBoard = new Set(moves.map((move) => JSON.stringify(move)))
  const isOn = trial.moves.every((move) => onBoard.has(JSON.stringify(move)))
  const putOn = (): void => {
    // The button goes, and whoever pressed it stays at what was found.
    result.current?.focus()
    announce('board', board.foundIsOn)
    onMoves(trial.moves.reduce(withMove, moves))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no part of a form
    <div ref={result} role="group" aria-label={board.foundTitle} tabIndex={-1} className={styles.found}>
      <p>
        <strong>
          {board.found(trial.moves.length)} <TrialSentence trial={trial} />
        </strong>
      </p>
      <FirstFew items={trial.moves} keyOf={(move) => JSON.stringify(move)} row={shown} />
      {isOn ? (
        <p>{board.foundIsOn}</p>
      ) : (
        <div className={styles.buttons}>
          <Button variant="default" onClick={putOn}>
            {board.putOn}
          </Button>
        </div>
      )}
      <p className={styles.quiet}>
        {board.asOf} <Moment at={trial.at} exact />
      </p>
    </div>
  )
}
