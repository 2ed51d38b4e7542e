/** Shifts across, requirements down, and the gap that hurts customers most in front. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CoverageCell } from '../../../src/core/people/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { money } from '../../../src/core/values/money.ts'
import { coverageTable, gapsByRisk } from './coverage-table.ts'

const at = (day: number, hour: number): Instant => `2026-05-0${day}T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant

const cell = (over: Partial<CoverageCell>): CoverageCell => ({
  workCenterId: 'weld',
  workCenter: 'Welding',
  skill: 'pressure welding',
  certificate: 'ISO 9606-1',
  levelMinimum: 3,
  required: 2,
  supply: 2,
  gap: 0,
  fromAt: at(8, 6),
  toAt: at(8, 14),
  shift: 'early',
  disruptionId: null,
  risk: null,
  ...over,
})

const late = { fromAt: at(8, 14), toAt: at(8, 22), shift: 'late' }

test('each shift is a column by time, and a requirement that a shift does not have stays empty', () => {
  const { columns, rows } = coverageTable([
    cell(late),
    cell({}),
    cell({ workCenter: 'Assembly', workCenterId: 'assembly', skill: 'torque' }),
  ])
  assert.deepEqual(
    columns.map(({ shift }) => shift),
    ['early', 'late'],
  )
  assert.deepEqual(
    rows.map(({ workCenter, cells }) => [workCenter, cells.map((each) => each?.shift ?? null)]),
    [
      ['Assembly', ['early', null]],
      ['Welding', ['early', 'late']],
    ],
  )
})

test('the gap with most money comes first, then the one that comes soonest', () => {
  const revenue = (euros: number) => ({ revenue: [money(euros * 100, 'EUR')], contribution: [], penalty: [] })
  const cheap = cell({ ...late, gap: 1, risk: { promises: 3, customers: 1, money: revenue(100) } })
  const dear = cell({ fromAt: at(9, 6), toAt: at(9, 14), gap: 1, risk: { promises: 1, customers: 1, money: revenue(9000) } })
  const none = cell({ skill: 'torque', gap: 2, risk: { promises: 0, customers: 0, money: revenue(0) } })
  assert.deepEqual(gapsByRisk([cell({}), none, cheap, dear]), [dear, cheap, none])
})
