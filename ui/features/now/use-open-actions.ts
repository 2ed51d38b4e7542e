/** Actions that are under way, for every page that tells who is on it. */
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import { type Asked, useAnswer } from '../../live/use-answer.ts'

const MOST = 100

export function useOpenActions(): Asked<{ readonly items: readonly ActionStanding[] }> {
  return useAnswer<{ readonly items: readonly ActionStanding[] }>('/actions', { open: true, limit: MOST })
}
