import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Signal } from '../../../src/core/records/signal.ts'
import { mappingChange, unmappingChange } from './mapping-change.ts'

const ADDRESS = 'pumps/line-2/weld-2:State'
const mapping: Signal = {
  id: 'weld-2-state',
  address: ADDRESS,
  workUnitId: 'weld-2',
  role: 'state',
  vocabulary: 'weld',
  minIntervalSeconds: 5,
}

test('a signal that nobody has mapped gets a record of its own', () => {
  assert.deepEqual(mappingChange({ address: ADDRESS, mapping: null }, { workUnitId: 'weld-2', role: 'state', vocabulary: 'weld' }), {
    type: 'added',
    record: 'signal',
    id: ADDRESS,
    to: { id: ADDRESS, address: ADDRESS, workUnitId: 'weld-2', role: 'state', vocabulary: 'weld' },
  })
})

test('a changed meaning keeps the rules of the history, and loses the words of a state that it is no more', () => {
  const change = mappingChange({ address: ADDRESS, mapping }, { workUnitId: 'weld-3', role: 'reason', vocabulary: 'weld' })
  assert.deepEqual(change, {
    type: 'updated',
    record: 'signal',
    id: 'weld-2-state',
    from: mapping,
    to: { id: 'weld-2-state', address: ADDRESS, workUnitId: 'weld-3', role: 'reason', minIntervalSeconds: 5 },
  })
})

test('a state read by the plain names has no vocabulary', () => {
  const change = mappingChange({ address: ADDRESS, mapping }, { workUnitId: 'weld-2', role: 'state', vocabulary: null })
  assert.equal(change.type === 'updated' && 'vocabulary' in change.to, false)
})

test('a meaning is taken away by removing the record that was read', () => {
  assert.deepEqual(unmappingChange(mapping), { type: 'removed', record: 'signal', id: 'weld-2-state', from: mapping })
})

test('an address that is longer than an id may be still tells one signal from the next', () => {
  const long = `${'cell/'.repeat(60)}weld-2:State`
  const change = mappingChange({ address: long, mapping: null }, { workUnitId: 'weld-2', role: 'state', vocabulary: null })
  assert.equal(change.id.length, 200)
  assert.ok(change.id.endsWith('weld-2:State'))
})
