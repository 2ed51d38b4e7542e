/** Lets the engine look for a better sequence for as long as a person gives it. What it finds goes on the board, never into the plan. */
import { Button, NumberInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Trial } from '../../../src/core/actions/answer.ts'
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { ServerText } from '../../kit/server-text.tsx'
import { useAnnounce } from '../../live/announcer.tsx'
import { type AskFailure, send } from '../../live/ask.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { FoundSequence } from './found-sequence.tsx'
import { SearchProgress } from './search-progress.tsx'

const FIRST_SECONDS = 5
const LONGEST_SECONDS = 10

interface SequenceSearchProps {
  readonly schedule: Schedule | undefined
  /** What is on the board already: it is looked for in the plan as it is, without these. */
  readonly moves: readonly PlanMove[]
  readonly onMoves: (moves: readonly PlanMove[]) => void
}

export function SequenceSearch({ schedule, moves, onMoves }: SequenceSearchProps) {
  const { board } = useWords()
  const announce = useAnnounce()
  const permissions = useSession().data?.permissions
  const [seconds, setSeconds] = useState(FIRST_SECONDS)
  const { mutate, data, error, isPending } = useMutation<Trial, AskFailure>({
    mutationFn: () => send<Trial>('POST', '/sequence-search', { milliseconds: seconds * 1000 }),
    onSuccess: (trial) => announce('board', trial.moves.length === 0 ? board.noneBetter : board.found(trial.moves.length)),
  })
  const maySearch = permissions === undefined || permissions.includes('actions.decide')
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>{board.searchWhy}</p>
      {moves.length === 0 ? null : <p className={styles.quiet}>{board.searchInPlan}</p>}
      <div className={styles.buttons}>
        <NumberInput
          label={board.seconds}
          className={styles.seconds ?? ''}
          min={1}
          max={LONGEST_SECONDS}
          allowDecimal={false}
          disabled={isPending}
          value={seconds}
          onChange={(value) => typeof value === 'number' && setSeconds(Math.min(LONGEST_SECONDS, Math.max(1, value)))}
        />
        {/* Whoever pressed it keeps the focus while it looks, so that it is not disabled. */}
        <Button variant="default" disabled={!maySearch} aria-disabled={isPending} onClick={() => (isPending ? undefined : mutate())}>
          {data === undefined ? board.search : board.searchAgain}
        </Button>
      </div>
      {maySearch ? null : <p className={styles.quiet}>{board.mayNotSearch}</p>}
      {isPending ? <SearchProgress seconds={seconds} /> : null}
      {error === null ? null : (
        <div role="alert" className={styles.problem}>
          <p>{board.searchFailed}</p>
          <p>
            <ServerText text={`${error.problem.message} ${error.problem.next}`} />
          </p>
        </div>
      )}
      {data === undefined || isPending ? null : <FoundSequence trial={data} schedule={schedule} moves={moves} onMoves={onMoves} />}
    </div>
  )
}
