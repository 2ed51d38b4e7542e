/** Messages to people: what the engine says of notices in the words of a role, and the outbox from which channels deliver them. */
import type { AndonState } from '../core/actions/notices/andon.ts'
import type { Notice, Occasion } from '../core/records/notice.ts'
import type { WorkRole } from '../core/records/work-role.ts'
import type { Instant } from '../core/values/instant.ts'
import type { Language } from '../core/values/language.ts'
import type { Result } from '../core/values/result.ts'

/** A notice as its role reads it. */
export interface Message {
  readonly noticeId: string
  readonly role: WorkRole
  readonly occasion: Occasion
  readonly at: Instant
  readonly disruptionId: string | null
  readonly actionId: string | null
  readonly language: Language
  /** At most 80 characters. */
  readonly subject: string
  readonly sentences: readonly string[]
  /** What to do next. */
  readonly next: string
  /** What was held back and is told with it. */
  readonly more: string | null
}

/** A draft to a customer whose date has changed. A person reads it, changes it and sends it. */
export interface CustomerNote {
  readonly language: Language
  readonly subject: string
  readonly text: string
}

export interface MessageDesk {
  /** What a role was told, newest first, in its words. */
  messages(ask: { readonly role: WorkRole; readonly language: Language; readonly limit: number }): Promise<readonly Message[]>
  /** In the language of the customer's country where none is asked for. */
  customerNote(ask: { readonly salesOrderLineId: string; readonly language?: Language }): Promise<Result<CustomerNote>>
  /** Every work center, in order of id. */
  andon(language: Language): Promise<readonly AndonState[]>
}

export const CHANNELS = ['mail', 'webhook', 'push'] as const
export type ChannelName = (typeof CHANNELS)[number]

/** Who gets the messages of a role, where and in which language. */
export interface Subscription {
  readonly id: string
  readonly channel: ChannelName
  readonly role: WorkRole
  readonly language: Language
  /** A mail address, the address of a webhook, or the endpoint of a browser. */
  readonly address: string
}

/** One notice on its way to one subscription. Instants are of the machine's clock, not the plant's. */
export interface Delivery {
  readonly n: number
  readonly subscription: Subscription
  readonly notice: Notice
  readonly madeAt: Instant
  readonly attempts: number
}

/** How the deliveries of a channel stand. */
export interface ChannelCounts {
  readonly channel: ChannelName
  readonly delivered: number
  readonly waiting: number
  /** Waiting ones that were tried at least once. */
  readonly failing: number
  readonly givenUp: number
  readonly lastDeliveredAt: Instant | null
  /** The newest failure that is not mended, in words. */
  readonly lastError: string | null
  readonly nextTryAt: Instant | null
}

/** Deliveries in the database: put in once, tried until they are delivered or given up. */
export interface Outbox {
  /** The journal entry up to which notices are in the outbox; undefined before the first. */
  head(site: string): Promise<number | undefined>
  /** Puts notices in for their subscriptions and moves the head, in one transaction; what is there already stays as it is. */
  put(
    site: string,
    upTo: number,
    deliveries: readonly { readonly notice: Notice; readonly subscription: Subscription; readonly madeAt: Instant }[],
  ): Promise<void>
  /** What is to be tried at `now`, the oldest first. */
  due(site: string, ask: { readonly channel: ChannelName; readonly now: Instant; readonly limit: number }): Promise<readonly Delivery[]>
  /** When the next one is to be tried; undefined while nothing waits. */
  nextTryAt(site: string): Promise<Instant | undefined>
  delivered(n: number, at: Instant): Promise<void>
  /** `nextTryAt` null gives it up; it stays in the table with its reason. */
  failed(n: number, failure: { readonly at: Instant; readonly error: string; readonly nextTryAt: Instant | null }): Promise<void>
  counts(site: string): Promise<readonly ChannelCounts[]>
}

/** A browser that asked for the messages of a role. */
export interface PushSubscription {
  readonly endpoint: string
  readonly role: WorkRole
  readonly language: Language
  readonly p256dh: string
  readonly auth: string
}

export interface PushSubscriptions {
  /** In place of what the same browser had asked for. */
  put(site: string, subscription: PushSubscription, at: Instant): Promise<void>
  remove(site: string, endpoint: string): Promise<void>
  all(site: string): Promise<readonly PushSubscription[]>
}

/** How messages to people stand, for whoever looks after them. */
export interface PostStatus {
  readonly channels: readonly (ChannelCounts & { readonly on: boolean; readonly subscriptions: number })[]
  /** The light over work centers; null where it is off. */
  readonly andon: { readonly topic: string; readonly connected: boolean; readonly lastError: string | null } | null
}

/** The post office of a server. */
export interface MessagePost {
  status(): Promise<PostStatus>
  /** The key that a browser subscribes with; null where web push is off. */
  readonly pushKey: string | null
  subscribePush(subscription: PushSubscription): Promise<Result<void>>
  unsubscribePush(endpoint: string): Promise<void>
}
