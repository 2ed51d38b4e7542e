/** The explanation of a promise as a time line. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChainLink, LinkParts } from '../../../src/core/impact/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { layoutTimeline, longestWait } from './chain-timeline.ts'

const hour = (n: number): Instant => new Date(Date.UTC(2026, 4, 4, n)).toISOString() as Instant
const none: LinkParts = { workSeconds: 0, setupSeconds: 0, closedSeconds: 0, disruptedSeconds: 0, queueSeconds: 0, waitSeconds: 0 }

function link(id: string, [from, to]: readonly [number, number], more: Partial<ChainLink> = {}): ChainLink {
  return { kind: 'operation', id, fromAt: hour(from), toAt: hour(to), parts: none, addedSeconds: 0, boundBy: 'now', ...more }
}

test('a stopped welder: its link carries the stop, the links that add nothing are grey', () => {
  const weld = link('weld', [0, 8], { addedSeconds: 21_600, parts: { ...none, disruptedSeconds: 21_600, workSeconds: 7200 } })
  const { links, now } = layoutTimeline([weld, link('paint', [8, 12])], hour(0), [])
  assert.equal(now, 0)
  assert.deepEqual(
    links.map(({ link: each, binding, bar }) => [each.id, binding, bar?.from]),
    [
      ['weld', true, 0],
      ['paint', false, 8 / 12],
    ],
  )
  assert.deepEqual(links[0]?.parts, [
    { kind: 'disrupted', seconds: 21_600, share: 0.75 },
    { kind: 'work', seconds: 7200, share: 0.25 },
  ])
  assert.equal(longestWait(links[0]?.parts ?? [])?.kind, 'disrupted')
})

test('three orders before it in the paint booth are one wait, and work elsewhere is not part of it', () => {
  const before = (id: string, span: readonly [number, number], workUnitId: string) =>
    link(id, span, { workUnitId, parts: { ...none, queueSeconds: (span[1] - span[0]) * 3600 }, addedSeconds: 60 })
  const own = link('own', [9, 10], { workUnitId: 'paint', parts: { ...none, workSeconds: 3600 } })
  const chain = [before('x', [0, 2], 'weld'), before('a', [2, 4], 'paint'), before('b', [4, 5], 'paint'), before('c', [5, 9], 'paint'), own]
  const { links } = layoutTimeline(chain, hour(0), [])
  assert.deepEqual(
    links.map(({ link: each, orders, parts }) => [each.id, orders, each.toAt, each.addedSeconds, parts[0]?.seconds]),
    [
      ['x', 1, hour(2), 60, 2 * 3600],
      ['a', 3, hour(9), 180, 7 * 3600],
      ['own', 1, hour(10), 0, 3600],
    ],
  )
})

test('what began last week does not push the days to come aside', () => {
  const { now, links } = layoutTimeline([link('cast', [-240, 2]), link('mill', [2, 24])], hour(0), [])
  assert.ok(now <= 0.25 + 1e-9)
  assert.equal(links[0]?.bar?.from, 0)
})

test('a link behind a stop without an end has no bar', () => {
  assert.equal(layoutTimeline([link('weld', [0, 1], { toAt: null })], hour(0), [hour(9)]).links[0]?.bar, null)
})

test('only work is no wait', () => {
  assert.equal(longestWait([{ kind: 'work', seconds: 60, share: 1 }]), undefined)
})
