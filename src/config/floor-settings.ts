/** Settings of the floor: which broker machines are heard through, how Throughline behaves on it, and how long readings are kept. */
import { z } from 'zod'
import type { Problem } from '../core/values/result.ts'
import type { Setting } from './setting.ts'

/** How machines are heard. Paths are absolute. */
export interface FloorConfig {
  readonly mqtt: {
    /** Absent means the embedded broker. */
    readonly url: string | undefined
    /** Where the embedded broker listens; port 0 takes any that is free. */
    readonly listen: { readonly address: string; readonly port: number }
    /** Both or neither. On the embedded broker, what machines sign in with; on another, what we sign in with. */
    readonly user: string | undefined
    readonly password: string | undefined
    readonly caFile: string | undefined
    /** Both or neither. */
    readonly certFile: string | undefined
    readonly keyFile: string | undefined
    readonly protocol: 4 | 5
  }
  readonly sparkplug: {
    readonly tier: 0 | 1
    readonly hostId: string
    /** Absent means all. */
    readonly groups: readonly string[] | undefined
  }
  /** Older readings are dropped, a day at a time. */
  readonly historyDays: number
}

/** A part of a Sparkplug topic: it must not hold what MQTT reads as a level or a wildcard. */
const TOPIC_PART = /^[^+#/\s]{1,200}$/

export const floorSettings: readonly Setting[] = [
  {
    key: 'mqtt.url',
    env: 'THROUGHLINE_MQTT_URL',
    schema: z.string().regex(/^mqtts?:\/\/(\[[0-9a-fA-F:]+\]|[^\s/@:[\]]+)(:\d{1,5})?$/),
    kind: 'text',
    allowed: 'mqtt://host:port, or mqtts://host:port for TLS, without user and password',
    example: 'mqtts://broker.example:8883',
    doc: 'Your own MQTT broker. Without it, the embedded one is started, and machines connect to it. User and password have settings of their own.',
  },
  {
    key: 'mqtt.listenAddress',
    env: 'THROUGHLINE_MQTT_LISTEN_ADDRESS',
    schema: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')]),
    kind: 'text',
    allowed: 'an IPv4 or IPv6 address, or localhost',
    default: '127.0.0.1',
    example: '192.0.2.10',
    doc: 'Where the embedded broker listens. Any other than a loopback address needs `mqtt.user` and `mqtt.password`, with which machines then sign in.',
  },
  {
    key: 'mqtt.listenPort',
    env: 'THROUGHLINE_MQTT_LISTEN_PORT',
    schema: z.int().min(0).max(65_535),
    kind: 'number',
    allowed: 'a whole number from 1 to 65535, or 0 for any free port',
    default: 1883,
    example: '1884',
    doc: 'The port of the embedded broker. A port that is taken is never replaced by another one in silence.',
  },
  {
    key: 'mqtt.user',
    env: 'THROUGHLINE_MQTT_USER',
    schema: z.string().min(1).max(200),
    kind: 'text',
    allowed: '1 to 200 characters',
    example: 'throughline',
    doc: 'The user to sign in to the broker with; on the embedded broker, the one that machines sign in with.',
  },
  {
    key: 'mqtt.password',
    env: 'THROUGHLINE_MQTT_PASSWORD',
    schema: z.string().min(1).max(1000),
    kind: 'text',
    allowed: '1 to 1000 characters',
    example: 'a-long-password',
    doc: 'The password of that user.',
    secret: true,
  },
  {
    key: 'mqtt.ca',
    env: 'THROUGHLINE_MQTT_CA',
    schema: z.string().min(1),
    kind: 'path',
    allowed: 'the path of a PEM file',
    example: '/etc/throughline/broker-ca.pem',
    doc: 'The certificate authority of a broker whose certificate no public one has signed.',
  },
  {
    key: 'mqtt.cert',
    env: 'THROUGHLINE_MQTT_CERT',
    schema: z.string().min(1),
    kind: 'path',
    allowed: 'the path of a PEM file',
    example: '/etc/throughline/client.pem',
    doc: 'Our own certificate, for brokers that ask for one.',
  },
  {
    key: 'mqtt.key',
    env: 'THROUGHLINE_MQTT_KEY',
    schema: z.string().min(1),
    kind: 'path',
    allowed: 'the path of a PEM file',
    example: '/etc/throughline/client.key',
    doc: 'The private key of that certificate.',
  },
  {
    key: 'mqtt.protocol',
    env: 'THROUGHLINE_MQTT_PROTOCOL',
    schema: z.int().min(4).max(5),
    kind: 'number',
    allowed: '4 for MQTT 3.1.1, or 5',
    default: 4,
    example: '5',
    doc: 'Which MQTT to speak to your own broker. The embedded one speaks 3.1.1.',
  },
  {
    key: 'sparkplug.tier',
    env: 'THROUGHLINE_SPARKPLUG_TIER',
    schema: z.int().min(0).max(1),
    kind: 'number',
    allowed: '0 or 1',
    default: 0,
    example: '1',
    doc: 'With 0, Throughline only listens and never publishes anything. With 1 it also says whether it is there (STATE) and asks edge nodes for a rebirth when it missed something. It never writes to a machine.',
  },
  {
    key: 'sparkplug.hostId',
    env: 'THROUGHLINE_SPARKPLUG_HOST_ID',
    schema: z.string().regex(TOPIC_PART),
    kind: 'text',
    allowed: '1 to 200 characters without +, #, / and spaces',
    default: 'throughline',
    example: 'plant-1',
    doc: 'The name under which STATE is published. Two hosts on one broker need two names.',
  },
  {
    key: 'sparkplug.groups',
    env: 'THROUGHLINE_SPARKPLUG_GROUPS',
    schema: z.string().refine((text) => groupsOf(text).every((group) => TOPIC_PART.test(group)) && groupsOf(text).length > 0),
    kind: 'text',
    allowed: 'group ids with commas between them, without +, # and /',
    example: 'hall-1,hall-2',
    doc: 'Which Sparkplug groups to listen to; all when not set.',
  },
  {
    key: 'floor.historyDays',
    env: 'THROUGHLINE_FLOOR_HISTORY_DAYS',
    schema: z.int().min(1).max(3650),
    kind: 'number',
    allowed: 'a whole number of days from 1 to 3650',
    default: 30,
    example: '90',
    doc: 'For how long readings are kept; a million of them take about 100 MB. States, counts and the journal are kept whatever this says.',
  },
]

type Values = ReadonlyMap<string, string | number | undefined>

export function floorConfigOf(values: Values): FloorConfig {
  const text = (key: string): string | undefined => values.get(key) as string | undefined
  const groups = text('sparkplug.groups')
  return {
    mqtt: {
      url: text('mqtt.url'),
      listen: { address: values.get('mqtt.listenAddress') as string, port: values.get('mqtt.listenPort') as number },
      user: text('mqtt.user'),
      password: text('mqtt.password'),
      caFile: text('mqtt.ca'),
      certFile: text('mqtt.cert'),
      keyFile: text('mqtt.key'),
      protocol: values.get('mqtt.protocol') as 4 | 5,
    },
    sparkplug: {
      tier: values.get('sparkplug.tier') as 0 | 1,
      hostId: values.get('sparkplug.hostId') as string,
      groups: groups === undefined ? undefined : groupsOf(groups),
    },
    historyDays: values.get('floor.historyDays') as number,
  }
}

function groupsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '')
}

