/** What waits for a role, and what does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import { ACTION_STATES, type ActionState } from '../../../src/core/records/action.ts'
import type { Notice } from '../../../src/core/records/notice.ts'
import type { Outcome } from '../../../src/core/records/outcome.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { byCause, groupInbox } from './inbox-groups.ts'

const at = '2026-05-08T06:00:00.000Z' as Instant
const outcome = { id: 'outcome-1', actionId: 'action-1', verdict: 'worked' } as Outcome

function standing(state: ActionState, more: Partial<ActionStanding> = {}): ActionStanding {
  const action = { id: `action-${state}`, kind: 'overtime', ownerRole: 'planner', state, moves: [], proposedAt: at } as const
  return { action, place: null, disruption: null, notes: [], outcome: null, overdue: false, hasAssignee: false, ...more }
}

const ids = (standings: readonly ActionStanding[]) => standings.map(({ action }) => action.id)

test('what is asked waits, what is taken or done is under way, what is over is settled', () => {
  const { waits, took, settled } = groupInbox({ actions: ACTION_STATES.map((state) => standing(state)) })
  assert.deepEqual(ids(waits), ['action-proposed'])
  assert.deepEqual(ids(took), ['action-taken', 'action-done'])
  assert.deepEqual(ids(settled), ['action-confirmed', 'action-dropped'])
})

test('what is done waits to be confirmed once it shows what came of it', () => {
  const { waits, took } = groupInbox({ actions: [standing('taken', { outcome }), standing('done', { outcome })] })
  assert.deepEqual(ids(waits), ['action-done'])
  assert.deepEqual(ids(took), ['action-taken'])
})

test('only what waits is overdue for the role', () => {
  const late = { overdue: true }
  assert.equal(groupInbox({ actions: [standing('proposed', late), standing('taken', late), standing('proposed')] }).overdue, 1)
})

test('a cause whose effect goes up and down is one row: how it stands now, and how often it was told before', () => {
  const told = (id: string, disruptionId?: string) =>
    ({ id, ...(disruptionId === undefined ? {} : { disruptionId }) }) as Partial<Notice> as Notice
  const notices = [told('n5', 'gap'), told('n4', 'stop'), told('n3', 'gap'), told('n2'), told('n1', 'gap')]
  assert.deepEqual(
    byCause(notices).map(({ latest, before }) => [latest.id, before]),
    [
      ['n5', 2],
      ['n4', 0],
      ['n2', 0],
    ],
  )
})
