/** Births, deaths, order and loss, as a host application has to understand them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bench, bench, message, START_MS, weld } from './host.fixture.ts'
import { rememberedBirths, serverFound, serverLost } from './host.ts'
import { writePayload } from './payload-writer.ts'

const standing = (it: Bench) => it.host.nodes.get('plant/weld')?.standing
const gaps = (it: Bench) => it.host.nodes.get('plant/weld')?.gaps
const GOOD = 'plant/weld:Good'
const ROBOT = 'plant/weld/robot:Good'
const LOST = ['lost plant/weld:', 'lost plant/weld/']

/** A node that was born with `seq`, and then sends data of these numbers, each with its own number as the value. */
function sends(birthSeq: number, seqs: readonly number[], it = bench()): Bench {
  it.hears(...weld.birth(birthSeq))
  it.log()
  for (const seq of seqs) it.hears(...weld.data(seq))
  return it
}

for (const [birthSeq, seqs, told] of [
  [0, [1, 2, 3], [1, 2, 3]],
  [0, [1, 3, 2, 4], [1, 2, 3, 4]],
  [254, [255, 0, 1], [255, 0, 1]],
  [254, [0, 255, 1], [255, 0, 1]],
  [0, [1, 1], [1]],
] as const) {
  test(`born with ${birthSeq}, sent ${seqs}: told ${told}, and nobody is asked for anything`, () => {
    const it = sends(birthSeq, seqs)
    it.waits(10_000)
    assert.deepEqual(
      it.log(),
      told.map((value) => `${GOOD} = ${value}`),
    )
    assert.equal(gaps(it), 0)
  })
}

test('what does not come in time is lost: one request for a rebirth, and what waited is history', () => {
  const it = sends(0, [1, 3])
  assert.deepEqual(it.log(), [`${GOOD} = 1`])
  it.waits(1_999)
  assert.deepEqual(it.log(), [])
  it.waits(2)
  assert.deepEqual(it.log(), [...LOST, `${GOOD} = 3 historical`, 'rebirth plant/weld'])
  assert.deepEqual([gaps(it), standing(it)], [1, 'after gap'])
  it.hears(...weld.data(4))
  it.hears(...weld.birth(0))
  it.hears(...weld.data(1))
  assert.deepEqual(it.log(), [`${GOOD} = 4 historical`, `${GOOD} = 0`, `${GOOD} = 1`])
  it.waits(60_000)
  assert.deepEqual(it.log(), [])
})

test('who only listens asks for nothing: after a loss all is stale until it comes again', () => {
  const it = sends(0, [1, 3], bench({ tier: 0 }))
  it.waits(2_000)
  it.hears(...weld.data(4))
  assert.deepEqual(it.log(), [`${GOOD} = 1`, ...LOST, `${GOOD} = 3`, `${GOOD} = 4`])
  assert.deepEqual([gaps(it), standing(it)], [1, 'online'])
  it.waits(60_000)
  assert.deepEqual(it.log(), [])
})

test('a loss of more than half a round is seen by the time of the message', () => {
  const it = sends(0, [1])
  it.hears(...weld.data(155, 155, START_MS + 500))
  it.waits(2_000)
  assert.deepEqual(it.log(), [`${GOOD} = 1`, ...LOST, `${GOOD} = 155 historical`, 'rebirth plant/weld'])
})

test('a message that is as old as the last one and far behind it is late, and dropped', () => {
  const it = sends(0, [1, 2, 3])
  it.hears(...weld.data(1, 99, START_MS))
  it.waits(5_000)
  assert.deepEqual(it.log(), [`${GOOD} = 1`, `${GOOD} = 2`, `${GOOD} = 3`])
  assert.equal(it.host.setAside.get('late or repeated'), 1)
})

test('behind 127 messages nothing more is waited for, so that no number is taken for that of the next round', () => {
  const it = sends(0, [], bench({ tier: 0, reorderTimeoutMs: 60_000 }))
  for (let i = 0; i < 300; i += 1) if (i !== 4) it.hears(...weld.data((i + 1) % 256, i))
  const values = it
    .readings()
    .map(({ value }) => value)
    .slice(0, 8)
  assert.deepEqual(values, [0, 1, 2, 3, 5, 6, 7, 8])
  assert.equal(gaps(it), 1)
  assert.equal(it.host.heldBytes, 0)
})

test('a timeout of nothing waits for nothing', () => {
  const it = sends(0, [1, 3], bench({ tier: 0, reorderTimeoutMs: 0 }))
  assert.deepEqual(it.log(), [`${GOOD} = 1`, ...LOST, `${GOOD} = 3`])
})

test('devices share the sequence of their edge node', () => {
  const it = bench()
  it.hears(...weld.birth(0))
  it.hears(...weld.robotData(2))
  it.hears(...weld.robotBirth(1))
  it.hears(...weld.data(3))
  it.hears(...weld.robotDeath(4))
  assert.deepEqual(it.log(), [`${GOOD} = 0`, `${ROBOT} = 0`, `${ROBOT} = 2`, `${GOOD} = 3`, 'lost plant/weld/robot:'])
})