/** What does not fit together although each value is allowed. */
export function problemsOfFloor(values: Values): readonly Problem[] {
  const isSet = (key: string): boolean => values.get(key) !== undefined
  const problems: Problem[] = []
  for (const [one, other] of [
    ['mqtt.user', 'mqtt.password'],
    ['mqtt.cert', 'mqtt.key'],
  ] as const) {
    if (isSet(one) !== isSet(other)) problems.push(conflict(isSet(one) ? one : other, `Also set ${isSet(one) ? other : one}.`))
  }
  const secure = String(values.get('mqtt.url') ?? '').startsWith('mqtts:')
  for (const key of ['mqtt.ca', 'mqtt.cert']) {
    if (isSet(key) && !secure) problems.push(conflict(key, 'Certificates need a broker with TLS: set mqtt.url to mqtts://host:port.'))
  }
  if (isSet('mqtt.url')) return problems
  if (values.get('mqtt.protocol') === 5)
    problems.push(conflict('mqtt.protocol', 'The embedded broker speaks 4 (MQTT 3.1.1): leave it out, or set mqtt.url.'))
  const address = String(values.get('mqtt.listenAddress') ?? 'localhost')
  if (!/^(localhost|::1|127\.\d+\.\d+\.\d+)$/.test(address) && !isSet('mqtt.user'))
    problems.push(conflict('mqtt.listenAddress', 'Set mqtt.user and mqtt.password for the machines, or listen on 127.0.0.1.'))
  return problems
}

function conflict(key: string, next: string): Problem {
  return { code: 'config-conflict', message: 'A setting does not fit the others.', next, facts: { key } }
}
