/** The wire format, byte by byte: what the specification's own examples say is what is read and written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arrayText } from './array-text.ts'
import { DATA_TYPES, type DataTypeName, dataTypeCode } from './data-type.ts'
import { bench, START_MS } from './host.fixture.ts'
import { receive } from './host.ts'
import {
  type MetricValue,
  newWriter,
  type WireWriter,
  writeNested,
  writePayload,
  writeTextField,
  writeVarintField,
  written,
} from './payload-writer.ts'
import { cursorOf, readVarint } from './wire-reader.ts'
import { hex, int32, payload, SAMPLE_MS, SAMPLES, template } from './wire-samples.fixture.ts'

const NBIRTH = 'spBv1.0/plant/NBIRTH/press'
const NDATA = 'spBv1.0/plant/NDATA/press'

/** What one message after a birth tells, each value as `address = value`. */
function tellsAfterBirth(sample: string): readonly string[] {
  const it = bench()
  it.hears(NBIRTH, hex(SAMPLES.nodeBirth))
  it.log()
  it.hears(NDATA, hex(sample))
  return it.log()
}

/** What a birth of these bytes tells. */
function tells(bytes: Uint8Array): readonly string[] {
  const it = bench({ tier: 0 })
  it.hears(NBIRTH, bytes)
  return it.log()
}

test('a birth names its metrics and tells their values, at the time that they state', () => {
  const it = bench()
  it.hears(NBIRTH, hex(SAMPLES.nodeBirth))
  assert.deepEqual(it.readings(), [
    { address: 'plant/press:Temp', series: 0, atMs: SAMPLE_MS, value: -1, quality: 'good', historical: false, transient: false },
  ])
  assert.equal(it.host.nodes.get('plant/press')?.expected, 1)
})

test('minus one of eight bits comes in one byte from some devices and in four from others', () => {
  assert.deepEqual(tellsAfterBirth(SAMPLES.minusOneInOneByte), ['plant/press:Temp = -1'])
  assert.deepEqual(tellsAfterBirth(SAMPLES.minusOneInFourBytes), ['plant/press:Temp = -1'])
})

test('a null keeps the quality that comes with it', () => {
  const it = bench()
  it.hears(NBIRTH, hex(SAMPLES.nodeBirth))
  it.hears(NDATA, hex(SAMPLES.minusOneInOneByte))
  it.log()
  it.hears(NDATA, hex(SAMPLES.nullOfStaleQuality))
  assert.deepEqual(it.log(), ['plant/press:Temp = null stale'])
})

test('unsigned 32 bits are taken from either field, and 64 bits keep their sign', () => {
  assert.deepEqual(tells(hex(SAMPLES.unsignedInInt)), ['plant/press:U = 4294967295 uncertain'])
  assert.deepEqual(tells(hex(SAMPLES.unsignedInLong)), ['plant/press:U = 4294967295 uncertain'])
  assert.deepEqual(tells(hex(SAMPLES.minusOneIn64Bits)), ['plant/press:I64 = -1 uncertain'])
})

test('a data set becomes one value for each cell', () => {
  assert.deepEqual(tells(hex(SAMPLES.dataSet)), [
    'plant/press:DS/0/n = -1',
    'plant/press:DS/0/ok = true',
    'plant/press:DS/1/n = 5',
    'plant/press:DS/1/ok = false',
  ])
})

test('types of columns may also be packed, and rows of another width are refused', () => {
  const dataSet = (types: (w: WireWriter) => void, cells: number) => (metric: WireWriter) => {
    writeTextField(metric, 1, 'Table')
    writeVarintField(metric, 4, 16)
    writeNested(metric, 17, (set) => {
      writeVarintField(set, 1, 2)
      for (const column of ['a', 'b']) writeTextField(set, 2, column)
      types(set)
      writeNested(set, 4, (row) => {
        for (let i = 0; i < cells; i += 1) writeNested(row, 1, (cell) => writeVarintField(cell, 1, i + 1))
      })
    })
  }
  const packed = (set: WireWriter): void => writeTextField(set, 3, '\u0003\u0003')
  assert.deepEqual(tells(payload([dataSet(packed, 2)], { seq: 0, timestampMs: START_MS })), [
    'plant/press:Table/0/a = 1',
    'plant/press:Table/0/b = 2',
  ])
  assert.deepEqual(tells(payload([dataSet(packed, 1)], { seq: 0 })), ['aside data set whose rows and columns do not match'])
})

