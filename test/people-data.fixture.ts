/** What the server keeps about the use of data about people, in memory, for tests that look at what it keeps. */
import { failed, ok } from '../src/core/values/result.ts'
import type { KioskKey, PeopleAccess, PeopleAgreement, PeopleData } from '../src/engine/people-ports.ts'

export const AGREEMENT: PeopleAgreement = { purpose: 'Who is qualified for which machine.', signedOn: '2026-05-01', retentionDays: 90 }

/** Without an agreement unless one is given. */
export function memoryPeople(
  agreement?: PeopleAgreement,
): PeopleData & { readonly logged: readonly PeopleAccess[]; readonly kept: ReadonlyMap<string, KioskKey> } {
  const logged: PeopleAccess[] = []
  const kept = new Map<string, KioskKey>()
  return {
    ...(agreement === undefined ? {} : { agreement }),
    logged,
    kept,
    accessLog: {
      append: async (_site, access) => void logged.push(access),
      async entries(_site, { before = logged.length + 1, limit }) {
        return logged
          .map((each, i) => ({ n: i + 1, ...each }))
          .filter(({ n }) => n < before)
          .toReversed()
          .slice(0, limit)
      },
      counts: async (_site, since) =>
        [...Map.groupBy(logged, ({ use }) => use)].map(([use, all]) => ({
          use,
          times: all.filter(({ at }) => at >= since).length,
          lastAt: (all.at(-1) as PeopleAccess).at,
        })),
    },
    keys: {
      find: async (_site, badgeHash) => [...kept.values()].find((each) => each.badgeHash === badgeHash),
      async put(_site, key) {
        const other = [...kept.values()].find(({ badgeHash, personId }) => badgeHash === key.badgeHash && personId !== key.personId)
        if (other !== undefined)
          return failed({ code: 'badge-taken', message: 'Another person has this badge.', next: 'Use another.', facts: {} })
        kept.set(key.personId, key)
        return ok(undefined)
      },
      remove: async (_site, personId) => void kept.delete(personId),
    },
  }
}
