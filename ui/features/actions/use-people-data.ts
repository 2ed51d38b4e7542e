/** Whether people may be named on this page: under a works agreement, and to those whose work needs it. */
import type { PeopleAgreement } from '../../../src/engine/people-ports.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useSession } from '../../live/use-session.ts'

export type Naming = 'unknown' | 'off' | 'forbidden' | 'on'

export function useNaming(): Naming {
  const session = useSession().data
  const people = useAnswer<{ readonly agreement: PeopleAgreement | null }>('/people-data').data
  if (session === undefined || people === undefined) return 'unknown'
  if (people.agreement === null) return 'off'
  return session.permissions.includes('people.read') ? 'on' : 'forbidden'
}
