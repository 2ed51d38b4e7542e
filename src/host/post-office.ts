/** Takes notices from the journal into the outbox and delivers them: each at least once, over restarts, with every failure to be seen. */
import { createHash } from 'node:crypto'
import type { Channel, Outgoing } from '../channels/channel.ts'
import type { MessageConfig } from '../config/message-settings.ts'
import { sayNotice } from '../core/actions/words/say-notice.ts'
import type { Notice } from '../core/records/notice.ts'
import type { Site } from '../core/records/site.ts'
import { instantFromMs, instantToMs } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'
import type { ChannelName, Delivery, Outbox, PushSubscriptions, Subscription } from '../engine/message-ports.ts'
import type { Engine, JournalEntry } from '../engine/ports.ts'

export interface PostOfficeOptions {
  readonly engine: Pick<Engine, 'status' | 'list' | 'entriesAfter' | 'subscribe'>
  readonly outbox: Outbox
  readonly pushSubscriptions: PushSubscriptions
  readonly config: MessageConfig
  /** The channels that are on. */
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly report: (problem: Problem) => void
  /** Milliseconds since 1970 of the machine's clock: mail servers don't keep the plant's time. */
  readonly nowMs: () => number
  /** How long commits are gathered before the journal is read. */
  readonly gatherMs?: number
}

const GATHER_MS = 500
/** Looked at this often even when nothing is known to wait, for other processes write to the journal too. */
const IDLE_MS = 60_000
const PAGE = 200
/** Entries that are read again after a restart, at most; a notice that is in the outbox stays there once. */
const HEAD_EVERY = 1000
const FIRST_RETRY_MS = 30_000
const LAST_RETRY_MS = 3_600_000
const GIVE_UP_MS = 3 * 86_400_000
/** What is older when a channel is switched on, is no news to anybody. */
const NEWS_MS = 86_400_000
const BATCH = 20

/** Runs until it is stopped. Nothing of it rejects: what fails is reported and tried again. */
export class PostOffice {
  readonly #options: PostOfficeOptions
  #timer: NodeJS.Timeout | undefined
  #dueMs = Number.POSITIVE_INFINITY
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  #head: number | undefined
  #keptHead = 0
  readonly #leave: () => void

  constructor(options: PostOfficeOptions) {
    this.#options = options
    this.#leave = options.engine.subscribe(() => this.#wakeIn(options.gatherMs ?? GATHER_MS))
    this.#wakeIn(0)
  }

