/** The whole chain picture can be walked through with four keys. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeBeside } from './chain-focus.ts'
import { layoutChain } from './chain-layout.ts'
import { pumpWorks } from './chain-picture.fixture.ts'

const { nodes } = layoutChain(pumpWorks(9), 1180)
const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

test('from the foundry over machining and weld to a customer, and to the next one', () => {
  const walked = ['supplier:foundry']
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown'])
    walked.push(nodeBeside(nodes, walked.at(-1) ?? '', key) ?? 'nowhere')
  assert.deepEqual(walked, ['supplier:foundry', 'workCenter:machining', 'workCenter:weld', 'customer:c4', 'customer:c5'])
})

test('every node is reached from any other', () => {
  const reached = new Set(['customer:c8'])
  for (const id of reached) for (const key of KEYS) reached.add(nodeBeside(nodes, id, key) ?? id)
  assert.equal(reached.size, nodes.length)
})

test('beyond the ends there is nothing, and other keys lead nowhere', () => {
  assert.equal(nodeBeside(nodes, 'supplier:foundry', 'ArrowLeft'), undefined)
  assert.equal(nodeBeside(nodes, 'supplier:foundry', 'Enter'), undefined)
})
