import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eventReader } from './event-text.ts'

const STREAM =
  'retry: 2000\n: following\n\nevent: entry\nid: 7\ndata: {"seq":7}\n\n: alive\n\nevent: view\ndata: {"seq":7,\ndata: "building":false}\n\n'

test('the entry of a stopped welder and the view behind it are read, comments are not', () => {
  assert.deepEqual(eventReader()(STREAM), [
    { event: 'entry', data: '{"seq":7}', id: '7' },
    { event: 'view', data: '{"seq":7,\n"building":false}', id: '7' },
  ])
})

test('however the network cuts the stream, the same events come out', () => {
  const whole = eventReader()(STREAM)
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
      const read = eventReader()
      const at = [0, ...cuts.sort((a, b) => a - b), STREAM.length]
      assert.deepEqual(
        at.slice(1).flatMap((end, i) => read(STREAM.slice(at[i], end))),
        whole,
      )
    }),
  )
})

test('an event whose empty line has not come yet is not told', () => {
  assert.deepEqual(eventReader()('event: entry\ndata: {}\n'), [])
})
