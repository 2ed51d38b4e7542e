/** The ledger as a file for spreadsheets: exact amounts with their currency, instants in UTC, codes as the journal has them. */
import type { LedgerLine } from '../../../src/core/actions/answer.ts'
import { type Money, moneyText } from '../../../src/core/values/money.ts'
import type { LedgerWords } from './words-en.ts'

/** One line for each outcome, with a header; CRLF and quotes as RFC 4180 has them. */
export function ledgerCsv(lines: readonly LedgerLine[], words: LedgerWords['csv']): string {
  const header = Object.values(words)
  return [header, ...lines.map(cells)].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
}

function cells(line: LedgerLine): readonly string[] {
  const { saved, place, customers, workCenterId, ownerRole } = line
  return [
    line.outcomeId,
    line.actionId,
    line.settledAt,
    line.verdict,
    line.kind,
    line.cause,
    place?.name ?? '',
    workCenterId === null ? ownerRole : `${workCenterId}/${ownerRole}`,
    customers.map(({ name }) => name).join('; '),
    String(line.promisesKept),
    exact(saved.revenue),
    exact(saved.contribution),
    exact(saved.penalty),
    exact(line.cost === null ? [] : [line.cost]),
    exact(line.net === null ? [] : [line.net]),
  ]
}

/** To the last recorded decimal. */
function exact(amounts: readonly Money[]): string {
  return amounts.map((each) => moneyText(each, each.scale)).join(' + ')
}

/** A spreadsheet takes what begins like a formula for one: such a cell begins with an apostrophe, amounts apart. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t]/.test(cell) && !/^-?\d/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