test('a device that is born before its edge node only seems to be: it waits for its turn', () => {
  const it = sends(40, [41])
  it.log()
  it.hears(...weld.robotBirth(1, START_MS + 10))
  it.hears(...weld.birth(0, { atMs: START_MS + 10 }))
  it.waits(5_000)
  assert.deepEqual(it.log(), [`${GOOD} = 0`, `${ROBOT} = 0`])
})

test('a death belongs to one connection: that of another ends nothing, and the same twice ends it once', () => {
  const it = sends(0, [])
  it.hears(...weld.death(6))
  assert.deepEqual([it.log(), standing(it)], [[], 'online'])
  it.hears(...weld.death(7))
  it.hears(...weld.death(7))
  assert.deepEqual([it.log(), standing(it)], [LOST, 'offline'])
  assert.equal(it.host.setAside.get('late death'), 2)
})

test('who dies while a message is missing is dead, and nobody is asked for a birth', () => {
  const it = sends(0, [1, 3])
  it.hears(...weld.death(7))
  it.waits(60_000)
  assert.deepEqual(it.log(), [`${GOOD} = 1`, ...LOST])
})

test('a rebirth keeps the connection: devices are stale until their own birth', () => {
  const it = bench()
  it.hears(...weld.birth(0))
  it.hears(...weld.robotBirth(1))
  it.log()
  it.hears(...weld.birth(0, { atMs: START_MS + 5, value: 12 }))
  it.hears(...weld.robotBirth(1, START_MS + 5))
  assert.deepEqual(it.log(), ['lost plant/weld/', `${GOOD} = 12`, `${ROBOT} = 0`])
})

test('a signal that is no part of a new birth is stale', () => {
  const it = bench()
  it.hears('spBv1.0/plant/NBIRTH/weld', message(0, START_MS, [{ name: 'Old', alias: 9, type: 'Int8', value: 1 }]))
  it.hears(...weld.birth(0))
  assert.deepEqual(it.log(), ['plant/weld:Old = 1', 'lost plant/weld:', `${GOOD} = 0`])
  it.hears('spBv1.0/plant/NDATA/weld', message(1, START_MS, [{ alias: 9, type: 'Int8', value: 1 }]))
  assert.deepEqual(it.log(), ['aside alias that no birth has named'])
})

test('rebirths are asked for at a growing distance, and after three without an answer a node is taken as it is', () => {
  const it = sends(0, [1, 3])
  it.waits(2_000)
  it.log()
  const asked: number[] = []
  for (let second = 0; second < 700; second += 1) {
    it.waits(1_000)
    if (it.log().includes('rebirth plant/weld')) asked.push(second + 1)
  }
  assert.deepEqual(asked, [10, 30, 70, 150, 310, 610])
  assert.equal(standing(it), 'unborn')
  it.hears(...weld.data(77))
  assert.deepEqual(it.log(), [`${GOOD} = 77`])
})

test('a thousand nodes at once are asked ten a second', () => {
  const it = bench()
  for (let i = 0; i < 100; i += 1) it.hears(`spBv1.0/plant/NDATA/node${i}`, message(5, START_MS, [{ alias: 1, type: 'Int8', value: 1 }]))
  it.log()
  it.waits(1)
  assert.equal(it.log().length, 10)
  it.waits(4_000)
  assert.equal(it.log().length, 40)
})

test('aliases that nobody named are set aside; names speak for themselves', () => {
  const it = bench({ tier: 0 })
  const data = [
    { alias: 5, type: 'Int8', value: 1 },
    { name: 'Speed', type: 'Float', value: 1.5 },
  ] as const
  it.hears('spBv1.0/plant/NDATA/weld', message(7, START_MS, data))
  assert.deepEqual(it.log(), ['plant/weld:Speed = 1.5', 'aside alias that no birth has named'])
  assert.equal(standing(it), 'unborn')
})

test('history never moves the present, and the fleeting is marked so', () => {
  const it = sends(0, [])
  const metrics = [
    { alias: 1, type: 'Int32', value: 4, historical: true },
    { alias: 1, type: 'Int32', value: 5, transient: true },
  ] as const
  it.hears('spBv1.0/plant/NDATA/weld', message(1, START_MS, metrics))
  assert.deepEqual(it.log(), [`${GOOD} = 4 historical`, `${GOOD} = 5 transient`])
})

