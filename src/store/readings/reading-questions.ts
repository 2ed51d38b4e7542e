/** Questions about what the floor kept: values of one signal, spans of states, messages that were set aside. */
import type pg from 'pg'
import type { StateSpan } from '../../core/floor/fact.ts'
import type { ReadingStore } from '../../engine/floor-ports.ts'
import { instantOf } from '../connect.ts'
import { qualityOf, shownValue } from './reading-columns.ts'

interface SpanRow {
  readonly work_unit_id: string
  readonly state: StateSpan['state']
  readonly from_at: Date
  readonly to_at: Date
  readonly reason: string | null
  readonly micro: boolean
}

/** Answers by a pool, beside whoever writes. */
export function readingQuestions(pool: pg.Pool, siteId: string): Pick<ReadingStore, 'spans' | 'setAside' | 'history'> {
  return {
    async spans({ from, to, workUnitId }) {
      const { rows } = await pool.query<SpanRow>(
        `select work_unit_id, state, from_at, to_at, reason, micro from state_span
         where site_id = $1 and from_at < $3 and to_at > $2 and ($4::text is null or work_unit_id = $4)
         order by work_unit_id, from_at`,
        [siteId, from, to, workUnitId ?? null],
      )
      return rows.map(({ work_unit_id, state, from_at, to_at, reason, micro }) => ({
        workUnitId: work_unit_id,
        state,
        fromAt: instantOf(from_at),
        toAt: instantOf(to_at),
        reason,
        micro,
      }))
    },
    async setAside(limit) {
      const { rows } = await pool.query<{ topic: string; reason: string; at: Date; payload: Buffer }>(
        'select topic, reason, at, payload from set_aside where site_id = $1 order by set_aside_id desc limit $2',
        [siteId, limit],
      )
      return rows.map(({ topic, reason, at, payload }) => ({ topic, reason, at: instantOf(at), payloadHex: payload.toString('hex') }))
    },
    async history({ address, from, to, limit }) {
      // Counted back from the newest, so that the last value of the range is always among those that are shown.
      const { rows } = await pool.query<{ at: Date; value: number | null; note: string | null; quality: number }>(
        `with wanted as (select series_id from series where site_id = $1 and address = $2),
           held as (select count(*) as n from reading where series_id = (select series_id from wanted) and at >= $3 and at < $4)
         select at, value, note, quality from (
           select at, value, note, quality, row_number() over (order by at desc) - 1 as back
           from reading where series_id = (select series_id from wanted) and at >= $3 and at < $4
         ) as numbered, held
         where back % greatest(1, (n + $5 - 1) / $5) = 0
         order by at`,
        [siteId, address, from, to, limit],
      )
      return rows.map(({ at, value, note, quality }) => ({
        at: instantOf(at),
        value: shownValue(value, note),
        quality: qualityOf(quality),
      }))
    },
  }
}
