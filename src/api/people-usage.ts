/** Leave to use data about people, and the note of each use: without a works agreement there is none, and nothing is used without a note. */
import type { Instant } from '../core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { PeopleAccess, PeopleAgreement, PeopleData, PeopleUse, PeopleUseCount } from '../engine/people-ports.ts'
import type { Clock, Engine } from '../engine/ports.ts'
import type { Caller } from './guards.ts'

export interface PeopleUsage {
  readonly agreement: PeopleAgreement | undefined
  /** Fails with `personal-data-off` without a works agreement. */
  leave(): Result<PeopleAgreement>
  /** Resolves once the note is durable; what it is about is answered after that. */
  note(caller: Caller | null, used: { readonly use: PeopleUse; readonly about: string; readonly people: number }): Promise<void>
  counts(since: Instant): Promise<readonly PeopleUseCount[]>
  entries(page: { readonly before?: number; readonly limit: number }): Promise<readonly (PeopleAccess & { readonly n: number })[]>
  removeKey(personId: string): Promise<void>
  site(): Promise<string>
}

const OFF: Problem = {
  code: 'personal-data-off',
  message: 'Data about people is switched off.',
  next: 'Conclude a works agreement and record it in the configuration.',
  facts: {},
}

export function peopleUsage(engine: Engine, { agreement, accessLog, keys }: PeopleData, clock: Clock): PeopleUsage {
  const site = async (): Promise<string> => (await engine.status()).site
  const leave = (): Result<PeopleAgreement> => (agreement === undefined ? failed(OFF) : ok(agreement))
  return {
    agreement,
    leave,
    async note(caller, used) {
      if (agreement === undefined) throw new Error(OFF.message, { cause: OFF })
      await accessLog.append(await site(), {
        ...used,
        at: clock.now(),
        account: caller?.name ?? 'nobody',
        purpose: agreement.purpose,
      })
    },
    counts: async (since) => accessLog.counts(await site(), since),
    entries: async (page) => accessLog.entries(await site(), page),
    removeKey: async (personId) => keys.remove(await site(), personId),
    site,
  }
}
