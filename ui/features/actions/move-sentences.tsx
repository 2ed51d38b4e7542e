/** Changes of the plan in words, the first few at once. */
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { useMoveWords } from '../board/use-move-words.tsx'

const MOST = 2

export function MoveSentences({ moves }: { readonly moves: readonly PlanMove[] }) {
  const { shown } = useMoveWords(undefined)
  if (moves.length === 0) return null
  const numbered = moves.map((move, place) => ({ move, key: `${place} ${JSON.stringify(move)}` }))
  return <FirstFew items={numbered} most={MOST} keyOf={({ key }) => key} row={({ move }) => shown(move)} />
}
