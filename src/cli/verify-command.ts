/** `throughline verify`: replays the journal and compares it with what the store and the live model hold, and with what the ledger claims. */
import { applyChanges, type Model } from '../core/chain/model.ts'
import { recordNames } from '../core/records/all.ts'
import type { Store } from '../store/open-store.ts'
import type { SiteReader } from '../store/site-reader.ts'
import type { Verification } from '../store/verify.ts'
import type { Call, Command } from './command.ts'
import { loadSite, siteIn, withStore } from './site-access.ts'
import { count, textTable } from './text-table.ts'
import { type LedgerVerification, verifyLedger } from './verify-ledger.ts'

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'rebuild the site from its journal and compare it with what is stored, and with the ledger',
  positionals: [],
  options: [],
  examples: [
    { line: 'verify', does: 'says that journal, tables and model agree, or where they first differ' },
    { line: 'verify --site plant-1 --json', does: 'the same for a program; the exit code is 1 when anything differs' },
  ],
  run: (call) =>
    withStore(call, async (store) => {
      const id = await siteIn(store, call.config.site)
      const verified = await verifyBesideWriter(call, store, id)
      const { model, ...verification } = verified
      const reader = store.reader(id)
      call.terminal.progress('Reaching the outcomes again')
      const ledger = await verifyLedger(model.byKind.outcome.values(), (seq, limit) => reader.entriesAfter(seq, limit))
      return {
        exitCode: verified.differenceCount === 0 && ledger.differing.length === 0 ? 0 : 1,
        text: [verificationText(id, verified), ...ledgerText(ledger)].join('\n'),
        json: { site: id, ...verification, ledger },
      }
    }),
}

/** Beside a server that writes without a pause, a moment between two of its commits is found in the first tries or hardly at all. */
const TRIES = 10
const CATCH_UP_PAGE = 20

interface Verified extends Verification {
  /** False where the site was written to at every try, so that only the journal and the tables were compared. */
  readonly modelCompared: boolean
  readonly model: Model
}

/** Compares a model that stands where the journal stands: what a server commits between the two looks is no difference. */
async function verifyBesideWriter(call: Call, store: Store, id: string): Promise<Verified> {
  const reader = store.reader(id)
  // Asked before the load, which may see more: the entries from here on are applied on top, and the last state of a record wins.
  let seq = await reader.lastSeq()
  const { model } = await loadSite(store, id, call)
  call.terminal.progress('Replaying the journal')
  for (let tries = 0; tries < TRIES; tries += 1) {
    seq = await catchUp(reader, model, seq)
    const verification = await store.verify(id, liveRecords(model))
    if (verification.lastSeq === seq) return { ...verification, modelCompared: true, model }
  }
  return { ...(await store.verify(id)), modelCompared: false, model }
}

async function catchUp(reader: SiteReader, model: Model, seq: number): Promise<number> {
  const entries = await reader.entriesAfter(seq, CATCH_UP_PAGE)
  for (const { changes } of entries) applyChanges(model, changes)
  const last = entries.at(-1)
  return last === undefined ? seq : catchUp(reader, model, last.seq)
}

function* liveRecords(model: Model) {
  for (const record of recordNames) for (const body of model.byKind[record].values()) yield { record, body }
}

function ledgerText({ outcomes, reconciled, differing }: LedgerVerification): string[] {
  if (outcomes === 0) return []
  if (differing.length === 0) return [`${count(outcomes, 'settled outcome')} of the ledger reached again from the journal: reconciled.`]
  const table = textTable(
    [{ title: 'Outcome' }, { title: 'What differs' }],
    differing.map(({ outcomeId, what }) => [outcomeId, what]),
  )
  return [
    `${count(reconciled, 'settled outcome')} of ${outcomes} reached again from the journal; these differ:\n\n${table}\n`,
    'Next: read what each of them rests on; one that an earlier version of the program settled may differ from what this one finds.',
  ]
}

function verificationText(site: string, verified: Verified): string {
  const { lastSeq, changes, records, differenceCount, differences } = verified
  const replayed = `${count(changes, 'change')} in ${count(lastSeq, 'journal entry', 'journal entries')} of ${site} were replayed to ${count(records, 'record')}.`
  if (differenceCount === 0 && verified.modelCompared) return `${replayed}\nThe journal, the tables and the model agree.`
  if (differenceCount === 0)
    return `${replayed}\nThe journal and the tables agree. A model was not compared, because the site was written to all the while.`
  const rows = differences.map(({ where, record, id, what, seq }) => [where, record, id, what, seq === null ? '' : String(seq)])
  const table = textTable(
    [{ title: 'Where' }, { title: 'Record' }, { title: 'Id' }, { title: 'What' }, { title: 'Entry', right: true }],
    rows,
  )
  const more = differenceCount > differences.length ? `\n... and ${count(differenceCount - differences.length, 'more difference')}.` : ''
  return `${replayed}\n${count(differenceCount, 'difference')} found:\n\n${table}${more}\n\nNext: keep a copy of the data folder as it is, and report this with the version of the program.`
}
