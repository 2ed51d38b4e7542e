/** One fact in the words of one role: a subject, one to three short sentences, and what to do next. */
import { ACTION_KINDS, type ActionKind } from '../../records/action.ts'
import { VERDICTS } from '../../records/action-figures.ts'
import { DISRUPTION_KINDS } from '../../records/disruption.ts'
import type { Notice, NoticeFacts } from '../../records/notice.ts'
import type { Language } from '../../values/language.ts'
import { sumMoney } from '../../values/money.ts'
import { isScrapReason } from '../../values/scrap-reason.ts'
import type { Catalogue } from './catalogue.ts'
import { type Phrasing, phrasing } from './phrasing.ts'

export interface NoticeWords {
  /** At most 80 characters. */
  readonly subject: string
  readonly sentences: readonly string[]
  /** What to do next. */
  readonly next: string
  /** What was held back and is told with it; null where nothing was. */
  readonly more: string | null
}

const SUBJECT_MAX = 80
const NAMES_MAX = 3

/** What is said of a notice, in a language; moments are told in the zone of the plant. */
export function sayNotice(
  { role, occasion, at, facts }: Pick<Notice, 'role' | 'occasion' | 'at' | 'facts'>,
  { language, zone }: { readonly language: Language; readonly zone: string },
): NoticeWords {
  const say = phrasing(language, zone)
  const said: Saying = { say, role, occasion, at, facts, place: facts.place ?? say.words.unknownPlace }
  const { counts, others } = say.words
  return {
    subject: subjectOf(said),
    sentences: sentencesOf(said).filter((each) => each !== ''),
    next: say.words.next[occasion][role],
    more: facts.others.length === 0 ? null : say.fill(others, { others: say.count(counts.others, facts.others.length) }),
  }
}

interface Saying extends Pick<Notice, 'role' | 'occasion' | 'at' | 'facts'> {
  readonly say: Phrasing
  readonly place: string
}

function sentencesOf(said: Saying): readonly string[] {
  const { say, facts, occasion } = said
  const { words } = say
  switch (occasion) {
    case 'reached':
      return [whatAndWhy(said), reachOf(said), endOf(said)]
    case 'changed':
      return [say.fill(words.changed, { what: whatOf(said), when: whenOf(said) }), reachOf(said), endOf(said)]
    case 'over':
      return [overSentence(said), facts.promises === 0 ? '' : say.fill(words.reachedBefore, reachFacts(said))]
    case 'asked': {
      const asked = facts.reason === null ? words.asked : words.askedIn
      return [filled(said, asked), reachIfAny(said), wantedOf(said)]
    }
    case 'escalated':
      return [filled(said, words.open), reachIfAny(said), wantedOf(said)]
    case 'settled':
      return [filled(said, words.settled), savedOf(said)]
    case 'help':
      return [filled(said, facts.reason === null ? words.helpPlain : words.help), reachIfAny(said)]
  }
}

/** A text about an action or a call, with what it may name. */
function filled(said: Saying, text: string, place = said.place): string {
  const { say } = said
  return say.fill(text, {
    ...{ action: actionOf(said), place, when: whenOf(said), verdict: verdictOf(said) },
    reason: reasonOf(said),
  })
}

const isOneOf = <T extends string>(all: readonly T[], text: string | null): text is T => (all as readonly (string | null)[]).includes(text)

function whatOf({ say, facts, place }: Saying, at = place): string {
  const { what, otherKind } = say.words
  return say.fill(isOneOf(DISRUPTION_KINDS, facts.kind) ? what[facts.kind] : otherKind, { place: at })
}

function overOf({ say, facts, place }: Saying, at = place): string {
  const { over, otherKind } = say.words
  return say.fill(isOneOf(DISRUPTION_KINDS, facts.kind) ? over[facts.kind] : otherKind, { place: at })
}

function actionOf({ say, facts }: Saying): string {
  return say.words.actions[isOneOf(ACTION_KINDS, facts.kind) ? facts.kind : ('check' satisfies ActionKind)]
}

function verdictOf({ say, facts }: Saying): string {
  return say.words.verdicts[isOneOf(VERDICTS, facts.verdict) ? facts.verdict : 'notEnoughData']
}

/** `since` what has begun, `from` what is still to come. */
function whenOf({ say, at, facts }: Saying): string {
  const since = say.moment(facts.sinceAt)
  if (since === undefined) return say.words.sinceUnknown
  return say.fill((facts.sinceAt ?? '') > at ? say.words.from : say.words.since, { since })
}

/** As it was recorded, without the point that ends the sentence anyway; a code of the starter list in words. */
function reasonOf({ say, facts: { reason } }: Saying): string {
  if (reason === null) return ''
  return isScrapReason(reason) ? say.words.scrapReasons[reason] : reason.replace(/[.!?]$/, '')
}

function whatAndWhy(said: Saying): string {
  const { say, facts } = said
  const { reason, reasonUnknown, skill, skillUnknown } = say.words
  const [stated, unknown] = facts.kind === 'qualificationMissing' ? [skill, skillUnknown] : [reason, reasonUnknown]
  const known = { what: whatOf(said), when: whenOf(said) }
  return facts.reason === null ? say.fill(unknown, known) : say.fill(stated, { ...known, reason: reasonOf(said) })
}

function reachOf(said: Saying): string {
  const { say, role, facts } = said
  const { words } = say
  if (facts.promises > 0) return say.fill(words.reach[role], reachFacts(said))
  if (facts.insideSlack === 0) return words.reachNothing
  return say.fill(words.reachInsideSlack, { inside: say.count(words.counts.promises, facts.insideSlack) })
}

