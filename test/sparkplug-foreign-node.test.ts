/** An edge node that others wrote, through real brokers: births, data, deaths and rebirths are understood. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newClient } from 'sparkplug-client'
import { startSparkplug } from '../src/connectors/sparkplug/start-sparkplug.ts'
import { BROKERS, until } from './sparkplug-brokers.fixture.ts'
import { keptSink } from './sparkplug-sink.fixture.ts'

type Client = ReturnType<typeof newClient>

/** A press with one device, which is born whenever it is asked to be. */
function startPress(serverUrl: string): { readonly client: Client; readonly births: () => number } {
  let births = 0
  const client = newClient({
    serverUrl,
    username: '',
    password: '',
    groupId: 'Plant One',
    edgeNode: 'Press 4',
    clientId: 'press-4',
    version: 'spBv1.0',
    publishDeath: true,
  })
  const born = (): void => {
    births += 1
    const timestamp = Date.now()
    client.publishNodeBirth({
      timestamp,
      metrics: [
        { name: 'Node Control/Rebirth', type: 'Boolean', value: false },
        { name: 'State', type: 'String', value: 'RUNNING' },
      ],
    })
    client.publishDeviceBirth('Die', {
      timestamp,
      metrics: [
        { name: 'Strokes', type: 'UInt32', value: 4_000_000_000 },
        { name: 'Force', type: 'Double', value: 812.5 },
        { name: 'Shift', type: 'Int16', value: -2 },
        { name: 'Hot', type: 'Boolean', value: true },
      ],
    })
  }
  client.on('birth', born)
  client.on('ncmd', born)
  return { client, births: () => births }
}

const strokes = (value: number): Parameters<Client['publishDeviceData']>[1] => ({
  timestamp: Date.now(),
  metrics: [{ name: 'Strokes', type: 'UInt32', value }],
})

for (const { name, skip, start } of BROKERS) {
  test(`a foreign edge node is born, tells, is asked for a rebirth after a loss, and dies, through ${name}`, { skip }, async () => {
    const broker = await start()
    const sink = keptSink()
    const source = await startSparkplug({
      url: broker.url,
      name: 'plant',
      tier: 1,
      hostId: 'throughline-test',
      sink,
      clock: Date.now,
      memory: {},
      reorderTimeoutMs: 50,
    })
    const { client, births } = startPress(broker.url)
    try {
      await until(() => sink.at('Plant One/Press 4/Die:Hot') !== undefined, 'the press is born')
      assert.deepEqual(sink.told.slice(0, 5), [
        'Plant One/Press 4:State = RUNNING',
        'Plant One/Press 4/Die:Strokes = 4000000000',
        'Plant One/Press 4/Die:Force = 812.5',
        'Plant One/Press 4/Die:Shift = -2',
        'Plant One/Press 4/Die:Hot = true',
      ])

      client.publishDeviceData('Die', strokes(4_000_000_001))
      await until(() => sink.at('Plant One/Press 4/Die:Strokes')?.value === 4_000_000_001, 'a stroke is told')

      const bornBefore = births()
      Object.assign(client, { seq: 40 }) // As if the messages between were lost on the way.
      client.publishDeviceData('Die', strokes(4_000_000_009))
      await until(() => births() > bornBefore, 'it is asked for a rebirth')
      await until(() => sink.at('Plant One/Press 4/Die:Strokes')?.quality === 'good', 'it is good again')
      assert.equal(source.status().nodes[0]?.gaps, 1)
      assert.equal(source.status().nodes[0]?.state, 'online')

      client.stop()
      await until(() => source.status().nodes[0]?.state === 'offline', 'it died')
      assert.deepEqual(sink.at('Plant One/Press 4/Die:Force'), { value: 812.5, quality: 'stale' })
      assert.deepEqual(sink.aside, [])
    } finally {
      client.stop()
      await source.stop()
      await broker.stop()
    }
  })
}
