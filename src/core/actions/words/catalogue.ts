/** What a language must say, so that every role reads every occasion: a sentence that is missing does not compile. */
import type { ActionKind } from '../../records/action.ts'
import type { Verdict } from '../../records/action-figures.ts'
import type { Disruption } from '../../records/disruption.ts'
import type { Occasion } from '../../records/notice.ts'
import type { WorkRole } from '../../records/work-role.ts'
import type { ScrapReason } from '../../values/scrap-reason.ts'

/** One thing and several, in the case in which the sentences use them; `#` is the number. The names are those of the plural rules of a language. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

/** Each text holds facts as `{name}`. A fact that a text does not name is not said. */
export interface Catalogue {
  /** How numbers and dates are written: day before month, hours to 24. */
  readonly locale: string
  readonly unknownPlace: string
  /** What happened, with `{place}`. */
  readonly what: Readonly<Record<Disruption['kind'], string>>
  /** The same when it is over. */
  readonly over: Readonly<Record<Disruption['kind'], string>>
  /** A kind that is not in the list, with `{place}`. */
  readonly otherKind: string
  readonly actions: Readonly<Record<ActionKind, string>>
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly scrapReasons: Readonly<Record<ScrapReason, string>>
  readonly since: string
  readonly from: string
  readonly sinceUnknown: string
  readonly reason: string
  readonly reasonUnknown: string
  /** Where the reason is the qualification that is missing. */
  readonly skill: string
  readonly skillUnknown: string
  readonly changed: string
  readonly counts: {
    readonly promises: Forms
    readonly orders: Forms
    /** After `for` or `with`, as the sentences of `reach` have it. */
    readonly customers: Forms
    readonly others: Forms
  }
  /** A count with the names of all, and of some. */
  readonly named: string
  readonly namedInPart: string
  readonly revenue: string
  readonly revenueUnknown: string
  readonly contribution: string
  readonly contributionUnknown: string
  readonly penalty: string
  readonly penaltyNone: string
  /** What an action saves: `{money}` of contribution and penalties together. */
  readonly worth: string
  /** What it reaches, as the role needs it; with `{promises}`, `{customers}` and `{revenue}`. */
  readonly reach: Readonly<Record<WorkRole, string>>
  readonly reachInsideSlack: string
  readonly reachNothing: string
  /** After its end, the same to everyone. */
  readonly reachedBefore: string
  readonly end: {
    readonly expectedAndMust: string
    readonly must: string
    readonly expected: string
    readonly unknown: string
    /** Of a delivery. */
    readonly newDate: string
    readonly newDateUnknown: string
    readonly mustOnly: string
    readonly at: string
    readonly unknownAt: string
  }
  readonly asked: string
  readonly askedIn: string
  readonly open: string
  readonly help: string
  readonly helpPlain: string
  readonly wanted: string
  readonly wantedToSave: string
  readonly wantedUnknown: string
  readonly wantedUnknownToSave: string
  readonly settled: string
  readonly settledSaved: string
  readonly settledNotKnown: string
  readonly settledNothing: string
  readonly others: string
  readonly subject: Readonly<Record<Occasion, string>> & { readonly money: string; readonly inside: string }
  /** What to do next. */
  readonly next: Readonly<Record<Occasion, Readonly<Record<WorkRole, string>>>>
  readonly note: {
    readonly subject: string
    readonly greeting: string
    readonly greetingPlain: string
    readonly before: string
    readonly beforeUnknown: string
    readonly after: string
    readonly afterUnknown: string
    readonly reason: string
    readonly reasons: Readonly<Record<Disruption['kind'], string>>
    readonly close: string
  }
}
