/** Lets the engine look for a better sequence for as long as a person gives it. What it finds goes on the board, never into the plan. */
import { Button, NumberInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Trial } from '../../../src/core/actions/answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { ServerText } from '../../kit/server-text.tsx'
import { useAnnounce } from '../../live/announcer.tsx'
import { type AskFailure, send } from '../../live/ask.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { TrialSentence } from './trial-sentence.tsx'

const FIRST_SECONDS = 5
const LONGEST_SECONDS = 10

export function SequenceSearch({ onMoves }: { readonly onMoves: (moves: readonly PlanMove[]) => void }) {
  const { board } = useWords()
  const announce = useAnnounce()
  const [seconds, setSeconds] = useState(FIRST_SECONDS)
  const { mutate, data, error, isPending } = useMutation<Trial, AskFailure>({
    mutationFn: () => send<Trial>('POST', '/sequence-search', { milliseconds: seconds * 1000 }),
    onSuccess: ({ moves }) => announce('board', moves.length === 0 ? board.noneBetter : board.found(moves.length)),
  })
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>{board.searchWhy}</p>
      <div className={styles.buttons}>
        <NumberInput
          label={board.seconds}
          className={styles.seconds ?? ''}
          min={1}
          max={LONGEST_SECONDS}
          allowDecimal={false}
          value={seconds}
          onChange={(value) => typeof value === 'number' && setSeconds(Math.min(LONGEST_SECONDS, Math.max(1, value)))}
        />
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          {board.search}
        </Button>
      </div>
      {error === null ? null : (
        <p role="alert" className={styles.problem}>
          <ServerText text={`${error.problem.message} ${error.problem.next}`} />
        </p>
      )}
      {data === undefined || isPending ? null : data.moves.length === 0 ? (
        <p>{board.noneBetter}</p>
      ) : (
        <>
          <p>
            {board.found(data.moves.length)} <TrialSentence trial={data} />
          </p>
          <Button variant="default" onClick={() => onMoves(data.moves)}>
            {board.putOn}
          </Button>
        </>
      )}
    </div>
  )
}
