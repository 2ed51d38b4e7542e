/** What people sign off with at a kiosk, in the database: hashes alone. */
import { failed, ok } from '../core/values/result.ts'
import type { KioskKeys } from '../engine/people-ports.ts'
import type { Queryable } from './connect.ts'

const UNIQUE_VIOLATION = '23505'

interface KeyRow {
  readonly person_id: string
  readonly badge_hash: string
  readonly pin_hash: string
}

/** The keys of a database. Failures of the connection reject; a badge that is taken is a value. */
export function kioskKeysIn(db: Queryable): KioskKeys {
  return {
    async find(site, badgeHash) {
      const { rows } = await db.query<KeyRow>(
        'select person_id, badge_hash, pin_hash from kiosk_key where site_id = $1 and badge_hash = $2',
        [site, badgeHash],
      )
      const [row] = rows
      return row && { personId: row.person_id, badgeHash: row.badge_hash, pinHash: row.pin_hash }
    },
    async put(site, { personId, badgeHash, pinHash }) {
      try {
        await db.query(
          `insert into kiosk_key (site_id, person_id, badge_hash, pin_hash) values ($1, $2, $3, $4)
           on conflict (site_id, person_id) do update set badge_hash = excluded.badge_hash, pin_hash = excluded.pin_hash`,
          [site, personId, badgeHash, pinHash],
        )
        return ok(undefined)
      } catch (error) {
        // The database alone knows of two that are given one badge at the same time.
        if (!(error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)) throw error
        return failed({
          code: 'badge-taken',
          message: 'Another person has this badge.',
          next: 'Remove it from them first, or use another badge.',
          facts: { personId },
        })
      }
    },
    async remove(site, personId) {
      await db.query('delete from kiosk_key where site_id = $1 and person_id = $2', [site, personId])
    },
  }
}
