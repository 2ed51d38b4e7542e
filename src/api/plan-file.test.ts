/** The plan's changes as a file: what the ERP reads is what was changed, whatever is in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordedChange } from '../core/records/action-figures.ts'
import { planFile, takenBack } from './plan-file.ts'

const CHANGES: readonly RecordedChange[] = [
  {
    type: 'updated',
    record: 'workOrder',
    id: 'W1',
    from: { id: 'W1', quantity: { value: 10, unit: 'EA' }, parentWorkOrderId: 'W0', status: 'released' },
    to: { id: 'W1', quantity: { value: 6, unit: 'EA' }, status: 'released' },
  },
  { type: 'added', record: 'workOrder', id: 'W1, first', to: { id: 'W1, first', quantity: { value: 4, unit: 'EA' }, name: 'the "first"' } },
]

test('each field that differs is one line, with what was there before; what is the same is not told', () => {
  assert.deepEqual(planFile(CHANGES).split('\r\n'), [
    'record,id,field,before,after',
    'workOrder,W1,parentWorkOrderId,W0,',
    'workOrder,W1,quantity.value,10,6',
    'workOrder,"W1, first",name,,"the ""first"""',
    'workOrder,"W1, first",quantity.unit,,EA',
    'workOrder,"W1, first",quantity.value,,4',
    '',
  ])
})

test('what takes changes back is their opposite, last first, and twice is as before', () => {
  const back = takenBack(CHANGES)
  assert.deepEqual(
    back.map(({ type, id }) => [type, id]),
    [
      ['removed', 'W1, first'],
      ['updated', 'W1'],
    ],
  )
  assert.match(planFile(back), /W1,quantity\.value,6,10/)
  assert.equal(planFile(takenBack(back)), planFile(CHANGES))
})
