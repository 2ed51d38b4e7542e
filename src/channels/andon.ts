/** Lights over work centers: what is open there, retained on the broker under a topic of our own. Nothing is ever published towards machines. */
import { randomUUID } from 'node:crypto'
import { connect, type IClientOptions, type MqttClient } from 'mqtt'

export interface AndonOptions {
  /** As `mqtt://host:1883`, or `mqtts://host:8883`. */
  readonly url: string
  readonly protocol: 4 | 5
  readonly user?: string
  readonly password?: string
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** What every topic begins with. Throws `RangeError` where it is one of machines, or of the broker itself. */
  readonly prefix: string
}

export interface Andon {
  /** Shows what each work center has; what is shown already is not published again. */
  show(states: readonly { readonly workCenterId: string; readonly payload: string }[]): void
  status(): { readonly connected: boolean; readonly lastError: string | null }
  close(): Promise<void>
}

const RECONNECT_MS = 5000

export function openAndon(options: AndonOptions): Andon {
  const { url, prefix } = options
  if (!isOwnTopic(prefix)) throw new RangeError('andon: the topic belongs to machines or to the broker')
  const wanted = new Map<string, string>()
  const shown = new Map<string, string>()
  let lastError: string | null = null
  const client = connect(url, clientOptions(options))
  const publish = (topic: string, payload: string): void => {
    if (!client.connected || shown.get(topic) === payload) return
    shown.set(topic, payload)
    client.publish(topic, payload, { qos: 1, retain: true }, (error) => {
      // What was not taken is published again with the next connection.
      if (error !== undefined && error !== null && shown.get(topic) === payload) shown.delete(topic)
    })
  }
  client.on('connect', () => {
    lastError = null
    // The broker may have lost what it retained.
    shown.clear()
    for (const [topic, payload] of wanted) publish(topic, payload)
  })
  client.on('error', (error) => {
    lastError = error.message
  })
  return {
    show(states) {
      for (const { workCenterId, payload } of states) {
        const topic = `${prefix}/${encodeURIComponent(workCenterId)}`
        wanted.set(topic, payload)
        publish(topic, payload)
      }
    },
    status: () => ({ connected: client.connected, lastError }),
    close: () => ended(client),
  }
}

/** Whether a topic may be ours: neither a machine's (Sparkplug) nor the broker's own, and one that can be published to. */
export function isOwnTopic(prefix: string): boolean {
  return /^[^$/+#\s][^+#\s]{0,150}$/.test(prefix) && !prefix.endsWith('/') && !/^(spBv1\.0|STATE)(\/|$)/i.test(prefix)
}

function clientOptions({ protocol, user, password, ca, cert, key }: AndonOptions): IClientOptions {
  return {
    protocolVersion: protocol,
    clientId: `throughline-andon-${randomUUID()}`,
    clean: true,
    reconnectPeriod: RECONNECT_MS,
    // What waits is told by `wanted`: a queue would publish lights that are out again.
    queueQoSZero: false,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
}

function ended(client: MqttClient): Promise<void> {
  return new Promise((resolve) => client.end(!client.connected, {}, () => resolve()))
}
