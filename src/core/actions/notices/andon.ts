/** What a light over a work center shows: what has stopped there, what is wrong with the quality, and who calls for help. */
import type { Model } from '../../chain/model.ts'
import { placeOf } from '../../impact/things.ts'
import type { Action } from '../../records/action.ts'
import type { Disruption } from '../../records/disruption.ts'
import type { NoticeFacts } from '../../records/notice.ts'
import { type Instant, instantToMs } from '../../values/instant.ts'
import type { Language } from '../../values/language.ts'
import { workCenterOfAction, workCenterOfCause } from '../place-of-action.ts'
import { sayNotice } from '../words/say-notice.ts'
import { factsOfAction } from './facts-of-cause.ts'

/** Lowest first. */
const LEVELS = ['none', 'quality', 'help', 'stop'] as const
export type AndonLevel = (typeof LEVELS)[number]

export interface AndonItem {
  readonly level: AndonLevel
  readonly place: string
  readonly sinceAt: Instant
  readonly text: string
  /** As roles were told last; none where nothing was told of it. */
  readonly promises: number
  /** Whether somebody has said that they are coming. */
  readonly coming: boolean
}

export interface AndonState {
  readonly workCenterId: string
  readonly workCenter: string
  /** The highest of its items. */
  readonly level: AndonLevel
  /** The highest level first, then the oldest. */
  readonly items: readonly AndonItem[]
}

/** Other causes need no light: they are told on the pages. */
const LEVEL_OF: Readonly<Partial<Record<Disruption['kind'], AndonLevel>>> = { workUnitDown: 'stop', scrap: 'quality', lotHeld: 'quality' }
/** A stop that is shorter is none. */
const DELAY_MS = 60_000

/** Every work center, in order of id. */
export function andonOf(model: Model, { now, language }: { readonly now: Instant; readonly language: Language }): readonly AndonState[] {
  const [site] = model.byKind.site.values()
  const said = { language, zone: site?.zone ?? 'UTC', now }
  const items = new Map<string, AndonItem[]>()
  const add = (workCenterId: string | null | undefined, item: AndonItem): void => {
    if (workCenterId != null) items.set(workCenterId, [...(items.get(workCenterId) ?? []), item])
  }
  for (const cause of model.byKind.disruption.values()) {
    const level = LEVEL_OF[cause.kind]
    if (level !== undefined && isOpen(cause, now)) add(workCenterOfCause(model, cause), itemOfCause(model, cause, { ...said, level }))
  }
  for (const action of model.byKind.action.values())
    if (isCall(action)) add(workCenterOfAction(model, action), itemOfCall(model, action, said))
  return [...model.byKind.workCenter.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, name }) => {
      const shown = (items.get(id) ?? []).sort(byLevel)
      return { workCenterId: id, workCenter: name, level: shown[0]?.level ?? 'none', items: shown }
    })
}

function byLevel(a: AndonItem, b: AndonItem): number {
  return (
    LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) ||
    (a.sinceAt < b.sinceAt ? -1 : a.sinceAt > b.sinceAt ? 1 : 0) ||
    (a.text < b.text ? -1 : 1)
  )
}

function isOpen({ startAt, endAt, closedAt }: Disruption, now: Instant): boolean {
  return closedAt === undefined && (endAt === undefined || endAt > now) && instantToMs(now) - instantToMs(startAt) >= DELAY_MS
}

/** Help that was called and has not come yet; taken, somebody is on the way. */
function isCall({ kind, state }: Action): boolean {
  return kind === 'help' && (state === 'proposed' || state === 'taken')
}

interface Saying {
  readonly language: Language
  readonly zone: string
  readonly now: Instant
}

function itemOfCause(model: Model, cause: Disruption, { level, now, ...how }: Saying & { readonly level: AndonLevel }): AndonItem {
  const place = placeOf(model, cause)
  const facts = { ...NOTHING, kind: cause.kind, place: place?.name ?? null, sinceAt: cause.startAt, reason: cause.reason ?? null }
  const { sentences } = sayNotice({ role: 'operator', occasion: 'reached', at: now, facts }, how)
  const told = [...model.byKind.notice.values()].filter((each) => each.disruptionId === cause.id && each.actionId === undefined)
  const last = told.sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1)
  return {
    ...{ level, place: place?.name ?? cause.id, sinceAt: cause.startAt, text: sentences[0] ?? '' },
    ...{ promises: last?.facts.promises ?? 0, coming: false },
  }
}

function itemOfCall(model: Model, action: Action, { now, ...how }: Saying): AndonItem {
  const facts = factsOfAction(model, action, undefined)
  const { sentences } = sayNotice({ role: 'teamLead', occasion: 'help', at: now, facts }, how)
  const coming = action.state === 'taken'
  return { level: 'help', place: facts.place ?? '', sinceAt: action.proposedAt, text: sentences[0] ?? '', promises: 0, coming }
}

const NOTHING: Omit<NoticeFacts, 'kind' | 'place' | 'sinceAt' | 'reason'> = {
  ...{ placeId: null, untilAt: null, promises: 0, orders: 0, customers: 0, customerNames: [], insideSlack: 0 },
  ...{ money: { revenue: [], contribution: [], penalty: [] }, mustEndBy: null, verdict: null, saved: null, byAt: null, others: [] },
}
