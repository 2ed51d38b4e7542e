/** The changes on the board, in the order in which they are made: each can be taken out or put elsewhere. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import { reordered } from './board-moves.ts'
import { useMoveWords } from './use-move-words.tsx'

/** A search may find dozens; the first show what it is about. */
const FEW = 5

interface MoveListProps {
  readonly moves: readonly PlanMove[]
  readonly schedule: Schedule | undefined
  /** Undefined where they can't be changed any more: they are part of the plan. */
  readonly onMoves: ((next: readonly PlanMove[]) => void) | undefined
}

export function MoveList({ moves, schedule, onMoves }: MoveListProps) {
  const { board, kit } = useWords()
  const { shown, text } = useMoveWords(schedule)
  const [all, setAll] = useState(false)
  if (moves.length === 0) return <p className={styles.quiet}>{board.noMoves}</p>
  const few = all || moves.length <= FEW + 1 ? moves : moves.slice(0, FEW)
  const hidden = moves.length - few.length
  return (
    <>
      <ol className={styles.moves}>
        {few.map((move, index) => {
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
      {hidden > 0 || all ? (
        <Button variant="default" size="compact-md" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? kit.fewer : kit.more(hidden)}
        </Button>
      ) : null}
    </>
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
