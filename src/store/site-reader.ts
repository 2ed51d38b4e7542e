/** Reads a site without the right to write to it, beside whoever writes. */
import type pg from 'pg'
import type { SiteStore } from '../engine/ports.ts'
import { readInPages } from './connect.ts'
import { entriesAfter, lastSeq } from './journal.ts'
import { ALL_RECORDS } from './record-rows.ts'

export type SiteReader = Pick<SiteStore, 'loadRecords' | 'lastSeq' | 'entriesAfter'>

export function siteReader(pool: pg.Pool, siteId: string): SiteReader {
  return {
    async *loadRecords() {
      const client = await pool.connect()
      try {
        yield* readInPages(client, ALL_RECORDS, [siteId])
      } finally {
        client.release()
      }
    },
    lastSeq: () => lastSeq(pool, siteId),
    entriesAfter: (seq, limit) => entriesAfter(pool, siteId, { seq, limit }),
  }
}
