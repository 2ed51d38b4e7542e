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