test('a template becomes one value for each member, with the parameters of its definition where it has none of its own', () => {
  const definition = template('Motor', { members: [int32('Speed', 0)], parameters: [['Maker', 'unknown']] })
  const drive = template('Drive', { reference: 'Motor', members: [int32('Speed', 1480)] })
  const pump = template('Pump', {
    reference: 'Motor',
    members: [int32('Speed', 900), template('Seal', { reference: 'Seal', members: [int32('Wear', 3)] })],
    parameters: [['Maker', 'Hansa']],
  })
  assert.deepEqual(tells(payload([definition, drive, pump], { seq: 0, timestampMs: START_MS })), [
    'plant/press:Drive/Speed = 1480',
    'plant/press:Drive/Maker = unknown',
    'plant/press:Pump/Speed = 900',
    'plant/press:Pump/Seal/Wear = 3',
    'plant/press:Pump/Maker = Hansa',
  ])
})

test('templates nested more than eight deep are set aside', () => {
  let nested = template('Level', { reference: 'T', members: [int32('Value', 1)] })
  for (let depth = 1; depth < 8; depth += 1) nested = template('Level', { reference: 'T', members: [nested] })
  assert.equal(tells(payload([nested], { seq: 0, timestampMs: START_MS })).length, 1)
  assert.deepEqual(tells(payload([template('Level', { reference: 'T', members: [nested] })], { seq: 0 })), [
    'aside templates nested too deeply',
  ])
})

for (const [type, bytes, expected] of [
  ['Int8Array', 'e97b', '[-23,123]'],
  ['Int16Array', 'd08a3075', '[-30000,30000]'],
  ['Int32Array', 'fffffffffaafcb12', '[-1,315338746]'],
  ['Int64Array', 'ce0672ac189cbac4c4ba9c18ac7206ce', '[-4270929666821191986,-3601064768563266876]'],
  ['UInt8Array', '17fa', '[23,250]'],
  ['UInt16Array', '1e0088cc', '[30,52360]'],
  ['UInt32Array', '3400000049fb55c4', '[52,3293969225]'],
  ['UInt64Array', '3400000000000000d99e02d1b27637e4', '[52,16444743074749521625]'],
  ['FloatArray', 'a4709d3f98aeb242', '[1.23,89.341]'],
  ['DoubleArray', 'd7a205685bb528408e171c6f4cf78f40', '[12.354213,1022.9123213]'],
  ['BooleanArray', '0c00000034df', '[false,false,true,true,false,true,false,false,true,true,false,true]'],
  ['BooleanArray', '0c00000034d0', '[false,false,true,true,false,true,false,false,true,true,false,true]'],
  ['StringArray', '4142430068656c6c6f00', '["ABC","hello"]'],
  ['DateTimeArray', 'c7d0907524010000b8bab89781010000', '[1256102875335,1656107875000]'],
] as const) {
  test(`${type} ${bytes} is ${expected}`, () => {
    assert.equal(arrayText(hex(bytes), dataTypeCode(type)), expected)
  })
}

test('arrays that are cut off are no values', () => {
  for (const [type, bytes] of [
    ['Int16Array', 'd08a30'],
    ['BooleanArray', '0c00000034'],
    ['BooleanArray', '0c00'],
    ['StringArray', '414243'],
  ] as const) {
    assert.equal(arrayText(hex(bytes), dataTypeCode(type)), undefined)
  }
})

test('what we write are the very bytes of the specification', () => {
  const at = { timestampMs: SAMPLE_MS }
  const rebirth = writePayload({ ...at, metrics: [{ ...at, name: 'Node Control/Rebirth', type: 'Boolean', value: true }] })
  assert.equal(rebirth.toString('hex'), SAMPLES.rebirth)
  const death = writePayload({ ...at, metrics: [{ ...at, name: 'bdSeq', type: 'UInt64', value: 0 }], seq: 0 })
  assert.equal(death.toString('hex'), SAMPLES.nodeDeath.replace(/$/, '1800'))
  const birth = writePayload({
    ...at,
    metrics: [
      { ...at, name: 'bdSeq', type: 'Int64', value: 0 },
      { ...at, name: 'Node Control/Rebirth', type: 'Boolean', value: false },
      { ...at, name: 'Temp', alias: 1, type: 'Int8', value: -1 },
    ],
    seq: 0,
  })
  assert.equal(birth.toString('hex'), SAMPLES.nodeBirth)
  const data = writePayload({ ...at, metrics: [{ ...at, alias: 1, type: 'Int8', declared: false, value: 255 }], seq: 1 })
  assert.equal(data.toString('hex'), SAMPLES.minusOneInOneByte)
})

test('every varint of 64 bits is read as it was written', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
      const w = newWriter()
      writeVarintField(w, 1, value)
      const cursor = cursorOf(written(w).subarray(1))
      const read = readVarint(cursor)
      assert.equal(BigInt(read), value)
      assert.equal(typeof read === 'bigint', value > BigInt(Number.MAX_SAFE_INTEGER))
      assert.equal(cursor.at, cursor.end)
    }),
  )
})

