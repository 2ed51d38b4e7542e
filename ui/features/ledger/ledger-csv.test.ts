/** The file of the ledger: what a spreadsheet reads is what the page shows, and nothing of it is run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LedgerLine } from '../../../src/core/actions/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { ledgerCsv } from './ledger-csv.ts'
import { ledgerEn } from './words-en.ts'

const euros = (amount: number) => ({ amount, scale: 2, currency: 'EUR' })
const line: LedgerLine = {
  outcomeId: 'outcome-7',
  actionId: 'action-7',
  settledAt: '2026-05-08T14:00:00.000Z' as Instant,
  verdict: 'worked',
  kind: 'overtime',
  cause: 'workUnitDown',
  place: { kind: 'workUnit', id: 'weld-2', name: 'Weld 2' },
  workCenterId: 'weld',
  ownerRole: 'plantManager',
  customers: [{ kind: 'customer', id: 'c-2', name: 'Harbour, Docks & "Sons"' }],
  promisesKept: 2,
  saved: { revenue: [euros(4_120_050)], contribution: [euros(1_200_000)], penalty: [] },
  cost: euros(48_000),
  net: euros(1_152_000),
}

const [header, ...rows] = ledgerCsv([line, { ...line, place: null, cost: null, net: null }], ledgerEn.csv).split('\r\n')

test('a line has a cell for every column, with exact amounts', () => {
  assert.equal(header?.split(',').length, Object.keys(ledgerEn.csv).length)
  assert.equal(
    rows[0],
    'outcome-7,action-7,2026-05-08T14:00:00.000Z,worked,overtime,workUnitDown,Weld 2,weld/plantManager,"Harbour, Docks & ""Sons""",2,41200.50 EUR,12000.00 EUR,,480.00 EUR,11520.00 EUR',
  )
})

test('what is not known is an empty cell, never a zero', () => {
  assert.match(rows[1] ?? '', /,workUnitDown,,weld.*,12000\.00 EUR,,,$/)
})

test('a name that looks like a formula is text, and a loss stays a number', () => {
  const evil = { ...line, place: { kind: 'workUnit' as const, id: 'w', name: '=HYPERLINK("x")' }, net: euros(-500) }
  const text = ledgerCsv([evil], ledgerEn.csv)
  assert.match(text, /"'=HYPERLINK\(""x""\)"/)
  assert.match(text, /,-5\.00 EUR\r\n$/)
})
