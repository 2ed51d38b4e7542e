/** One connection to an MQTT server, from its beginning to its end. Whoever wants another one afterwards opens it. */
import { randomUUID } from 'node:crypto'
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type IClientOptions, MqttClient } from 'mqtt'
import type { Problem } from '../../core/values/result.ts'
import { type Tap, tapPublishes } from './publish-tap.ts'

/** How to reach a server, and as whom. */
export interface MqttAccess {
  /** `mqtt://host:port` or `mqtts://host:port`; user and password may stand in it. */
  readonly url: string
  /** 4 is MQTT 3.1.1, 5 is MQTT 5. */
  readonly protocol?: 4 | 5
  readonly user?: string
  readonly password?: string
  /** PEM. Without it, the authorities that the machine trusts count. */
  readonly ca?: string
  /** PEM of our own certificate and its key, where the server asks for one. */
  readonly cert?: string
  readonly key?: string
}

export interface Will {
  readonly topic: string
  readonly payload: string
}

export interface LinkEvents extends Omit<Tap, 'version'> {
  /** The server took us; nothing is subscribed yet. */
  readonly onOpen: (link: MqttLink) => void
  /** It is over: once, also where it never began. */
  readonly onClosed: (problem: Problem) => void
}

export interface MqttLink {
  /** Resolves when the server granted all topics; rejects with an error that carries a problem. */
  subscribe(topics: readonly string[]): Promise<void>
  /** Retained publications are acknowledged (QoS 1), others are not (QoS 0). Rejects when the connection ends before. */
  publish(topic: string, payload: string | Buffer, how: { readonly retain: boolean }): Promise<void>
  /** Ends it by a DISCONNECT, after which the server does not publish the will. */
  close(): Promise<void>
}

const KEEPALIVE_SECONDS = 30
const CONNECT_TIMEOUT_MS = 10_000
/** Unacknowledged messages that the server may send ahead. */
const RECEIVE_MAXIMUM = 1_000

/** An error that carries what to do next. */
export function linkError(problem: Problem): Error {
  return new Error(problem.message, { cause: problem })
}

/** The address without user and password, as it may be shown. Throws an error with a `Problem` where it is none. */
export function shownUrl(url: string): string {
  const parsed = parseUrl(url)
  return `${parsed.protocol}//${parsed.host}`
}

function parseUrl(url: string): URL {
  const parsed = URL.parse(url)
  if (parsed !== null && (parsed.protocol === 'mqtt:' || parsed.protocol === 'mqtts:') && parsed.hostname !== '') return parsed
  throw linkError({
    code: 'mqtt-url-invalid',
    message: 'The address of the MQTT server is none.',
    next: 'Write it as mqtt://host:1883, or as mqtts://host:8883 where it speaks TLS.',
    facts: {},
  })
}

/** Opens a connection, and gives back what breaks it off. Throws where the address is none; all else is told by the events. */
export function openLink(access: MqttAccess, will: Will | null, events: LinkEvents): () => void {
  const url = parseUrl(access.url)
  const version = access.protocol ?? 4
  let problem: Problem | undefined
  const client = new MqttClient(() => tapPublishes(openSocket(access, url), { ...events, version }), clientOptions(access, url, will))
  const link = linkOf(client)
  client.on('connect', () => events.onOpen(link))
  client.on('error', (error) => {
    problem ??= problemOf(error, shownUrl(access.url))
    client.end(true)
  })
  client.on('disconnect', (packet) => {
    problem ??= problemOf(Object.assign(new Error('The server ended the session.'), { code: packet.reasonCode ?? 0 }), shownUrl(access.url))
  })
  client.once('close', () => {
    client.end(true)
    events.onClosed(problem ?? problemOf(new Error('The connection was closed.'), shownUrl(access.url)))
  })
  return () => void client.end(true)
}

function clientOptions(access: MqttAccess, url: URL, will: Will | null): IClientOptions {
  const version = access.protocol ?? 4
  const user = access.user ?? decodeURIComponent(url.username)
  const password = access.password ?? decodeURIComponent(url.password)
  return {
    protocolVersion: version,
    clientId: `throughline-${randomUUID()}`,
    clean: true,
    keepalive: KEEPALIVE_SECONDS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 0,
    resubscribe: false,
    ...(user !== '' && { username: user }),
    ...(password !== '' && { password }),
    ...(version === 5 && { properties: { sessionExpiryInterval: 0, receiveMaximum: RECEIVE_MAXIMUM } }),
    ...(will !== null && { will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: true } }),
  }
}

function openSocket({ ca, cert, key }: MqttAccess, url: URL): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'mqtts:'
  const port = url.port === '' ? (secure ? 8883 : 1883) : Number(url.port)
  const socket = secure
    ? connectTls({
        host,
        port,
        minVersion: 'TLSv1.2',
        ...(isIP(host) === 0 && { servername: host }),
        ...(ca !== undefined && { ca }),
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
      })
    : connectPlain({ host, port })
  socket.setNoDelay(true)
  return socket
}

function linkOf(client: MqttClient): MqttLink {
  return {
    async subscribe(topics) {
      // At QoS 1, for deaths are sent so; what is published at QoS 0 comes at QoS 0 all the same.
      const granted = await client.subscribeAsync([...topics], { qos: 1 })
      const refused = granted.filter(({ qos }) => qos > 2)
      if (refused.length > 0) throw linkError(refusal(refused.map(({ topic }) => topic)))
    },
    async publish(topic, payload, { retain }) {
      await client.publishAsync(topic, payload, { qos: retain ? 1 : 0, retain })
    },
    async close() {
      await client.endAsync()
    },
  }
}

function refusal(topics: readonly string[]): Problem {
  return {
    code: 'mqtt-subscription-refused',
    message: 'The MQTT server does not let us listen.',
    next: 'Give the account that Throughline uses there the right to subscribe to these topics.',
    facts: { topics: topics.join(', ') },
  }
}

/** What an error of the library, the network or TLS means for whoever has to mend it. */
function problemOf(error: Error, url: string): Problem {
  const code = 'code' in error ? error.code : undefined
  const facts = { url, reason: error.message }
  if (code === 4 || code === 5 || code === 134 || code === 135) {
    const next = 'Check user, password and client certificate, and that the account may connect.'
    return { code: 'mqtt-refused', message: 'The MQTT server does not let us in.', next, facts }
  }
  if (code === 1 || code === 132) {
    const next = 'Set the other version of the protocol, 4 for MQTT 3.1.1 or 5 for MQTT 5.'
    return { code: 'mqtt-protocol-refused', message: 'The MQTT server does not speak this version of the protocol.', next, facts }
  }
  if (typeof code === 'string' && /CERT|SSL|TLS|SIGNATURE|ALTNAME/.test(code)) {
    const next =
      'Check the certificate of the authority, our own certificate and key, and that the name in the address is the one in the certificate of the server.'
    return { code: 'mqtt-tls-failed', message: 'No trusted connection to the MQTT server could be made.', next, facts }
  }
  const next = 'Check the address, that the server runs, and the way to it. It is tried again by itself.'
  return { code: 'mqtt-unreachable', message: 'There is no connection to the MQTT server.', next, facts }
}
