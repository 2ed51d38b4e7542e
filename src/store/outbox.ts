/** The outbox and the browsers that asked for messages, in the database. Failures of the connection reject. */
import type pg from 'pg'
import type { Notice } from '../core/records/notice.ts'
import type { WorkRole } from '../core/records/work-role.ts'
import type { Language } from '../core/values/language.ts'
import type { ChannelCounts, ChannelName, Delivery, Outbox, PushSubscription, PushSubscriptions } from '../engine/message-ports.ts'
import { instantOf, inTransaction } from './connect.ts'

/** What was delivered or given up is kept this long, so that it can be looked at. */
const KEPT = "interval '30 days'"

interface DeliveryRow {
  readonly outbox_id: number
  readonly subscription_id: string
  readonly channel: ChannelName
  readonly role: WorkRole
  readonly language: Language
  readonly address: string
  readonly notice: Notice
  readonly made_at: Date
  readonly attempts: number
}

export function outboxIn(db: pg.Pool): Outbox {
  return {
    async head(site) {
      const { rows } = await db.query<{ seq: number }>('select seq from outbox_head where site_id = $1', [site])
      return rows[0]?.seq
    },
    put: (site, upTo, deliveries) => putIn(db, { site, upTo, deliveries }),
    async due(site, { channel, now, limit }) {
      const { rows } = await db.query<DeliveryRow>(
        `select outbox_id, subscription_id, channel, role, language, address, notice, made_at, attempts from outbox
         where site_id = $1 and channel = $2 and next_try_at <= $3 order by next_try_at, outbox_id limit $4`,
        [site, channel, now, limit],
      )
      return rows.map(deliveryOf)
    },
    async nextTryAt(site) {
      const { rows } = await db.query<{ at: Date | null }>('select min(next_try_at) as at from outbox where site_id = $1', [site])
      return rows[0]?.at == null ? undefined : instantOf(rows[0].at)
    },
    async delivered(n, at) {
      await db.query(
        'update outbox set delivered_at = $2, next_try_at = null, last_error = null, attempts = attempts + 1 where outbox_id = $1',
        [n, at],
      )
    },
    async failed(n, { at, error, nextTryAt }) {
      await db.query(
        `update outbox set attempts = attempts + 1, last_error = $3, next_try_at = $4,
           given_up_at = case when $4::timestamptz is null then $2::timestamptz end where outbox_id = $1`,
        [n, at, error, nextTryAt],
      )
    },
    counts: (site) => countsOf(db, site),
  }
}

async function putIn(
  db: pg.Pool,
  { site, upTo, deliveries }: { readonly site: string; readonly upTo: number; readonly deliveries: Parameters<Outbox['put']>[2] },
): Promise<void> {
  const client = await db.connect()
  try {
    await inTransaction(client, async () => {
      await client.query(
        `insert into outbox_head (site_id, seq) values ($1, $2)
         on conflict (site_id) do update set seq = greatest(outbox_head.seq, excluded.seq)`,
        [site, upTo],
      )
      for (const { notice, subscription, madeAt } of deliveries) {
        const { id, channel, role, language, address } = subscription
        await client.query(
          `insert into outbox (site_id, notice_id, subscription_id, channel, role, language, address, notice, made_at, next_try_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict (site_id, notice_id, subscription_id) do nothing`,
          [site, notice.id, id, channel, role, language, address, JSON.stringify(notice), madeAt],
        )
      }
      if (deliveries[0] !== undefined) {
        await client.query(`delete from outbox where site_id = $1 and next_try_at is null and made_at < $2::timestamptz - ${KEPT}`, [
          site,
          deliveries[0].madeAt,
        ])
      }
    })
  } finally {
    client.release()
  }
}

function deliveryOf(row: DeliveryRow): Delivery {
  const { channel, role, language, address } = row
  return {
    n: row.outbox_id,
    subscription: { id: row.subscription_id, channel, role, language, address },
    notice: row.notice,
    madeAt: instantOf(row.made_at),
    attempts: row.attempts,
  }
}

interface CountRow {
  readonly channel: ChannelName
  readonly delivered: number
  readonly waiting: number
  readonly failing: number
  readonly given_up: number
  readonly last_delivered_at: Date | null
  readonly last_error: string | null
  readonly next_try_at: Date | null
}

async function countsOf(db: pg.Pool, site: string): Promise<readonly ChannelCounts[]> {
  const { rows } = await db.query<CountRow>(
    `select channel,
       count(delivered_at)::int as delivered,
       count(next_try_at)::int as waiting,
       (count(*) filter (where next_try_at is not null and attempts > 0))::int as failing,
       count(given_up_at)::int as given_up,
       max(delivered_at) as last_delivered_at,
       (array_agg(last_error order by outbox_id desc) filter (where last_error is not null))[1] as last_error,
       min(next_try_at) as next_try_at
     from outbox where site_id = $1 group by channel order by channel`,
    [site],
  )
  return rows.map((row) => ({
    ...{ channel: row.channel, delivered: row.delivered, waiting: row.waiting, failing: row.failing, givenUp: row.given_up },
    lastDeliveredAt: row.last_delivered_at === null ? null : instantOf(row.last_delivered_at),
    lastError: row.last_error,
    nextTryAt: row.next_try_at === null ? null : instantOf(row.next_try_at),
  }))
}

interface PushRow {
  readonly endpoint: string
  readonly role: WorkRole
  readonly language: Language
  readonly p256dh: string
  readonly auth: string
}

export function pushSubscriptionsIn(db: pg.Pool): PushSubscriptions {
  return {
    async put(site, { endpoint, role, language, p256dh, auth }: PushSubscription, at) {
      await db.query(
        `insert into push_subscription (site_id, endpoint, role, language, p256dh, auth, made_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (site_id, endpoint) do update
           set role = excluded.role, language = excluded.language, p256dh = excluded.p256dh, auth = excluded.auth`,
        [site, endpoint, role, language, p256dh, auth, at],
      )
    },
    async remove(site, endpoint) {
      await db.query('delete from push_subscription where site_id = $1 and endpoint = $2', [site, endpoint])
    },
    async all(site) {
      const { rows } = await db.query<PushRow>(
        'select endpoint, role, language, p256dh, auth from push_subscription where site_id = $1 order by endpoint',
        [site],
      )
      return rows
    },
  }
}