/** Values of each type that come back as they were written. */
const VALUES: Readonly<Partial<Record<DataTypeName, fc.Arbitrary<MetricValue>>>> = {
  Int8: fc.integer({ min: -128, max: 127 }),
  Int16: fc.integer({ min: -32_768, max: 32_767 }),
  Int32: fc.integer(),
  Int64: fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.maxSafeInteger()),
  UInt8: fc.nat(255),
  UInt16: fc.nat(65_535),
  UInt32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  UInt64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  Float: fc.float({ noNaN: true, noDefaultInfinity: true }),
  Double: fc.double({ noNaN: true, noDefaultInfinity: true }),
  Boolean: fc.boolean(),
  String: fc.string({ unit: 'grapheme' }),
  DateTime: fc.nat(),
  Text: fc.string(),
  UUID: fc.uuid(),
}

for (const [type, values] of Object.entries(VALUES)) {
  test(`every ${type} is read as it was written, to the last bit`, () => {
    fc.assert(
      fc.property(values, (value) => {
        const it = bench()
        it.hears(
          NBIRTH,
          writePayload({ timestampMs: START_MS, seq: 0, metrics: [{ name: 'V', type: type as DataTypeName, value, unit: 'mm' }] }),
        )
        const [reading] = it.readings()
        const read = typeof value === 'number' || typeof value === 'bigint' ? BigIntOrNumber(reading?.value) : reading?.value
        assert.ok(Object.is(read, BigIntOrNumber(value)) || read === value, `${String(read)} is not ${String(value)}`)
      }),
    )
  })
}

/** Whole numbers compare as bigint, whatever they are held in. */
function BigIntOrNumber(value: unknown): unknown {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value)) ? BigInt(value) : value
}

test('bytes are told in hexadecimal, and long ones by their length', () => {
  const born = (value: Uint8Array) =>
    tells(writePayload({ timestampMs: START_MS, seq: 0, metrics: [{ name: 'Scan', type: 'Bytes', value }] }))
  assert.deepEqual(born(Buffer.from('00ff', 'hex')), ['plant/press:Scan = 00ff'])
  assert.deepEqual(born(Buffer.alloc(5000)), ['plant/press:Scan = 5000 bytes'])
})

test('a value in a field that does not fit its type, and none at all, are null of bad quality', () => {
  const odd = (field: (w: WireWriter) => void) => (metric: WireWriter) => {
    writeTextField(metric, 1, 'V')
    writeVarintField(metric, 4, dataTypeCode('Double'))
    field(metric)
  }
  const at = { seq: 0, timestampMs: START_MS }
  for (const field of [(w: WireWriter) => writeTextField(w, 15, 'hot'), () => {}]) {
    assert.deepEqual(tells(payload([odd(field)], at)), ['plant/press:V = null bad', 'aside value that does not fit its type'])
  }
  const infinite = writePayload({ ...at, metrics: [{ name: 'V', type: 'Double', value: Number.POSITIVE_INFINITY }] })
  assert.deepEqual(tells(infinite)[0], 'plant/press:V = null bad')
})

test('messages beyond the limits are set aside by their reason', () => {
  const metrics = Array.from({ length: 10_001 }, () => ({ alias: 1, type: 'Int8', value: 1 }) as const)
  assert.deepEqual(tells(writePayload({ seq: 0, metrics })), ['aside more metrics than a message may hold'])
  assert.deepEqual(tells(writePayload({ seq: 0, metrics: [{ name: 'x'.repeat(1027), type: 'Int8', value: 1 }] })), [
    'aside name longer than 1 KiB',
  ])
  const it = bench()
  it.hears(NBIRTH, Buffer.alloc(1024 * 1024 + 1))
  assert.deepEqual([it.log(), it.host.setAside.get('payload above 1 MiB')], [[], 1])
})

test('a payload that is cut off anywhere is set aside, or is a shorter one that is whole', () => {
  const whole = hex(SAMPLES.nodeBirth)
  for (let length = 0; length < whole.length; length += 1) {
    const it = bench({ tier: 0 })
    // Behind the payload lie the bytes of another packet, as they do in a stream.
    const bytes = Buffer.concat([whole.subarray(0, length), Buffer.alloc(40, 0xff)])
    const cursor = cursorOf(bytes)
    cursor.end = length
    receive(it.host, { topic: NBIRTH, cursor, retained: false }, { wallMs: 0, plantMs: START_MS })
    assert.match(it.log().join(), /^aside (payload ends inside a field|message without a sequence number)$/)
  }
})

test('all types of the specification have their numbers', () => {
  assert.equal(DATA_TYPES.length, 35)
  assert.deepEqual([dataTypeCode('Int8'), dataTypeCode('Template'), dataTypeCode('DateTimeArray')], [1, 19, 34])
})
