/** Who is signed in on this page, and the ways in and out. */
import { useQueryClient } from '@tanstack/react-query'
import { send } from './ask.ts'
import { useLive } from './live-provider.tsx'
import { type Asked, useAnswer } from './use-answer.ts'

export interface Session {
  readonly name: string
  readonly permissions: readonly string[]
  /** Whoever sits at this machine acts as owner, for there is no account yet. */
  readonly local: boolean
}

export function useSession(): Asked<Session> {
  return useAnswer<Session>('/session')
}

/** Whether whoever is signed in may change the plant's records; false until that is known. */
export function useMayChange(): boolean {
  return useSession().data?.permissions.includes('plant.change') === true
}

/** Ends the session, then has everything asked anew, which shows the sign-in. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const { tryNow } = useLive()
  return async () => {
    await send('DELETE', '/session')
    await client.resetQueries()
    tryNow()
  }
}

/** Signs in, then has everything asked anew. Rejects with an `AskFailure`. */
export function useSignIn(): (name: string, password: string) => Promise<void> {
  const client = useQueryClient()
  const { tryNow } = useLive()
  return async (name, password) => {
    await send('POST', '/session', { name, password, as: 'cookie' })
    await client.resetQueries()
    tryNow()
  }
}
