/** Laws of order: whatever the network does to a stream within its limits, what is told is the stream. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bench, bench, START_MS, weld } from './host.fixture.ts'

const values = (it: Bench): readonly unknown[] => it.readings().map(({ value }) => value)

function born(birthSeq: number, it: Bench): Bench {
  it.hears(...weld.birth(birthSeq))
  it.readings()
  return it
}

/** `count` data messages after a birth, each with its place as its value and a time of its own. */
const stream = (birthSeq: number, count: number) =>
  Array.from({ length: count }, (_, i) => weld.data((birthSeq + 1 + i) % 256, i, START_MS + 1 + i))

test('messages that overtake each other, and repeat, are told in order and once', () => {
  fc.assert(
    fc.property(fc.nat(255), fc.array(fc.record({ delay: fc.nat(20), repeated: fc.boolean() }), { maxLength: 600 }), (birthSeq, fates) => {
      const it = born(birthSeq, bench())
      const sent = stream(birthSeq, fates.length)
      const arrivals = fates.flatMap(({ delay, repeated }, i) => [
        { at: i + delay / 2, i },
        ...(repeated ? [{ at: i + delay / 2 + 3.2, i }] : []),
      ])
      for (const { i } of arrivals.sort((a, b) => a.at - b.at)) it.hears(...(sent[i] as [string, Buffer]))
      it.waits(3_000)
      assert.deepEqual(
        values(it),
        sent.map((_, i) => i),
      )
      assert.equal(it.host.nodes.get('plant/weld')?.gaps, 0)
      assert.equal(it.host.heldBytes, 0)
    }),
    { numRuns: 60 },
  )
})

test('every loss of up to 255 messages in a row is noticed, in whatever place of the round', () => {
  fc.assert(
    fc.property(
      fc.nat(255),
      fc.nat(300),
      fc.integer({ min: 1, max: 255 }),
      fc.integer({ min: 1, max: 100 }),
      (birthSeq, before, lost, after) => {
        const it = born(birthSeq, bench({ tier: 0 }))
        const sent = stream(birthSeq, before + lost + after)
        const arrived = sent.map((_, i) => i).filter((i) => i < before || i >= before + lost)
        for (const i of arrived) it.hears(...(sent[i] as [string, Buffer]))
        it.waits(2_001)
        assert.equal(it.host.nodes.get('plant/weld')?.gaps, 1)
        assert.deepEqual(values(it), arrived)
      },
    ),
  )
})

test('who comes late to a stream takes its numbers from where they are', () => {
  fc.assert(
    fc.property(fc.nat(255), fc.nat(600), (first, count) => {
      const it = bench({ tier: 0 })
      it.hears(...weld.birth(3))
      it.hears(...weld.death(7))
      it.readings()
      const sent = stream(first, count)
      for (const one of sent) it.hears(...one)
      it.waits(3_000)
      assert.deepEqual(
        values(it),
        sent.map((_, i) => i),
      )
      assert.equal(it.host.nodes.get('plant/weld')?.gaps, 0)
    }),
    { numRuns: 50 },
  )
})

test('of any births and deaths, only a death of the last birth ends it', () => {
  const event = fc.record({ kind: fc.constantFrom('birth', 'death'), bdSeq: fc.nat(3) })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const it = bench()
      let alive: number | undefined
      for (const { kind, bdSeq } of events) {
        if (kind === 'birth') alive = bdSeq
        else if (bdSeq === alive) alive = undefined
        it.hears(...(kind === 'birth' ? weld.birth(0, { bdSeq }) : weld.death(bdSeq)))
        const standing = it.host.nodes.get('plant/weld')?.standing ?? 'offline'
        assert.equal(standing, alive === undefined ? 'offline' : 'online')
      }
    }),
  )
})
