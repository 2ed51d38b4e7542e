/** Moves as changes of records: what a person moves, the plan does, and taking it back leaves the records as they were. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Model } from '../../chain/model.ts'
import { buildPlantView } from '../../impact/build.ts'
import { readPlant, timeText } from '../../impact/plant-text.fixture.ts'
import type { AnyRecord } from '../../records/all.ts'
import type { Change } from '../../records/change.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import type { Instant } from '../../values/instant.ts'
import type { UnitCode } from '../../values/quantity.ts'
import { patched } from '../rewind.ts'
import { changesOfMoves, undoChanges } from './changes-of-moves.ts'

const EACH = 'EA' as UnitCode
const on = (time: string) => `2026-05-${time.replace(' ', 'T')}:00.000Z` as Instant

interface Moved {
  readonly model: Model
  readonly changes: readonly Change[]
  /** When a promise is met. */
  met(line: string): string
}

/** A plant with moves made; the law that they can be taken back holds for every one of them. */
function moved(text: string, moves: readonly PlanMove[]): Moved {
  const { model, now } = readPlant(text)
  const changes = changesOfMoves(model, moves, { idPrefix: 'A1', at: now })
  assert.ok(changes.ok, changes.ok ? '' : `${changes.problem.message} ${JSON.stringify(changes.problem.facts)}`)
  const after = patched(model, changes.value)
  const back = undoChanges(after, changes.value)
  assert.ok(back.ok)
  const restored = patched(after, back.value)
  for (const [record, records] of Object.entries(model.byKind)) {
    assert.deepEqual(Object.fromEntries(restored.byKind[record as 'lot']), Object.fromEntries(records), record)
  }
  return {
    model: after,
    changes: changes.value,
    met: (line) => timeText(buildPlantView(after, { now }).promise(line)?.projectedAt ?? null, now),
  }
}

function refusal(text: string, moves: readonly PlanMove[]): string {
  const { model, now } = readPlant(text)
  const changes = changesOfMoves(model, moves, { idPrefix: 'A1', at: now })
  assert.ok(!changes.ok)
  return changes.problem.code
}

const TWO_MILLS = `
  hours day mon-fri 08:00-16:00
  center milling, hours day
  unit mill-1 in milling
  unit mill-2 in milling
  material shaft, made
  order 1 10 shaft, for line A
  order 2 10 shaft, for line B
  operation 1/10 at milling, work 6h, on mill-1
  operation 2/10 at milling, work 6h, on mill-1 mill-2
  operation 2/20 at milling, work 1h, on mill-1
  line A 10 shaft, due Mon 16:00
  line B 10 shaft, due Tue 16:00
`

test('an operation moves to the other mill, which is the only one it then can run on', () => {
  const plan = `${TWO_MILLS}\norder 3 10 shaft, for line C\noperation 3/10 at milling, work 8h, on mill-2\nline C 10 shaft, due Mon 16:00`
  assert.equal(moved(plan, []).met('B'), 'Tue 13:00')
  const { model, met, changes } = moved(plan, [{ type: 'runOn', operationId: '2-10-at-milling', workUnitId: 'mill-2' }])
  assert.equal(model.byKind.operation.get('2-10-at-milling')?.workUnitId, 'mill-2')
  assert.equal(met('B'), 'Tue 15:00')
  assert.deepEqual(
    changes.map((each) => each.id),
    ['2-10-at-milling'],
  )
})

test('an operation goes before another, which then waits', () => {
  const before: PlanMove = { type: 'runOn', operationId: '2-10-at-milling', workUnitId: 'mill-1', beforeOperationId: '1-10-at-milling' }
  const { met } = moved(TWO_MILLS, [before])
  assert.equal(met('A'), 'Tue 12:00')
})

test('in a plan with places the operation takes the gap before the other, or the others go back by one', () => {
  const ranked = TWO_MILLS.replace('1/10 at milling, work 6h', '1/10 at milling, work 6h, rank 4').replace(
    '2/20 at milling, work 1h',
    '2/20 at milling, work 1h, rank 5',
  )
  const first = moved(ranked, [
    { type: 'runOn', operationId: '2-10-at-milling', workUnitId: 'mill-1', beforeOperationId: '1-10-at-milling' },
  ])
  assert.equal(first.model.byKind.operation.get('2-10-at-milling')?.planRank, 3)
  const between = moved(ranked, [
    { type: 'runOn', operationId: '2-10-at-milling', workUnitId: 'mill-1', beforeOperationId: '2-20-at-milling' },
  ])
  assert.deepEqual(
    ['1-10-at-milling', '2-10-at-milling', '2-20-at-milling'].map((id) => between.model.byKind.operation.get(id)?.planRank),
    [4, 5, 6],
  )
})

test('no operation goes where no record says that it can', () => {
  assert.equal(refusal(TWO_MILLS, [{ type: 'runOn', operationId: '1-10-at-milling', workUnitId: 'mill-2' }]), 'unit-not-stated')
  assert.equal(refusal(TWO_MILLS, [{ type: 'runOn', operationId: '9-10-at-milling', workUnitId: 'mill-2' }]), 'move-target-not-found')
})

