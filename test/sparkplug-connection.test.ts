/** The connection to a broker: what goes out over it, what a restart of it means, and what is told when it can't be had. */
import assert from 'node:assert/strict'
import { connect as connectSocket, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { connectAsync, type MqttClient } from 'mqtt'
import { startBroker } from '../src/broker/start-broker.ts'
import { writePayload } from '../src/connectors/sparkplug/payload-writer.ts'
import { type SparkplugOptions, startSparkplug } from '../src/connectors/sparkplug/start-sparkplug.ts'
import type { Problem } from '../src/core/values/result.ts'
import { BROKERS, freePort, skipWithoutMosquitto, startMosquitto, until } from './sparkplug-brokers.fixture.ts'
import { type KeptSink, keptSink } from './sparkplug-sink.fixture.ts'

const HOST_ID = 'throughline-test'
const STATE = `spBv1.0/STATE/${HOST_ID}`

function optionsFor(url: string, sink: KeptSink, more: Partial<SparkplugOptions> = {}): SparkplugOptions {
  return { url, name: 'plant', tier: 0, hostId: HOST_ID, sink, clock: Date.now, memory: {}, reorderTimeoutMs: 20, ...more }
}

/** A lathe that is born and tells how many pieces it made. */
async function startLathe(
  url: string,
): Promise<{ readonly client: MqttClient; born(): Promise<void>; makes(pieces: number, seq: number): Promise<void> }> {
  const bdSeq = { name: 'bdSeq', type: 'Int64', value: 0 } as const
  const will = { topic: 'spBv1.0/plant/NDEATH/lathe', payload: writePayload({ metrics: [bdSeq] }), qos: 1, retain: false } as const
  const client = await connectAsync(url, { will, reconnectPeriod: 20 })
  const says = async (verb: string, seq: number, metrics: Parameters<typeof writePayload>[0]['metrics']): Promise<void> => {
    const payload = writePayload({ timestampMs: Date.now(), seq, metrics })
    await client.publishAsync(`spBv1.0/plant/${verb}/lathe`, payload, { qos: 1 })
  }
  return {
    client,
    born: () => says('NBIRTH', 0, [bdSeq, { name: 'Pieces', alias: 1, type: 'Int32', value: 0 }]),
    makes: (pieces, seq) => says('NDATA', seq, [{ alias: 1, type: 'Int32', declared: false, value: pieces }]),
  }
}

/** Everything that is published on the broker, as topic and payload in hexadecimal. */
async function listenTo(url: string): Promise<{ readonly client: MqttClient; readonly heard: (readonly [topic: string, hex: string])[] }> {
  const client = await connectAsync(url)
  const heard: (readonly [string, string])[] = []
  client.on('message', (topic, payload) => {
    heard.push([topic, payload.toString('hex')])
  })
  await client.subscribeAsync('#')
  return { client, heard }
}

/** A way to the broker on which the first byte of every packet of the client is read. */
async function wiretap(
  url: string,
): Promise<{ readonly url: string; readonly packets: number[]; readonly connectFlags: number[]; stop(): void }> {
  const [packets, connectFlags]: [number[], number[]] = [[], []]
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = connectSocket(Number(new URL(url).port), '127.0.0.1')
    sockets.push(near, far)
    let rest: Buffer = Buffer.alloc(0)
    near.on('data', (chunk: Buffer) => {
      far.write(chunk)
      rest = Buffer.concat([rest, chunk])
      // Our own packets here are shorter than 128 bytes, or say so in two bytes.
      while (rest.length >= 2) {
        const short = (rest[1] ?? 0) < 128
        const length = short ? 2 + (rest[1] ?? 0) : 3 + ((rest[1] ?? 0) & 127) + (rest[2] ?? 0) * 128
        if (rest.length < length) return
        const type = (rest[0] ?? 0) >> 4
        packets.push(type)
        if (type === 1) connectFlags.push(rest[short ? 9 : 10] ?? -1)
        rest = rest.subarray(length)
      }
    })
    far.on('data', (chunk) => near.write(chunk))
    for (const socket of [near, far]) socket.on('error', () => undefined)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    packets,
    connectFlags,
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** All that would make a host that may do so ask for a rebirth: data of unknown aliases, a lost message, bytes that are no payload. */
async function makeTrouble(url: string): Promise<MqttClient> {
  const { client, born, makes } = await startLathe(url)
  await client.publishAsync('spBv1.0/plant/NDATA/lathe', writePayload({ seq: 9, metrics: [{ alias: 7, type: 'Int32', value: 1 }] }))
  await born()
  await makes(1, 1)
  await makes(5, 5)
  await client.publishAsync('spBv1.0/plant/NDATA/lathe', Buffer.from('ffff', 'hex'))
  return client
}

for (const { name, skip, start } of BROKERS) {
  test(`who only listens publishes nothing at all through ${name}, whatever happens`, { skip }, async () => {
    const broker = await start()
    const line = await wiretap(broker.url)
    const { client, heard } = await listenTo(broker.url)
    const sink = keptSink()
    const source = await startSparkplug(optionsFor(line.url, sink))
    const lathe = await makeTrouble(broker.url)
    await until(() => sink.losses.length > 0 && sink.aside.length >= 2, 'the troubles are noticed')
    await source.stop()
    await until(() => line.packets.includes(14), 'it goes')
    assert.deepEqual(
      heard.filter(([topic]) => !/\/(NBIRTH|NDATA|NDEATH)\//.test(topic)),
      [],
    )
    // CONNECT without a will, SUBSCRIBE, acknowledgements of what came, DISCONNECT; a PUBLISH would be a 3.
    assert.deepEqual([...new Set(line.packets)].sort(), [1, 14, 4, 8])
    assert.deepEqual(line.connectFlags, [2])
    await Promise.all([lathe.endAsync(), client.endAsync()])
    line.stop()
    await broker.stop()
  })

  test(`in tier 1, STATE and requests for rebirths are all that is published through ${name}`, { skip }, async () => {
    const broker = await start()
    const { client, heard } = await listenTo(broker.url)
    const sink = keptSink()
    const source = await startSparkplug(optionsFor(broker.url, sink, { tier: 1 }))
    const lathe = await makeTrouble(broker.url)
    await until(() => heard.some(([topic]) => topic.includes('NCMD')), 'a rebirth is asked for')
    await source.stop()
    const states = () => heard.filter(([topic]) => topic === STATE).map(([, hex]) => JSON.parse(Buffer.from(hex, 'hex').toString()))
    await until(() => states().length === 2, 'it says that it goes')
    assert.deepEqual(
      states().map(({ online }) => online),
      [true, false],
    )
    assert.deepEqual(Object.keys(states()[0]), ['online', 'timestamp'])
    const others = heard.filter(([topic]) => topic !== STATE && !/\/(NBIRTH|NDATA|NDEATH)\//.test(topic))
    for (const [topic, hex] of others) {
      assert.equal(topic, 'spBv1.0/plant/NCMD/lathe')
      assert.match(hex, /^08.{12}12210a144e6f646520436f6e74726f6c2f5265626972746818.{12}200b7001$/)
    }
    await Promise.all([lathe.endAsync(), client.endAsync()])
    await broker.stop()
  })

  test(`a restart of ${name} loses nothing that was told, makes all of it stale, and is got over`, { skip }, async () => {
    const port = await freePort()
    const first = await start(port)
    const sink = keptSink()
    const source = await startSparkplug(optionsFor(first.url, sink, { tier: 1 }))
    const lathe = await startLathe(first.url)
    lathe.client.on('message', () => void lathe.born())
    await lathe.client.subscribeAsync('spBv1.0/plant/NCMD/lathe')
    await lathe.born()
    for (let pieces = 1; pieces <= 300; pieces += 1) await lathe.makes(pieces, pieces % 256)
    await until(() => sink.at('plant/lathe:Pieces')?.value === 300, 'all pieces are told')
    assert.deepEqual(
      sink.told,
      Array.from({ length: 301 }, (_, pieces) => `plant/lathe:Pieces = ${pieces}`),
    )
    await first.stop()
    await until(() => sink.at('plant/lathe:Pieces')?.quality === 'stale', 'it is stale')
    assert.match(source.status().problem?.code ?? '', /^mqtt-/)

    const second = await start(port)
    await until(() => source.status().state === 'connected' && sink.at('plant/lathe:Pieces')?.quality === 'good', 'it is good again')
    await lathe.makes(301, 1)
    await until(() => sink.at('plant/lathe:Pieces')?.value === 301, 'it goes on')
    await lathe.client.endAsync()
    await source.stop()
    await second.stop()
  })
}

test('who finds another host of its id goes, and says so', async () => {
  const broker = await startBroker({ address: '127.0.0.1', port: 0 })
  const source = await startSparkplug(optionsFor(broker.url, keptSink(), { tier: 1 }))
  const { client, heard } = await listenTo(broker.url)
  await until(() => heard.length === 1, 'it says that it is there')
  const answers = () => heard.filter(([topic, hex]) => topic === STATE && Buffer.from(hex, 'hex').toString().includes('true')).length
  for (let i = 0; i < 6; i += 1) {
    await client.publishAsync(STATE, '{"online":false,"timestamp":1}', { qos: 1, retain: true })
    if (i < 5) await until(() => answers() >= i + 2, 'it contradicts')
  }
  await until(() => source.status().problem?.code === 'sparkplug-host-id-taken', 'it gives up')
  await client.endAsync()
  await source.stop()
  await broker.stop()
})

test('version 5 of the protocol is spoken, and only the groups that were named are heard', { skip: skipWithoutMosquitto }, async () => {
  const broker = await startMosquitto()
  const sink = keptSink()
  const source = await startSparkplug(optionsFor(broker.url, sink, { protocol: 5, groups: ['plant'] }))
  const lathe = await startLathe(broker.url)
  const metrics = [{ name: 'Pieces', type: 'Int32', value: 1 }] as const
  await lathe.client.publishAsync('spBv1.0/elsewhere/NBIRTH/lathe', writePayload({ seq: 0, metrics }), { qos: 1 })
  await lathe.born()
  await until(() => sink.told.length > 0, 'the lathe is born')
  assert.deepEqual(sink.told, ['plant/lathe:Pieces = 0'])
  await lathe.client.endAsync()
  await source.stop()
  await broker.stop()
})

test('a message above the limit is passed over, acknowledged, and what follows is understood', { skip: skipWithoutMosquitto }, async () => {
  const broker = await startMosquitto()
  const sink = keptSink()
  const source = await startSparkplug(optionsFor(broker.url, sink))
  const lathe = await startLathe(broker.url)
  for (const qos of [0, 1, 1] as const) await lathe.client.publishAsync('spBv1.0/plant/NBIRTH/lathe', Buffer.alloc(4_000_000), { qos })
  await lathe.born()
  await lathe.makes(1, 1)
  await until(() => sink.at('plant/lathe:Pieces')?.value === 1, 'it is told')
  assert.equal(source.status().setAside['payload above 1 MiB'], 3)
  assert.equal(source.status().state, 'connected')
  await lathe.client.endAsync()
  await source.stop()
  await broker.stop()
})

test('user and password are asked for by the embedded broker where users are named', async () => {
  const broker = await startBroker({ address: '127.0.0.1', port: 0, users: { floor: 'secret' } })
  const refused = await startSparkplug(optionsFor(broker.url, keptSink(), { user: 'floor', password: 'guess' }))
  assert.deepEqual([refused.status().state, refused.status().problem?.code], ['failed', 'mqtt-refused'])
  await refused.stop()
  const url = broker.url.replace('//', '//floor:secret@')
  const source = await startSparkplug(optionsFor(url, keptSink()))
  assert.deepEqual([source.status().state, source.status().url], ['connected', broker.url])
  await source.stop()
  await broker.stop()
})

test('a broker that is not there is told, and tried again', async () => {
  const port = await freePort()
  const source = await startSparkplug(optionsFor(`mqtt://127.0.0.1:${port}`, keptSink()))
  assert.deepEqual([source.status().state, source.status().problem?.code], ['failed', 'mqtt-unreachable'])
  const broker = await startBroker({ address: '127.0.0.1', port })
  await until(() => source.status().state === 'connected', 'it is found')
  assert.equal(source.status().problem, null)
  await source.stop()
  await broker.stop()
})

/** The problem that a promise is rejected with. */
async function problemOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: Error) => reason.cause as Problem,
  )
  return error?.code ?? 'none'
}

test('what can not be right is refused at once, with what to do', async () => {
  assert.equal(await problemOf(startSparkplug(optionsFor('http://broker', keptSink()))), 'mqtt-url-invalid')
  assert.equal(await problemOf(startBroker({ address: '0.0.0.0', port: 0 })), 'broker-open-to-all')
  assert.equal(await problemOf(startBroker({ address: '192.0.2.1', port: 0, users: { a: 'b' } })), 'broker-not-listening')
  const broker = await startBroker({ address: '127.0.0.1', port: 0 })
  assert.equal(await problemOf(startBroker({ address: '127.0.0.1', port: Number(new URL(broker.url).port) })), 'broker-port-taken')
  await broker.stop()
})
