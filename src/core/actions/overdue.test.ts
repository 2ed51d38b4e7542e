/** How long a proposal may wait: a quarter of an hour in which the plant works. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPlant } from '../impact/plant-text.fixture.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import { isOverdue, workedSeconds } from './overdue.ts'

const at = (text: string): Instant => instantFromMs(Date.parse(`2026-05-${text.replace(' ', 'T')}:00Z`))
const { model: DAY_SHIFT } = readPlant('hours day mon-fri 08:00-16:00\ncenter milling, hours day')
const { model: AROUND } = readPlant('center milling')
const proposed = (at_: string) => ({ state: 'proposed', proposedAt: at(at_) }) as const

test('what is asked at half past nine is overdue after a quarter to ten', () => {
  assert.equal(isOverdue(DAY_SHIFT, proposed('04 09:30'), at('04 09:45')), false)
  assert.equal(isOverdue(DAY_SHIFT, proposed('04 09:30'), at('04 09:46')), true)
})

test('what is asked in the night waits for the morning', () => {
  assert.equal(isOverdue(DAY_SHIFT, proposed('04 15:50'), at('05 08:04')), false)
  assert.equal(isOverdue(DAY_SHIFT, proposed('04 15:50'), at('05 08:06')), true)
  // Friday evening to Monday morning.
  assert.equal(workedSeconds(DAY_SHIFT, at('08 18:00'), at('11 08:10')), 600)
})

test('without a calendar the plant works around the clock', () => {
  assert.equal(isOverdue(AROUND, proposed('04 02:00'), at('04 02:16')), true)
})

test('an action that somebody has taken waits for nobody', () => {
  assert.equal(isOverdue(DAY_SHIFT, { ...proposed('04 09:30'), state: 'taken' }, at('04 12:00')), false)
})
