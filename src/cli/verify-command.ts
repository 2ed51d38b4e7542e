/** `throughline verify`: replays the journal and compares it with what the store and the live model hold. */
import { recordNames } from '../core/records/all.ts'
import type { Verification } from '../store/verify.ts'
import type { Command } from './command.ts'
import { loadSite, siteIn, withStore } from './site-access.ts'
import { count, textTable } from './text-table.ts'

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'rebuild the site from its journal and compare it with what is stored',
  positionals: [],
  options: [],
  examples: [
    { line: 'verify', does: 'says that journal, tables and model agree, or where they first differ' },
    { line: 'verify --site plant-1 --json', does: 'the same for a program; the exit code is 1 when anything differs' },
  ],
  run: (call) =>
    withStore(call, async (store) => {
      const id = await siteIn(store, call.config.site)
      const { model } = await loadSite(store, id, call)
      call.terminal.progress('Replaying the journal')
      const verification = await store.verify(id, liveRecords(model))
      return {
        exitCode: verification.differenceCount === 0 ? 0 : 1,
        text: verificationText(id, verification),
        json: { site: id, ...verification },
      }
    }),
}

function* liveRecords(model: Awaited<ReturnType<typeof loadSite>>['model']) {
  for (const record of recordNames) for (const body of model.byKind[record].values()) yield { record, body }
}

function verificationText(site: string, { lastSeq, changes, records, differenceCount, differences }: Verification): string {
  const replayed = `${count(changes, 'change')} in ${count(lastSeq, 'journal entry', 'journal entries')} of ${site} were replayed to ${count(records, 'record')}.`
  if (differenceCount === 0) return `${replayed}\nThe journal, the tables and the model agree.`
  const rows = differences.map(({ where, record, id, what, seq }) => [where, record, id, what, seq === null ? '' : String(seq)])
  const table = textTable(
    [{ title: 'Where' }, { title: 'Record' }, { title: 'Id' }, { title: 'What' }, { title: 'Entry', right: true }],
    rows,
  )
  const more = differenceCount > differences.length ? `\n... and ${count(differenceCount - differences.length, 'more difference')}.` : ''
  return `${replayed}\n${count(differenceCount, 'difference')} found:\n\n${table}${more}\n\nNext: keep a copy of the data folder as it is, and report this with the version of the program.`
}