  /** Resolves once what is being sent was sent or has failed. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#leave()
    clearTimeout(this.#timer)
    await this.#running
    for (const channel of this.#options.channels.values()) channel.close()
  }

  #wakeIn(ms: number): void {
    if (this.#stopped) return
    const dueMs = Date.now() + ms
    if (this.#running !== undefined) {
      this.#again = true
      return
    }
    if (dueMs >= this.#dueMs) return
    clearTimeout(this.#timer)
    this.#dueMs = dueMs
    this.#timer = setTimeout(() => {
      this.#dueMs = Number.POSITIVE_INFINITY
      this.#running = this.#work().then((waitMs) => {
        this.#running = undefined
        const again = this.#again
        this.#again = false
        this.#wakeIn(again ? Math.min(waitMs, this.#options.gatherMs ?? GATHER_MS) : waitMs)
      })
    }, ms)
  }

  /** How long to wait until there may be something to do again. */
  async #work(): Promise<number> {
    try {
      const { site, seq } = await this.#options.engine.status()
      await this.#collect(site, seq)
      const zone = await this.#zone()
      await Promise.all([...this.#options.channels].map(([name, channel]) => this.#deliver(site, { name, channel, zone })))
      const next = await this.#options.outbox.nextTryAt(site)
      return next === undefined ? IDLE_MS : Math.min(IDLE_MS, Math.max(1000, instantToMs(next) - this.#options.nowMs()))
    } catch (error) {
      this.#reportUnless('site-none', error)
      return IDLE_MS
    }
  }

  /** Notices that came since the head, for whoever subscribed to their roles. */
  async #collect(site: string, lastSeq: number): Promise<void> {
    const { engine, outbox } = this.#options
    if (this.#head === undefined) {
      const kept = await outbox.head(site)
      // What was told before anybody subscribed stays on the pages.
      if (kept === undefined) await outbox.put(site, lastSeq, [])
      this.#head = this.#keptHead = kept ?? lastSeq
    }
    while (!this.#stopped) {
      const entries = await engine.entriesAfter(this.#head, PAGE)
      const upTo = entries.at(-1)?.seq
      if (upTo === undefined) return
      const deliveries = await this.#deliveriesOf(site, entries)
      if (deliveries.length > 0 || upTo - this.#keptHead >= HEAD_EVERY) {
        await outbox.put(site, upTo, deliveries)
        this.#keptHead = upTo
      }
      this.#head = upTo
    }
  }

  async #deliveriesOf(site: string, entries: readonly JournalEntry[]): Promise<Parameters<Outbox['put']>[2]> {
    const nowMs = this.#options.nowMs()
    const notices = entries
      .filter(({ at }) => nowMs - instantToMs(at) <= NEWS_MS)
      .flatMap(({ changes }) =>
        changes.flatMap((change) => (change.record === 'notice' && change.type === 'added' ? [change.to as Notice] : [])),
      )
    if (notices.length === 0) return []
    const subscriptions = await subscriptionsOf(this.#options, site)
    const madeAt = instantFromMs(nowMs)
    return notices.flatMap((notice) =>
      subscriptions.filter(({ role }) => role === notice.role).map((subscription) => ({ notice, subscription, madeAt })),
    )
  }

  /** One after the other; what fails waits by itself, and holds up nothing behind it. */
  async #deliver(site: string, to: { readonly name: ChannelName; readonly channel: Channel; readonly zone: string }): Promise<void> {
    const { outbox, nowMs, config } = this.#options
    while (!this.#stopped) {
      const due = await outbox.due(site, { channel: to.name, now: instantFromMs(nowMs()), limit: BATCH })
      for (const delivery of due) {
        if (this.#stopped) return
        const sent = await to.channel.send(outgoing(delivery, { zone: to.zone, pagesUrl: config.pagesUrl }))
        const at = instantFromMs(nowMs())
        if (sent.ok) await outbox.delivered(delivery.n, at)
        else await this.#failed(site, delivery, sent.problem)
      }
      if (due.length < BATCH) return
    }
  }

  async #failed(site: string, { n, attempts, madeAt, subscription }: Delivery, problem: Problem): Promise<void> {
    const { outbox, pushSubscriptions, nowMs, report } = this.#options
    const now = nowMs()
    const gone = problem.code === 'address-gone'
    if (gone && subscription.channel === 'push') await pushSubscriptions.remove(site, subscription.address)
    const retryMs = now + Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 20), LAST_RETRY_MS)
    const givenUp = gone || retryMs - instantToMs(madeAt) > GIVE_UP_MS
    const reason = problem.facts.reason === undefined ? '' : ` ${problem.facts.reason}`
    await outbox.failed(n, {
      at: instantFromMs(now),
      error: `${problem.message}${reason} ${problem.next}`,
      nextTryAt: givenUp ? null : instantFromMs(retryMs),
    })
    // The first failure of a message is worth a line in the log; the status tells the others.
    if (attempts === 0 && !gone) report({ ...problem, facts: { ...problem.facts, channel: subscription.channel, role: subscription.role } })
  }

  async #zone(): Promise<string> {
    const [site] = await this.#options.engine.list('site', { limit: 1 })
    return (site as Site | undefined)?.zone ?? 'UTC'
  }

  #reportUnless(code: string, error: unknown): void {
    const problem = error instanceof Error ? ((error.cause ?? (error as { problem?: unknown }).problem) as Problem | undefined) : undefined
    if (problem?.code === code || this.#stopped) return
    this.#options.report({
      code: 'messages-waiting',
      message: 'Messages could not be looked after.',
      next: 'They wait, and are tried again by themselves.',
      facts: { reason: problem?.message ?? (error instanceof Error ? error.message : String(error)) },
    })
  }
}

/** Everybody who gets messages, by channel and role. */
export async function subscriptionsOf(
  { config, channels, pushSubscriptions }: Pick<PostOfficeOptions, 'config' | 'channels' | 'pushSubscriptions'>,
  site: string,
): Promise<readonly Subscription[]> {
  const { mail, webhook, language } = config
  const browsers = channels.has('push') ? await pushSubscriptions.all(site) : []
  return [
    ...(mail?.to ?? []).map((to): Subscription => ({ id: `mail:${to.role}:${to.address}`, channel: 'mail', ...to })),
    ...(webhook?.roles ?? []).map(
      (role): Subscription => ({ id: `webhook:${role}`, channel: 'webhook', role, language, address: 'webhook' }),
    ),
    ...browsers.map(({ endpoint, role, language: theirs }): Subscription => {
      const id = `push:${createHash('sha256').update(endpoint).digest('hex')}`
      return { id, channel: 'push', role, language: theirs, address: endpoint }
    }),
  ]
}

function outgoing(
  { subscription, notice }: Delivery,
  { zone, pagesUrl }: { readonly zone: string; readonly pagesUrl: string | undefined },
): Outgoing {
  const { language, address, id } = subscription
  const path = notice.disruptionId === undefined ? '/' : `/disruptions/${encodeURIComponent(notice.disruptionId)}`
  return {
    ...{ id: `${notice.id}/${id}`, address, notice, language },
    ...sayNotice(notice, { language, zone }),
    link: pagesUrl === undefined ? null : `${pagesUrl}${path}`,
  }
}
