/** Asks what a list of changes would do. The plan moves on meanwhile, so that it is asked again by time, not with every event: each trial plans the site anew. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Trial } from '../../../src/core/actions/answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { type AskFailure, send } from '../../live/ask.ts'
import type { Asked } from '../../live/use-answer.ts'

const EVERY_MS = 30_000

/** Nothing is asked while there are no moves; the answer before stays while a new one is computed. */
export function useTrial(moves: readonly PlanMove[]): Asked<Trial> {
  return useQuery<Trial, AskFailure>({
    queryKey: ['/trials', moves],
    queryFn: () => send<Trial>('POST', '/trials', { moves }),
    enabled: moves.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  })
}
