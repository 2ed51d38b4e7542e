/** The explanation of a promise as a time line: each link a bar between two instants, cut into why it lasts. */
import type { ChainLink, LinkParts } from '../../../src/core/impact/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'

export type PartKind = 'wait' | 'queue' | 'disrupted' | 'closed' | 'setup' | 'work'

export interface LinkPart {
  readonly kind: PartKind
  readonly seconds: number
  /** Share of the link's own length. */
  readonly share: number
}

export interface TimelineLink {
  readonly link: ChainLink
  /** How many orders stand before it on one work unit, told as one link; 1 for all other links. */
  readonly orders: number
  /** Fractions of the time line; null where the link's times can't be known. */
  readonly bar: { readonly from: number; readonly to: number } | null
  /** First what it waits for, then the work; the parts that do not last are left out. */
  readonly parts: readonly LinkPart[]
  /** It makes the promise later; or, where nothing does, it is part of what binds the date. */
  readonly binding: boolean
}

export interface Timeline {
  readonly fromMs: number
  readonly toMs: number
  /** Where now falls, as a fraction. */
  readonly now: number
  readonly links: readonly TimelineLink[]
}

/** At most this share of the line lies before now: what began long ago is cut off at the left. */
const PAST_SHARE = 0.25

const ORDER: readonly (readonly [PartKind, keyof LinkParts])[] = [
  ['wait', 'waitSeconds'],
  ['queue', 'queueSeconds'],
  ['disrupted', 'disruptedSeconds'],
  ['closed', 'closedSeconds'],
  ['setup', 'setupSeconds'],
  ['work', 'workSeconds'],
]

/** Lays out a chain of links as the answer orders them, from the cause to the promise. `until` are dates that must be seen too. */
export function layoutTimeline(chain: readonly ChainLink[], now: Instant, until: readonly (Instant | null)[]): Timeline {
  const nowMs = Date.parse(now)
  const instants = [...chain.flatMap(({ fromAt, toAt }) => [fromAt, toAt]), ...until].flatMap((at) => (at === null ? [] : [Date.parse(at)]))
  const toMs = Math.max(nowMs + 3_600_000, ...instants)
  const past = ((toMs - nowMs) * PAST_SHARE) / (1 - PAST_SHARE)
  const fromMs = Math.max(Math.min(nowMs, ...instants), Math.round(nowMs - past))
  const placeOf = (at: Instant): number => Math.min(1, Math.max(0, (Date.parse(at) - fromMs) / (toMs - fromMs)))
  const adds = chain.some(({ addedSeconds }) => addedSeconds > 0)
  return {
    fromMs,
    toMs,
    now: placeOf(now),
    links: queuesTogether(chain).map(({ link, orders }) => ({
      link,
      orders,
      bar: link.fromAt === null || link.toAt === null ? null : { from: placeOf(link.fromAt), to: placeOf(link.toAt) },
      parts: partsOf(link.parts),
      binding: adds ? link.addedSeconds > 0 : true,
    })),
  }
}

/** Other work that stands before it on the same work unit, order after order, is one wait to whoever reads. */
function queuesTogether(chain: readonly ChainLink[]): readonly { readonly link: ChainLink; readonly orders: number }[] {
  const told: { link: ChainLink; orders: number }[] = []
  for (const link of chain) {
    const last = told.at(-1)
    if (last !== undefined && isQueue(link) && isQueue(last.link) && last.link.workUnitId === link.workUnitId) {
      told[told.length - 1] = { link: joined(last.link, link), orders: last.orders + 1 }
    } else told.push({ link, orders: 1 })
  }
  return told
}

function isQueue({ kind, parts }: ChainLink): boolean {
  return kind === 'operation' && parts.queueSeconds > 0 && parts.workSeconds === 0
}

function joined(first: ChainLink, next: ChainLink): ChainLink {
  const parts = Object.fromEntries(ORDER.map(([, name]) => [name, first.parts[name] + next.parts[name]])) as unknown as LinkParts
  return { ...first, toAt: next.toAt, parts, addedSeconds: first.addedSeconds + next.addedSeconds }
}

function partsOf(parts: LinkParts): readonly LinkPart[] {
  const lasting = ORDER.map(([kind, name]) => ({ kind, seconds: parts[name] })).filter(({ seconds }) => seconds > 0)
  const total = lasting.reduce((sum, { seconds }) => sum + seconds, 0)
  return lasting.map((part) => ({ ...part, share: part.seconds / total }))
}

/** What a link mostly waits for, if it waits at all: the longest part that is neither work nor setup. */
export function longestWait(parts: readonly LinkPart[]): LinkPart | undefined {
  return parts
    .filter(({ kind }) => kind !== 'work' && kind !== 'setup')
    .reduce<LinkPart | undefined>((most, part) => (most === undefined || part.seconds > most.seconds ? part : most), undefined)
}
