/** Asks what a list of changes would do. The plan moves on meanwhile, so that it is asked again by time, not with every event: each trial plans the site anew. */
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Trial } from '../../../src/core/actions/answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { type AskFailure, send } from '../../live/ask.ts'
import type { Asked } from '../../live/use-answer.ts'

/** `isPlaceholderData` while what is shown is the answer to the moves before. */
export type TrialAsked = Asked<Trial> & Pick<UseQueryResult<Trial, AskFailure>, 'isPlaceholderData'>

const EVERY_MS = 30_000

/** Without moves it tells how things stand. The answer before stays while a new one is computed; nothing is asked unless it is `wanted`. */
export function useTrial(moves: readonly PlanMove[], wanted: boolean): TrialAsked {
  return useQuery<Trial, AskFailure>({
    queryKey: ['/trials', moves],
    queryFn: () => send<Trial>('POST', '/trials', { moves }),
    enabled: wanted,
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  })
}
