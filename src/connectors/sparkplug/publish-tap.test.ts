/** A stream of packets means the same however the network cuts it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitPackets } from './publish-tap.ts'

interface Packet {
  readonly bytes: Buffer
  /** As the tap is to tell it; null where it is no PUBLISH. */
  readonly told: string | null
  readonly passed: boolean
}

function packet(first: number, body: Buffer): Buffer {
  const length: number[] = []
  let rest = body.length
  for (; rest > 127; rest = Math.floor(rest / 128)) length.push((rest % 128) | 128)
  return Buffer.concat([Buffer.from([first, ...length, rest]), body])
}

const publishing = (version: 4 | 5): fc.Arbitrary<Packet> =>
  fc
    .record({
      topic: fc.string({ unit: 'grapheme', maxLength: 30 }),
      payload: fc.uint8Array({ maxLength: 300 }),
      qos: fc.nat(2),
      retained: fc.boolean(),
      properties: fc.nat(200),
    })
    .map(({ topic, payload, qos, retained, properties }) => {
      const name = Buffer.from(topic)
      const head = [Buffer.from([name.length >> 8, name.length & 255]), name, Buffer.alloc(qos === 0 ? 0 : 2, 7)]
      const more =
        version === 5 ? [Buffer.from(properties > 127 ? [(properties & 127) | 128, 1] : [properties]), Buffer.alloc(properties)] : []
      const bytes = packet(0x30 | (qos << 1) | (retained ? 1 : 0), Buffer.concat([...head, ...more, payload]))
      return { bytes, told: `${topic} ${Buffer.from(payload).toString('hex')} ${retained}`, passed: qos > 0 }
    })

const other: fc.Arbitrary<Packet> = fc
  .record({ type: fc.constantFrom(2, 4, 9, 13), body: fc.uint8Array({ maxLength: 200 }) })
  .map(({ type, body }) => ({ bytes: packet(type << 4, Buffer.from(body)), told: null, passed: true }))

for (const version of [4, 5] as const) {
  test(`in version ${version}, each PUBLISH is told once and in order, and what must be acknowledged or is none goes on`, () => {
    const packets = fc.array(fc.oneof(publishing(version), other), { maxLength: 30 })
    fc.assert(
      fc.property(packets, fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 50 }), (sent, cuts) => {
        const told: string[] = []
        const passed: Buffer[] = []
        const split = splitPackets(
          {
            version,
            onPublish: (topic, { bytes, at, end }, retained) => told.push(`${topic} ${bytes.toString('hex', at, end)} ${retained}`),
            onBurst: () => undefined,
            onOversize: () => assert.fail('nothing here is too long'),
          },
          (bytes) => passed.push(bytes),
        )
        const stream = Buffer.concat(sent.map(({ bytes }) => bytes))
        for (let [at, i] = [0, 0]; at < stream.length; i += 1) {
          const length = cuts[i % cuts.length] ?? 1
          split(stream.subarray(at, at + length))
          at += length
        }
        assert.deepEqual(
          told,
          sent.flatMap(({ told }) => told ?? []),
        )
        assert.deepEqual(
          passed,
          sent.flatMap(({ bytes, passed }) => (passed ? [bytes] : [])),
        )
      }),
    )
  })
}
