/** Pages that say more of a thing than the chain around it does. */
import { Link } from '@tanstack/react-router'
import type { Thing } from '../../../src/core/impact/page-answer.ts'
import { useWords } from '../../words/use-words.tsx'

export function OtherPages({ thing }: { readonly thing: Thing }) {
  const { trace } = useWords()
  if (thing.kind === 'salesOrderLine') {
    return (
      <Link to="/promises/$lineId" params={{ lineId: thing.id }}>
        {trace.openPromise}
      </Link>
    )
  }
  if (thing.kind === 'customer') {
    return (
      <Link to="/promises" search={{ customer: thing.id }}>
        {trace.theirPromises}
      </Link>
    )
  }
  if (thing.kind === 'disruption') {
    return (
      <Link to="/disruptions/$disruptionId" params={{ disruptionId: thing.id }}>
        {trace.openDisruption}
      </Link>
    )
  }
  return thing.kind === 'workUnit' || thing.kind === 'workCenter' ? (
    <Link to="/floor" search={{}}>
      {trace.onTheFloor}
    </Link>
  ) : null
}
