/** Whoever looks after connections sees first what is silent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../../src/core/values/instant.ts'
import type { ConnectionStatus } from '../../../src/engine/floor-ports.ts'
import { nodesByAge } from './nodes-by-age.ts'

const node = (id: string, state: 'online' | 'offline' | 'waiting for birth', hour: number | null): ConnectionStatus['nodes'][number] => ({
  id,
  state,
  devices: 1,
  gaps: 0,
  births: 1,
  lastAt: hour === null ? null : (`2026-05-08T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant),
})

const connection = (name: string, nodes: ConnectionStatus['nodes']): ConnectionStatus => ({
  name,
  url: 'mqtt://broker',
  state: 'connected',
  since: '2026-05-08T06:00:00.000Z' as Instant,
  problem: null,
  tier: 0,
  messages: 0,
  metrics: 0,
  setAside: {},
  nodes,
})

test('nodes that are away come first, the longest silent of them in front', () => {
  const hall = connection('hall', [node('fresh', 'online', 12), node('stale', 'online', 9), node('lost', 'offline', 11)])
  const yard = connection('yard', [node('never', 'waiting for birth', null), node('gone', 'offline', 7)])
  assert.deepEqual(
    nodesByAge([hall, yard]).map(({ id }) => id),
    ['never', 'gone', 'lost', 'stale', 'fresh'],
  )
})
