/** Changes of the plan in words, the first few at once. */
import type { Disruption } from '../../../src/core/records/disruption.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { useMoveWords } from '../board/use-move-words.tsx'

const MOST = 2

interface MoveSentencesProps {
  readonly moves: readonly PlanMove[]
  /** The disruption that they answer, which may be over. */
  readonly cause?: Disruption | null
}

export function MoveSentences({ moves, cause }: MoveSentencesProps) {
  const { shown } = useMoveWords(undefined, cause == null ? [] : [cause])
  if (moves.length === 0) return null
  const numbered = moves.map((move, place) => ({ move, key: `${place} ${JSON.stringify(move)}` }))
  return <FirstFew items={numbered} most={MOST} keyOf={({ key }) => key} row={({ move }) => shown(move)} />
}
