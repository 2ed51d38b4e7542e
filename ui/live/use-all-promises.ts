/** Every open promise, read page by page: for sums and rankings that need them all. */
import { useQuery } from '@tanstack/react-query'
import type { PromiseAnswer } from '../../src/core/impact/answer.ts'
import { type AskFailure, ask } from './ask.ts'
import type { Asked } from './use-answer.ts'

const PAGE = 500

interface PromisePage {
  readonly total: number
  readonly items: readonly PromiseAnswer[]
}

/** In order of money at risk, then slack; without chains and pegs, which are most of the bytes. */
export function useAllPromises(): Asked<readonly PromiseAnswer[]> {
  return useQuery<readonly PromiseAnswer[], AskFailure>({
    queryKey: ['/promises', 'all, in brief'],
    queryFn: async ({ signal }) => {
      const all: PromiseAnswer[] = []
      for (;;) {
        const { items, total } = await ask<PromisePage>('/promises', { offset: all.length, limit: PAGE, brief: true }, signal)
        all.push(...items)
        if (all.length >= total || items.length === 0) return all
      }
    },
  })
}