test('without a time of its own a value has that of its message, and without any, that of its coming, which is uncertain', () => {
  const it = bench({ tier: 0 })
  it.wallMs = 250
  it.hears('spBv1.0/plant/NBIRTH/weld', writePayload({ timestampMs: START_MS, seq: 0, metrics: [{ name: 'A', type: 'Int8', value: 1 }] }))
  it.hears('spBv1.0/plant/NDATA/weld', writePayload({ seq: 1, metrics: [{ name: 'A', type: 'Int8', value: 2 }] }))
  assert.deepEqual(
    it.readings().map(({ atMs, value, quality }) => [atMs - START_MS, value, quality]),
    [
      [0, 1, 'good'],
      [250, 2, 'uncertain'],
    ],
  )
})

test('one alias for two metrics is told, and the later one has it', () => {
  const it = bench()
  const metrics = [
    { name: 'A', alias: 1, type: 'Int8', value: 1 },
    { name: 'B', alias: 1, type: 'Int8', value: 2 },
  ] as const
  it.hears('spBv1.0/plant/NBIRTH/weld', message(0, START_MS, metrics))
  it.hears('spBv1.0/plant/NDATA/weld', message(1, START_MS, [{ alias: 1, type: 'Int8', value: 3 }]))
  assert.deepEqual(it.log(), ['plant/weld:A = 1', 'plant/weld:B = 2', 'aside one alias for two metrics', 'plant/weld:B = 3'])
})

test('topics of other editions are counted, malformed ones are kept', () => {
  const it = bench()
  for (const topic of ['spBv1.0/plant/NMETA/weld', 'spBv1.0/plant/NDATA/weld/robot', 'spBv1.0/plant/DDATA/weld', 'spBv1.0/plant']) {
    it.hears(topic, Buffer.alloc(0))
  }
  for (const topic of ['spBv1.0/STATE/other', 'spBv1.0/plant/NCMD/weld']) it.hears(topic, Buffer.from('{}'))
  assert.deepEqual(it.log(), ['aside malformed topic', 'aside malformed topic', 'aside malformed topic'])
  assert.equal(it.host.setAside.get('verb of another edition'), 1)
})

test('a colon in an id is written so that no other address can be mistaken for it', () => {
  const it = bench()
  it.hears('spBv1.0/pl:ant/NBIRTH/we%ld', message(0, START_MS, [{ name: 'A:B', type: 'Int8', value: 1 }]))
  assert.deepEqual(it.log(), ['pl%3Aant/we%25ld:A:B = 1'])
})

test('a restart understands data by the births that an earlier run remembered, and forgets what was born anew', () => {
  const before = bench()
  before.hears(...weld.birth(0))
  before.hears(...weld.robotBirth(1))
  const memory = Object.fromEntries([...rememberedBirths(before.host)].flatMap(([key, bytes]) => (bytes === null ? [] : [[key, bytes]])))
  assert.deepEqual(Object.keys(memory), ['plant/weld', 'plant/weld/robot'])

  const after = bench({ tier: 0, memory })
  assert.deepEqual(after.log(), [])
  after.hears(...weld.robotData(200))
  after.hears(...weld.data(201))
  assert.deepEqual(after.log(), [`${ROBOT} = 200`, `${GOOD} = 201`])

  after.hears(...weld.birth(0))
  assert.equal(rememberedBirths(after.host).get('plant/weld/robot'), null)
})

test('memory that can not be read any more is passed over', () => {
  const it = bench({ tier: 0, memory: { 'plant/weld': Buffer.from([0x12, 0xff]), '': Buffer.alloc(3) } })
  it.hears(...weld.birth(0))
  assert.deepEqual(it.log(), [`${GOOD} = 0`])
})

test('births that a broker kept name aliases, but what they tell may be over', () => {
  const it = bench({ tier: 0 })
  const [topic, birth] = weld.birth(0, { value: 3 })
  it.hears(`$sparkplug/certificates/${topic}`, birth, { retained: true })
  it.hears(...weld.data(90))
  assert.deepEqual(it.log(), [`${GOOD} = 3 uncertain`, `${GOOD} = 90`])
  it.hears(...weld.birth(0))
  it.log()
  it.hears(topic, birth, { retained: true })
  assert.deepEqual(it.log(), [])
})

test('a lost server makes all of its nodes stale, and once it is back they are asked for births', () => {
  const it = sends(0, [1])
  it.log()
  serverLost(it.host, { wallMs: 10, plantMs: START_MS })
  serverFound(it.host, { wallMs: 20, plantMs: START_MS })
  it.waits(100)
  assert.deepEqual(it.log(), [...LOST, 'rebirth plant/weld'])
  it.hears(...weld.data(60))
  assert.deepEqual(it.log(), [`${GOOD} = 60`])
})

test('a birth that can not be read to its end changes nothing', () => {
  const it = sends(0, [])
  const [topic, birth] = weld.birth(0, { value: 50 })
  it.hears(topic, birth.subarray(0, birth.length - 4))
  it.hears(...weld.data(1))
  assert.deepEqual(it.log(), ['aside payload ends inside a field', `${GOOD} = 1`])
  it.waits(10)
  assert.deepEqual(it.log(), ['rebirth plant/weld'])
})
