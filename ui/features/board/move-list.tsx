/** The changes on the board, in the order in which they are made: each can be taken out or put elsewhere. */
import { Button } from '@mantine/core'
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { reordered } from './board-moves.ts'
import { useMoveWords } from './use-move-words.tsx'

interface MoveListProps {
  readonly moves: readonly PlanMove[]
  readonly schedule: Schedule | undefined
  /** Undefined where they can't be changed any more: they are part of the plan. */
  readonly onMoves: ((next: readonly PlanMove[]) => void) | undefined
}

export function MoveList({ moves, schedule, onMoves }: MoveListProps) {
  const { board } = useWords()
  const { shown, text } = useMoveWords(schedule)
  if (moves.length === 0) return <p className={styles.quiet}>{board.noMoves}</p>
  return (
    <ol className={styles.moves}>
      {moves.map((move, index) => {
        const words = text(move)
        return (
          <li key={JSON.stringify(move)} className={styles.move}>
            <span>{shown(move)}</span>
            {onMoves === undefined ? null : (
              <span className={styles.moveButtons}>
                <Small sign="↑" label={board.up(words)} off={index === 0} onClick={() => onMoves(reordered(moves, index, -1))} />
                <Small
                  sign="↓"
                  label={board.down(words)}
                  off={index === moves.length - 1}
                  onClick={() => onMoves(reordered(moves, index, 1))}
                />
                <Small sign="✕" label={board.takeOut(words)} onClick={() => onMoves(moves.filter((each) => each !== move))} />
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

interface SmallProps {
  readonly sign: string
  readonly label: string
  readonly off?: boolean
  readonly onClick: () => void
}

function Small({ sign, label, off = false, onClick }: SmallProps) {
  return (
    <Button variant="default" size="compact-md" aria-label={label} title={label} disabled={off} onClick={onClick}>
      {sign}
    </Button>
  )
}
