/** Sends what a person decides; what shows it is asked again at once, without waiting for the live stream. */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ActionCommand, Decided } from '../../src/engine/action-ports.ts'
import { type AskFailure, sendFor } from './ask.ts'

export type Deciding = Pick<
  UseMutationResult<Decided, AskFailure, ActionCommand>,
  'mutate' | 'mutateAsync' | 'isPending' | 'error' | 'reset'
>

/** Questions whose answers hold actions, what came of them, or scenarios. */
const SHOWING = /^\/(scenarios|actions|inbox|ledger|kept|disruptions|fix-first)\b/

/** `signOn` is what a kiosk got for a badge and a PIN; without it the account of the page decides. */
export function useDecide(signOn?: string): Deciding {
  const client = useQueryClient()
  return useMutation<Decided, AskFailure, ActionCommand>({
    mutationFn: (command) => sendFor<Decided>(signOn, { method: 'POST', path: '/decisions', body: command }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => SHOWING.test(String(queryKey[0])) }),
  })
}
