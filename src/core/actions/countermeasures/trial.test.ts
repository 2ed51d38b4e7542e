/** What moves would do, and which stop to repair first, in plants that can be worked by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildPlantView } from '../../impact/build.ts'
import { readPlant } from '../../impact/plant-text.fixture.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { moneyText } from '../../values/money.ts'
import { fixFirstOf } from './fix-first.ts'
import { trialOf } from './trial.ts'

function planOf(text: string) {
  const { model, now } = readPlant(text)
  return buildPlantView(model, { now }).live
}

const MILLS = `
  hours day mon-fri 08:00-16:00
  center milling, hours day, an hour costs EUR 60
  unit mill-1 in milling
  unit mill-2 in milling
  material shaft, made
  order 1 10 shaft, for line A
  order 2 10 shaft, for line B
  operation 1 10 at milling, work 6h, on mill-1 mill-2
  operation 2 10 at milling, work 6h, setup 1h, family big, on mill-2
  line A 10 shaft, due Mon 16:00, price EUR 5000, cost EUR 2000
  line B 10 shaft, due Mon 16:00, price EUR 1000, cost EUR 400
`
const ACROSS: PlanMove = { type: 'runOn', operationId: '1-10-at-milling', workUnitId: 'mill-2', beforeOperationId: '2-10-at-milling' }

test('a bar that is dragged to another mill: who comes later, for how much, and what would be written', () => {
  const trial = trialOf(planOf(MILLS), [ACROSS])
  assert.ok(trial.ok)
  const { shifts, exposureBefore, exposureAfter, promisesBroken, latePromisesBefore, latePromisesAfter, operations, changes, cost } =
    trial.value
  assert.deepEqual(
    shifts.map((each) => [each.salesOrderLineId, each.beforeAt?.slice(8, 16), each.afterAt?.slice(8, 16), each.lateAfter]),
    [['B', '04T15:00', '05T13:00', true]],
  )
  assert.deepEqual([exposureBefore.contribution, exposureAfter.contribution.map((each) => moneyText(each))], [[], ['600.00 EUR']])
  assert.deepEqual([promisesBroken, latePromisesBefore, latePromisesAfter], [1, 0, 1])
  assert.deepEqual(
    operations.map((each) => [each.operationId, each.workUnitBefore, each.workUnitAfter]),
    [
      ['1-10-at-milling', 'mill-1', 'mill-2'],
      ['2-10-at-milling', 'mill-2', 'mill-2'],
    ],
  )
  assert.deepEqual(changes, [
    { record: 'operation', id: '1-10-at-milling', type: 'updated', fields: ['workUnitIds', 'workUnitId', 'planRank'] },
  ])
  assert.deepEqual(cost.total, { amount: 0, scale: 2, currency: 'EUR' })
})

test('a lot that is split is set up twice, and the second setup is paid', () => {
  const move: PlanMove = { type: 'split', workOrderId: '2', quantity: { value: 4, unit: 'EA' as never } }
  const trial = trialOf(planOf(MILLS.replace(', family big', '')), [move])
  assert.ok(trial.ok)
  assert.deepEqual(
    trial.value.cost.parts.map(({ what, money }) => [what.code, money === null ? null : moneyText(money)]),
    [['added-work', '60.00 EUR']],
  )
})

test('a move that can not be made is refused with its place in the list', () => {
  const trial = trialOf(planOf(MILLS), [ACROSS, { type: 'split', workOrderId: '9', quantity: { value: 4, unit: 'EA' as never } }])
  assert.deepEqual(!trial.ok && [trial.problem.code, trial.problem.facts], [
    'move-target-not-found',
    { record: 'workOrder', id: '9', move: 1 },
  ])
})

test('the stop whose hour of repair is worth most comes first, though another is worth more; where an end is not known nobody can say', () => {
  const { items, notes } = fixFirstOf(
    planOf(`
      hours day mon-fri 08:00-16:00
      center milling, hours day
      unit mill-1 in milling
      unit mill-2 in milling
      unit mill-3 in milling
      material shaft, made
      order 1 10 shaft, for line A
      order 2 10 shaft, for line B
      operation 1 10 at milling, work 6h, on mill-1
      operation 2 10 at milling, work 6h, on mill-2
      line A 10 shaft, due Mon 16:00, price EUR 5000, cost EUR 2000
      line B 10 shaft, due Mon 16:00, price EUR 4000, cost EUR 2000
      down mill-1, named one, until Mon 15:00
      down mill-2, named two, until Mon 10:30
      down mill-3, named three
    `),
  )
  assert.deepEqual(
    items.map((each) => [each.disruptionId, each.savedPerHour === null ? null : moneyText(each.savedPerHour), each.promises]),
    [
      ['two', '800.00 EUR', 1],
      ['one', '428.57 EUR', 1],
      ['three', null, 0],
    ],
  )
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['ends-not-known'],
  )
})
