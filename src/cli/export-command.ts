/** `throughline export`: every record as CSV, a mapping that reads them back, and the journal. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Model } from '../core/chain/model.ts'
import { definitionOf, type RecordName, recordNames } from '../core/records/all.ts'
import type { JournalEntry } from '../engine/ports.ts'
import type { SiteReader } from '../store/site-reader.ts'
import type { Command } from './command.ts'
import { type ExportedKind, exportedKind, exportMapping, exportRows } from './export-format.ts'
import { wrongUse } from './outcome.ts'
import { countsOf, loadSite, plainName, siteIn, withStore } from './site-access.ts'
import { count, textTable } from './text-table.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'write every record and the journal to a folder, from which they can be imported again',
  positionals: ['folder'],
  options: [],
  examples: [
    { line: 'export backup/', does: 'one CSV file for each kind of record, mapping.yaml, and journal.jsonl' },
    { line: 'import backup/ --mapping backup/mapping.yaml', does: 'brings the records of an export in again, here or elsewhere' },
  ],
  run: (call) =>
    withStore(call, async (store) => {
      const folder = await emptyFolder(resolve(call.positionals[0] ?? '.'))
      const id = await siteIn(store, call.config.site)
      const { model } = await loadSite(store, id, call)
      const mayNamePeople = call.config.worksAgreement !== undefined
      const isLeftOut = (name: RecordName): boolean => definitionOf(name).personal && !mayNamePeople
      const kinds: ExportedKind[] = []
      for (const [name] of countsOf(model)) {
        if (name === 'site' || isLeftOut(name)) continue
        call.terminal.progress(`Writing ${plainName(name)}`)
        kinds.push(await writeKind(folder, model, name))
      }
      await writeFile(join(folder, 'mapping.yaml'), exportMapping(id, [...model.byKind.site.values()][0], kinds))
      const entries = await writeJournal(folder, store.reader(id), isLeftOut)
      const written = kinds.map(({ name, records }) => ({ record: name, file: `${name}.csv`, records }))
      const leftOut = recordNames.filter((name) => isLeftOut(name) && model.byKind[name].size > 0)
      const note =
        leftOut.length === 0 ? '' : `\n\nLeft out, because no works agreement is configured: ${leftOut.map(plainName).join(', ')}.`
      const table = textTable(
        [{ title: 'File' }, { title: 'Records', right: true }],
        written.map(({ file, records }) => [file, records.toLocaleString('en-US')]),
      )
      const text = `${table}\n\nWrote these, mapping.yaml and ${count(entries, 'journal entry', 'journal entries')} to ${folder}.${note}`
      return { exitCode: 0, text, json: { site: id, folder, files: written, journalEntries: entries, leftOut } }
    }),
}

/** A folder that holds something else keeps it: an export never mixes with what was there. */
async function emptyFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length === 0) return folder
  throw wrongUse({
    code: 'use-folder-not-empty',
    message: 'The folder holds something already.',
    next: 'Name a folder that is empty or not there yet.',
    facts: { folder },
  })
}

async function writeKind(folder: string, model: Model, name: RecordName): Promise<ExportedKind> {
  const records = [...model.byKind[name].values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const kind = exportedKind(name, records)
  await pipeline(Readable.from(exportRows(kind, records)), createWriteStream(join(folder, `${name}.csv`)))
  return kind
}

const JOURNAL_PAGE = 20

/** One entry in each line, in the journal's own words. Changes of records that may not leave are left out of their entries. */
async function writeJournal(folder: string, reader: SiteReader, isLeftOut: (name: RecordName) => boolean): Promise<number> {
  let written = 0
  async function* lines(): AsyncGenerator<string> {
    for (let page = await reader.entriesAfter(0, JOURNAL_PAGE); page.length > 0; ) {
      for (const entry of page)
        yield `${JSON.stringify({ ...entry, changes: entry.changes.filter((each) => !isLeftOut(each.record)) } satisfies JournalEntry)}\n`
      written += page.length
      page = await reader.entriesAfter(page.at(-1)?.seq ?? 0, JOURNAL_PAGE)
    }
  }
  await pipeline(lines, createWriteStream(join(folder, 'journal.jsonl')))
  return written
}
