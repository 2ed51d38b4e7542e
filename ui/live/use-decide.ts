/** Sends what a person decides; what shows it is asked again at once, without waiting for the live stream. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ActionCommand, Decided } from '../../src/engine/action-ports.ts'
import { type AskFailure, send } from './ask.ts'

export type Deciding = Pick<
  UseMutationResult<Decided, AskFailure, ActionCommand>,
  'mutate' | 'mutateAsync' | 'isPending' | 'error' | 'reset'
>

/** Questions whose answers hold actions, what came of them, or scenarios. */
const SHOWING = /^\/(scenarios|actions|inbox|ledger|kept|disruptions|fix-first)\b/

export function useDecide(): Deciding {
  const client = useQueryClient()
  return useMutation<Decided, AskFailure, ActionCommand>({
    mutationFn: (command) => send<Decided>('POST', '/decisions', command),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => SHOWING.test(String(queryKey[0])) }),
  })
}
