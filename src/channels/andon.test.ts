/** Lights over work centers, on a real broker: retained, each change once, again after the connection was lost; never among the topics of machines. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { connectAsync } from 'mqtt'
import { type Broker, startBroker } from '../broker/start-broker.ts'
import { type Andon, isOwnTopic, openAndon } from './andon.ts'

/** Everything that is published on a broker, until the test ends. */
async function listener(t: TestContext, broker: Broker) {
  const heard: string[] = []
  const waiting = new Set<() => void>()
  const client = await connectAsync(broker.url)
  t.after(() => client.endAsync())
  client.on('message', (topic, payload) => {
    heard.push(`${topic} ${payload.toString('utf8')}`)
    for (const each of waiting) each()
  })
  await client.subscribeAsync(['#', 'spBv1.0/#'], { qos: 1 })
  return {
    heard,
    /** Resolves once the line was heard. */
    until: (line: string) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (!heard.includes(line)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}

async function light(t: TestContext, broker: Broker): Promise<Andon> {
  const andon = openAndon({ url: broker.url, protocol: 4, prefix: 'works/andon' })
  t.after(() => andon.close())
  return andon
}

test('each work center has a topic of its own that keeps what is shown; only what changes is published', { timeout: 20_000 }, async (t) => {
  const broker = await startBroker({ address: '127.0.0.1', port: 0 })
  t.after(() => broker.stop())
  const { heard, until } = await listener(t, broker)
  const andon = await light(t, broker)
  andon.show([
    { workCenterId: 'welding', payload: 'stop' },
    { workCenterId: 'hall/1 +#', payload: 'none' },
  ])
  await until('works/andon/welding stop')
  andon.show([{ workCenterId: 'welding', payload: 'stop' }])
  andon.show([{ workCenterId: 'welding', payload: 'none' }])
  await until('works/andon/welding none')
  assert.deepEqual(heard.toSorted(), ['works/andon/hall%2F1%20%2B%23 none', 'works/andon/welding none', 'works/andon/welding stop'])
  const late = await listener(t, broker)
  await late.until('works/andon/welding none')
  assert.ok(heard.every((line) => !line.startsWith('spBv1.0')))
})

test('a broker that was away is told again what is shown', { timeout: 40_000 }, async (t) => {
  const first = await startBroker({ address: '127.0.0.1', port: 0 })
  const andon = await light(t, first)
  andon.show([{ workCenterId: 'welding', payload: 'stop' }])
  await (await listener(t, first)).until('works/andon/welding stop')
  const port = Number(new URL(first.url).port)
  await first.stop()
  andon.show([{ workCenterId: 'welding', payload: 'help' }])
  const second = await startBroker({ address: '127.0.0.1', port })
  t.after(() => second.stop())
  await (await listener(t, second)).until('works/andon/welding help')
  assert.equal(andon.status().connected, true)
})

test('no topic of machines or of the broker may be written to', () => {
  for (const topic of ['spBv1.0', 'spBv1.0/hall/NCMD/edge', 'SPBV1.0/x', 'STATE/host', '$SYS/x', 'a/+/b', 'a/#', '/a', 'a/', ''])
    assert.equal(isOwnTopic(topic), false, topic)
  assert.equal(isOwnTopic('works/andon'), true)
  assert.throws(() => openAndon({ url: 'mqtt://127.0.0.1:1', protocol: 4, prefix: 'spBv1.0/x' }), RangeError)
})