const LONG = `
  hours day mon-fri 08:00-16:00
  center milling, hours day
  unit mill-1 in milling
  unit mill-2 in milling
  material shaft, made
  order 1 10 shaft, for line A
  operation 1/10 at milling, work 10h, on mill-1
  line A 10 shaft, due Wed 16:00
`

test('overtime opens one unit alone, and counts on a holiday', () => {
  const evening: PlanMove = { type: 'openTime', workUnitId: 'mill-1', fromAt: on('04 16:00'), toAt: on('04 20:00') }
  assert.equal(moved(LONG, [evening]).met('A'), 'Mon 18:00')
  assert.equal(moved(LONG, [{ ...evening, workUnitId: 'mill-2' }]).met('A'), 'Tue 10:00')
  const holiday = `${LONG}\nhours day closed mon 15:00-24:00`
  assert.equal(moved(holiday, []).met('A'), 'Tue 11:00')
  assert.equal(moved(holiday, [{ ...evening, fromAt: on('04 15:00') }]).met('A'), 'Mon 18:00')
})

test('overtime beyond midnight, and for more than a day', () => {
  const slow = LONG.replace('10h', '30h')
  const night: PlanMove = { type: 'openTime', workUnitId: 'mill-1', fromAt: on('04 16:00'), toAt: on('05 08:00') }
  assert.equal(moved(slow, [night]).met('A'), 'Tue 14:00')
  assert.equal(moved(slow, [{ ...night, toAt: on('06 08:00') }]).met('A'), 'Tue 14:00')
  assert.equal(refusal(slow, [{ ...night, toAt: on('04 16:00') }]), 'time-too-short')
})

const BOUGHT = `
  material pump, made
  material seal, bought, lead 10d
  bill pump takes 1 seal
  customer eastern
  purchase P1 10 seal, at d5, from western
  lot L1 20 seal, for line X
  order 1 10 pump, for line A
  order 2 10 pump, for line B
  line A 10 pump, due d2
  line B 10 pump, due d8
  line X 20 seal, due d9
`

test('a delivery comes sooner; where a disruption moved it, the disruption says the new date', () => {
  assert.equal(moved(BOUGHT, [{ type: 'deliver', purchaseOrderLineId: 'P1', at: on('06 00:00') }]).met('A'), 'd2')
  const late = moved(`${BOUGHT}\nmove P1, to d9`, [{ type: 'deliver', purchaseOrderLineId: 'P1', at: on('06 00:00') }])
  assert.equal(late.met('A'), 'd2')
  assert.equal(late.changes.length, 2)
})

test('what is bought for an order serves that order', () => {
  const { met } = moved(BOUGHT, [
    { type: 'buy', materialId: 'seal', quantity: { value: 10, unit: EACH }, at: on('05 00:00'), for: { kind: 'workOrder', id: '2' } },
  ])
  assert.equal(met('B'), 'd1')
  assert.equal(met('A'), 'd5')
})

test('a lot is kept for another demand, as much of it as that one takes', () => {
  const { model, met } = moved(BOUGHT, [{ type: 'reserve', supply: { kind: 'lot', id: 'L1' }, for: { kind: 'workOrder', id: '1' } }])
  assert.equal(met('A'), 'Mon 08:00')
  assert.equal(met('X'), 'd10 08:00', 'the line that it was kept for waits for what is bought anew')
  assert.deepEqual(
    [...model.byKind.lot.values()].map((lot) => [lot.id, lot.quantity.value, lot.salesOrderLineId, lot.workOrderId]),
    [
      ['L1', 10, 'X', undefined],
      ['L1-2', 10, undefined, '1'],
    ],
  )
})

test('an order in two parts: the first is done while the rest still runs', () => {
  const text = `
    hours day mon-fri 08:00-16:00
    center milling, hours day
    unit mill-1 in milling
    material shaft, made
    order 1 10 shaft
    operation 1/10 at milling, work 10h
    line A 4 shaft, due Mon 16:00
    line B 6 shaft, due Wed 16:00
  `
  assert.equal(moved(text, []).met('A'), 'Tue 10:00')
  const parts = moved(text, [{ type: 'split', workOrderId: '1', quantity: { value: 4, unit: EACH } }])
  assert.equal(parts.met('A'), 'Mon 12:00')
  assert.equal(parts.met('B'), 'Tue 10:00')
  assert.equal(refusal(text, [{ type: 'split', workOrderId: '1', quantity: { value: 10, unit: EACH } }]), 'part-not-possible')
  assert.equal(
    refusal(text.replace('10 shaft\n', '10 shaft, started Mon 07:00\n'), [
      { type: 'split', workOrderId: '1', quantity: { value: 4, unit: EACH } },
    ]),
    'work-has-begun',
  )
})