/** An action may answer no cause that is known: then there is nothing to say of what it reaches. */
function reachIfAny(said: Saying): string {
  return said.facts.promises === 0 && said.facts.insideSlack === 0 ? '' : reachOf(said)
}

/** The same phrases for every role: no number differs between them. */
function reachFacts({ say, facts }: Saying): Readonly<Record<string, string>> {
  const { words } = say
  const { counts } = words
  const penalty = say.sums(facts.money.penalty)
  return {
    promises: say.count(counts.promises, facts.promises),
    orders: say.count(counts.orders, facts.orders),
    customers: customersOf(say, facts),
    revenue: revenueOf(say, facts),
    contribution: orElse(say, say.sums(facts.money.contribution), [words.contribution, words.contributionUnknown]),
    penalty: orElse(say, penalty, [words.penalty, words.penaltyNone]),
  }
}

function customersOf(say: Phrasing, { customers, customerNames }: NoticeFacts): string {
  const count = say.count(say.words.counts.customers, customers)
  if (customerNames.length === 0) return count
  const shown = customerNames.slice(0, NAMES_MAX)
  return say.fill(shown.length < customers ? say.words.namedInPart : say.words.named, { count, names: say.names(shown) })
}

function revenueOf(say: Phrasing, { money }: Pick<NoticeFacts, 'money'>): string {
  return orElse(say, say.sums(money.revenue), [say.words.revenue, say.words.revenueUnknown])
}

function orElse(say: Phrasing, money: string | undefined, [known, unknown]: readonly [string, string]): string {
  return money === undefined ? unknown : say.fill(known, { money })
}

/** Causes that have no end of their own: they are over when somebody has dealt with them. */
const ENDLESS: ReadonlySet<string> = new Set(['scrap', 'orderChanged', 'orderCancelled'])

function endOf({ say, facts }: Saying): string {
  const { end } = say.words
  const [until, must] = [say.moment(facts.untilAt), say.moment(facts.mustEndBy)]
  if (facts.kind === 'purchaseMoved') return until === undefined ? end.newDateUnknown : say.fill(end.newDate, { until })
  if (ENDLESS.has(facts.kind)) return must === undefined ? '' : say.fill(end.mustOnly, { must })
  if (until === undefined) return must === undefined ? end.unknown : say.fill(end.must, { must })
  return must === undefined ? say.fill(end.expected, { until }) : say.fill(end.expectedAndMust, { until, must })
}

function overSentence(said: Saying): string {
  const { say, facts } = said
  const until = say.moment(facts.untilAt)
  const over = overOf(said)
  return until === undefined ? say.fill(say.words.end.unknownAt, { over }) : say.fill(say.words.end.at, { over, until })
}

function wantedOf(said: Saying): string {
  const { say, facts } = said
  const { wanted, wantedToSave, wantedUnknown, wantedUnknownToSave } = say.words
  const [by, saved] = [say.moment(facts.byAt), worthOf(said)]
  if (by === undefined) return saved === undefined ? wantedUnknown : say.fill(wantedUnknownToSave, { saved })
  return saved === undefined ? say.fill(wanted, { by }) : say.fill(wantedToSave, { by, saved })
}

/** What an action saves, in the one measure of all actions: contribution and penalties; revenue, by its name, where nothing else is recorded. */
function worthOf({ say, facts: { saved } }: Saying): string | undefined {
  if (saved === null) return undefined
  const worth = say.sums(sumMoney([...saved.contribution, ...saved.penalty]))
  if (worth !== undefined) return say.fill(say.words.worth, { money: worth })
  return saved.revenue.length === 0 ? undefined : revenueOf(say, { money: saved })
}

/** What is not known is never told as nothing. */
function savedOf(said: Saying): string {
  const { say, facts } = said
  const { words } = say
  const saved = worthOf(said)
  if (facts.verdict === 'noEffect' || facts.verdict === 'wouldHaveRecovered') return words.settledNothing
  if (facts.verdict === 'notEnoughData') return ''
  const promises = say.count(words.counts.promises, facts.promises)
  return saved === undefined ? say.fill(words.settledNotKnown, { promises }) : say.fill(words.settledSaved, { promises, saved })
}

/** The first of these that fits; a name is cut before a number is. */
function subjectOf(said: Saying): string {
  const full = subjectWith(said, { place: said.place, money: true })
  if (full.length <= SUBJECT_MAX) return full
  const short = subjectWith(said, { place: said.place, money: false })
  if (short.length <= SUBJECT_MAX) return short
  const keep = Math.max(1, said.place.length - (short.length - SUBJECT_MAX) - 1)
  return subjectWith(said, { place: `${said.place.slice(0, keep).trimEnd()}…`, money: false })
}

function subjectWith(said: Saying, { place, money }: { readonly place: string; readonly money: boolean }): string {
  const { say, occasion, facts } = said
  const { subject } = say.words
  return say.fill(subject[occasion], {
    ...{ place, action: actionOf(said), what: whatOf(said, place), over: overOf(said, place) },
    reach: reachShort(say, facts, { subject, money }),
  })
}

function reachShort(say: Phrasing, facts: NoticeFacts, how: { readonly subject: Catalogue['subject']; readonly money: boolean }): string {
  if (facts.promises === 0) return how.subject.inside
  const promises = say.count(say.words.counts.promises, facts.promises)
  return how.money && facts.money.revenue.length > 0 ? say.fill(how.subject.money, { promises, revenue: revenueOf(say, facts) }) : promises
}
