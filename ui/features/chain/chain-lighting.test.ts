/** A disruption lights its own way, and only that. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AffectedPromise } from '../../../src/core/impact/answer.ts'
import { lightChain } from './chain-lighting.ts'
import { pumpWorks, weldStopped } from './chain-picture.fixture.ts'

const lateFor = (customerId: string, delaySeconds: number | null) => ({ customerId, delaySeconds }) as AffectedPromise

test('a stopped welder lights the way from weld to the customer it makes late, with the hours, and no supplier', () => {
  const standing = weldStopped([{ linkId: 'workCenter:weld>customer:c1', effect: 'late' }])
  const { flows, nodes, way } = lightChain(pumpWorks(3), standing, [lateFor('c1', 7200), lateFor('c1', 3600)])
  assert.deepEqual([...flows], [['workCenter:weld>customer:c1', 'late']])
  assert.deepEqual([...nodes.keys()].sort(), ['customer:c1', 'workCenter:weld'])
  assert.deepEqual(
    way.map(({ node, cause, delaySeconds }) => [node.thing.name, cause, delaySeconds]),
    [
      ['weld', true, undefined],
      ['c1', false, 7200],
    ],
  )
})

test('where a customer is reached inside the slack and another late, each keeps its own look', () => {
  const standing = weldStopped([
    { linkId: 'workCenter:weld>customer:c0', effect: 'slack' },
    { linkId: 'workCenter:weld>customer:c1', effect: 'late' },
  ])
  const { nodes } = lightChain(pumpWorks(3), standing, [lateFor('c1', null)])
  assert.equal(nodes.get('customer:c0')?.effect, 'slack')
  assert.equal(nodes.get('workCenter:weld')?.effect, 'late')
  assert.equal(nodes.get('customer:c1')?.delaySeconds, null)
})

test('a customer whose promise was late anyway is told apart from one whose promise breaks', () => {
  const standing = weldStopped([
    { linkId: 'workCenter:weld>customer:c0', effect: 'later' },
    { linkId: 'workCenter:weld>customer:c1', effect: 'late' },
  ])
  const late = { ...lateFor('c0', 9000), lateBefore: true }
  const { nodes } = lightChain(pumpWorks(3), standing, [late, { ...late, customerId: 'c1' }, lateFor('c1', 3600)])
  assert.equal(nodes.get('customer:c0')?.effect, 'later')
  assert.equal(nodes.get('customer:c0')?.delaySeconds, 9000)
  assert.equal(nodes.get('workCenter:weld')?.effect, 'late')
  assert.equal(nodes.get('customer:c1')?.delaySeconds, 3600)
})

test('a stop that reaches nobody lights nothing but its own place', () => {
  const { flows, way } = lightChain(pumpWorks(2), weldStopped([]), [])
  assert.equal(flows.size, 0)
  assert.deepEqual(
    way.map(({ node }) => node.id),
    ['workCenter:weld'],
  )
})

test('without a disruption the picture is dark', () => {
  assert.equal(lightChain(pumpWorks(2), undefined, []).way.length, 0)
})