test('parts are numbered as people number them, and a part is split again under the next free number', () => {
  const text = `
    hours day mon-fri 08:00-16:00
    center milling, hours day
    unit mill-1 in milling
    material shaft, made
    order 71290 10 shaft
    operation 71290/10 at milling, work 10h
    line A 10 shaft, due Wed 16:00
  `
  const split = (value: number): PlanMove => ({ type: 'split', workOrderId: '71290', quantity: { value, unit: EACH } })
  const { model } = moved(text, [split(6), split(4)])
  assert.deepEqual([...model.byKind.operation.values()].map(({ id, workOrderId }) => `${id} of ${workOrderId}`).sort(), [
    '71290-10-at-milling of 71290',
    '71290-2-10-at-milling of 71290-2',
    '71290-3-10-at-milling of 71290-3',
  ])
})

test('part of a line is shipped first; its money is shared to the cent, what was confirmed first stays', () => {
  const text = `
    material gear, bought, lead 10d
    purchase P1 10 gear, at d2, for line A
    purchase P2 5 gear, at d9, for line A
    line A 15 gear, due d5, price EUR 100.01, cost EUR 50
  `
  const { model, met } = moved(text, [{ type: 'shipPart', salesOrderLineId: 'A', quantity: { value: 10, unit: EACH } }])
  assert.equal(met('A'), 'd2')
  assert.equal(met('A-2'), 'd9')
  const [first, rest] = ['A', 'A-2'].map((id) => model.byKind.salesOrderLine.get(id))
  assert.deepEqual([first?.price?.amount, rest?.price?.amount], [6667, 3334])
  assert.equal(rest?.confirmedAt, first?.confirmedAt)
})

test('an order that makes a whole line serves both parts of it', () => {
  const text = `
    hours day mon-fri 08:00-16:00
    center milling, hours day
    unit mill-1 in milling
    material shaft, made
    order 1 10 shaft, for line A
    operation 1/10 at milling, work 10h
    line A 10 shaft, due Mon 16:00
  `
  const ship: PlanMove = { type: 'shipPart', salesOrderLineId: 'A', quantity: { value: 4, unit: EACH } }
  const together = moved(text, [ship])
  assert.deepEqual([together.met('A'), together.met('A-2')], ['Tue 10:00', 'Tue 10:00'])
  const apart = moved(text, [{ type: 'split', workOrderId: '1', quantity: { value: 4, unit: EACH } }, ship])
  assert.deepEqual([apart.met('A'), apart.met('A-2')], ['Mon 12:00', 'Tue 10:00'])
})

test('a repair that ends sooner moves the end that is stated, or the one that is expected', () => {
  const end: PlanMove = { type: 'endBy', disruptionId: 'D', at: on('04 09:00') }
  const ended = (clause: string) => moved(`${TWO_MILLS}\ndown mill-1, named D${clause}`, [end]).model.byKind.disruption.get('D')
  assert.equal(ended(', until Mon 12:00')?.endAt, on('04 09:00'))
  const expected = ended(', expected Mon 12:00, latest Tue 08:00')
  assert.deepEqual([expected?.endAt, expected?.expectedEndAt, expected?.latestEndAt], [undefined, on('04 09:00'), on('05 08:00')])
  assert.equal(moved(`${TWO_MILLS}\ndown mill-1, named D, until Mon 12:00`, [end]).met('A'), 'Mon 15:00')
})

test('a later start holds an order back, and only an order that has not begun', () => {
  assert.equal(moved(TWO_MILLS, [{ type: 'startAt', operationId: '1-10-at-milling', at: on('05 08:00') }]).met('A'), 'Tue 14:00')
  assert.equal(refusal(TWO_MILLS, [{ type: 'startAt', operationId: '2-20-at-milling', at: on('05 08:00') }]), 'start-not-free')
})

test('a new date for a line leaves the first one that was confirmed', () => {
  const { model } = moved(TWO_MILLS, [{ type: 'promiseAt', salesOrderLineId: 'A', at: on('06 16:00') }])
  assert.equal(model.byKind.salesOrderLine.get('A')?.confirmedAt, on('06 16:00'))
})

test('what others have changed since is named, what they changed beside it is kept', () => {
  const { model, now } = readPlant(TWO_MILLS)
  const changes = changesOfMoves(model, [{ type: 'runOn', operationId: '2-10-at-milling', workUnitId: 'mill-2' }], {
    idPrefix: 'A1',
    at: now,
  })
  assert.ok(changes.ok)
  const after = patched(model, changes.value)
  const other = (fields: object): Model => {
    const was = after.byKind.operation.get('2-10-at-milling')
    assert.ok(was)
    return patched(after, [
      { type: 'updated', record: 'operation', id: '2-10-at-milling', from: was, to: { ...was, ...fields } as AnyRecord },
    ])
  }
  const started = undoChanges(other({ actualStartAt: now }), changes.value)
  assert.ok(started.ok)
  assert.deepEqual(started.value[0]?.type === 'updated' && started.value[0].to, {
    ...model.byKind.operation.get('2-10-at-milling'),
    actualStartAt: now,
  })
  const moved = undoChanges(other({ workUnitId: 'mill-1' }), changes.value)
  assert.deepEqual(!moved.ok && moved.problem.facts, { record: 'operation', id: '2-10-at-milling', field: 'workUnitId' })
})
