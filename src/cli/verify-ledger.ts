/** Reaches every settled outcome again from the journal alone, and says which of them the ledger holds differently. */
import { isDeepStrictEqual } from 'node:util'
import { basisOf, settle } from '../core/actions/settle.ts'
import type { Model } from '../core/chain/model.ts'
import { buildPlantView } from '../core/impact/build.ts'
import type { Outcome } from '../core/records/outcome.ts'
import { liveModel } from '../engine/live-model.ts'
import type { JournalEntry } from '../engine/ports.ts'

export interface LedgerVerification {
  readonly outcomes: number
  readonly reconciled: number
  /** Outcomes that the journal tells otherwise, and how; the first of them. */
  readonly differing: readonly { readonly outcomeId: string; readonly what: 'basis missing' | 'verdict' | 'figures' }[]
}

const DIFFERING_MAX = 20
const PAGE = 20

/** `outcomes` are those to be reached again; `entriesAfter` tells the journal from its beginning. */
export async function verifyLedger(
  outcomes: Iterable<Outcome>,
  entriesAfter: (seq: number, limit: number) => Promise<readonly JournalEntry[]>,
): Promise<LedgerVerification> {
  const waiting = new Map<number, Outcome[]>()
  const frozen = new Set<number>()
  const differing: LedgerVerification['differing'][number][] = []
  let count = 0
  for (const outcome of outcomes) {
    count++
    const basis = basisOf(outcome.figures)
    if (basis === undefined) differing.push({ outcomeId: outcome.id, what: 'basis missing' })
    else {
      frozen.add(basis.frozenSeq)
      waiting.set(basis.settledSeq, [...(waiting.get(basis.settledSeq) ?? []), outcome])
    }
  }
  const journal = liveModel()
  const before = new Map<number, Model>()
  for (let seq = 0; waiting.size > 0; ) {
    const page = await entriesAfter(seq, PAGE)
    if (page.length === 0) break
    for (const entry of page) {
      journal.apply(entry.changes)
      seq = entry.seq
      if (frozen.has(seq)) before.set(seq, journal.picture())
      for (const outcome of waiting.get(seq) ?? []) {
        const what = difference(outcome, { model: journal.picture(), before })
        if (what !== undefined) differing.push({ outcomeId: outcome.id, what })
      }
      waiting.delete(seq)
    }
  }
  for (const left of waiting.values()) differing.push(...left.map(({ id }) => ({ outcomeId: id, what: 'basis missing' as const })))
  return { outcomes: count, reconciled: count - differing.length, differing: differing.slice(0, DIFFERING_MAX) }
}

interface Then {
  /** As it stood when the outcome was settled. */
  readonly model: Model
  /** As it stood after the entries that actions were frozen at. */
  readonly before: ReadonlyMap<number, Model>
}

function difference(outcome: Outcome, { model, before }: Then): LedgerVerification['differing'][number]['what'] | undefined {
  const action = model.byKind.action.get(outcome.actionId)
  const basis = basisOf(outcome.figures)
  if (action?.frozen === undefined || basis === undefined) return 'basis missing'
  const journalWasCut = outcome.figures.reached.some(({ code }) => code === 'journal-incomplete')
  const again = settle({
    action: { ...action, frozen: action.frozen },
    model,
    live: buildPlantView(model, { now: outcome.settledAt }).live,
    seq: basis.settledSeq,
    at: outcome.settledAt,
    before: journalWasCut ? undefined : before.get(basis.frozenSeq),
  })
  if (again.verdict !== outcome.verdict) return 'verdict'
  return isDeepStrictEqual(again.figures, outcome.figures) ? undefined : 'figures'
}
