/** A question of a page: asked once, kept, and asked again by itself when the plant changed. */
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type AskFailure, ask, type Params } from './ask.ts'

export type Asked<T> = Pick<UseQueryResult<T, AskFailure>, 'data' | 'error' | 'dataUpdatedAt' | 'isFetching' | 'refetch'>

interface AskOptions {
  /** Shows the answer to the question before while a changed question is on its way. */
  readonly keep?: boolean
  /** Asks again after so many milliseconds: for what changes without a journal entry. */
  readonly everyMs?: number
}

/** Asks `path` below the API; nothing is asked while it is null. */
export function useAnswer<T>(path: string | null, params: Params = {}, { keep, everyMs }: AskOptions = {}): Asked<T> {
  return useQuery<T, AskFailure>({
    queryKey: [path ?? '', params],
    queryFn: ({ signal }) => ask<T>(path ?? '', params, signal),
    enabled: path !== null,
    ...(keep === true ? { placeholderData: keepPreviousData } : {}),
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
}
