/** What is kept about the use of data about people: the agreement that allows it, who read it, and what people sign off with. */
import type { Instant } from '../core/values/instant.ts'
import type { Result } from '../core/values/result.ts'

/** The agreement between employer and employees that allows data about people. */
export interface PeopleAgreement {
  readonly purpose: string
  readonly signedOn: string
  readonly retentionDays: number
}

/** What was done with data about people. `whoCanAct` and `whoWasChosen` read it; `choose` and `override` decide by it. */
export const PEOPLE_USES = ['whoCanAct', 'whoWasChosen', 'choose', 'override'] as const
export type PeopleUse = (typeof PEOPLE_USES)[number]

export interface PeopleAccess {
  readonly at: Instant
  /** The account that asked; never the people that it asked about. */
  readonly account: string
  readonly use: PeopleUse
  /** What it was about, as kind and id: `workCenter/weld`. */
  readonly about: string
  /** How many people the answer named. */
  readonly people: number
  /** From the works agreement of that time. */
  readonly purpose: string
}

/** How often something was done with data about people. */
export interface PeopleUseCount {
  readonly use: PeopleUse
  readonly times: number
  readonly lastAt: Instant
}

/** The log of all use of data about people, kept for a year. */
export interface PeopleAccessLog {
  append(site: string, access: PeopleAccess): Promise<void>
  /** Newest first; `before` is the number of an entry. */
  entries(
    site: string,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<readonly (PeopleAccess & { readonly n: number })[]>
  /** By use, since an instant. */
  counts(site: string, since: Instant): Promise<readonly PeopleUseCount[]>
}

/** What a person signs off with at a kiosk. The badge identifies, the PIN proves; both are kept as hashes alone. */
export interface KioskKey {
  readonly personId: string
  /** SHA-256 in hex. */
  readonly badgeHash: string
  /** argon2id, in its own encoded form with salt and cost. */
  readonly pinHash: string
}

export interface KioskKeys {
  find(site: string, badgeHash: string): Promise<KioskKey | undefined>
  /** In place of the key that the person had. Fails with `badge-taken` when it is another person's. */
  put(site: string, key: KioskKey): Promise<Result<void>>
  remove(site: string, personId: string): Promise<void>
}

/** The parts that routes about people need. */
export interface PeopleData {
  /** Absent without a works agreement: then nothing about a person is answered. */
  readonly agreement?: PeopleAgreement
  readonly accessLog: PeopleAccessLog
  readonly keys: KioskKeys
}
