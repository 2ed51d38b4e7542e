/** One Sparkplug edge node over MQTT: births, data by alias with one sequence, deaths, and the will that tells when the connection breaks. */
import mqtt, { type MqttClient } from 'mqtt'
import type { DataTypeName } from '../src/connectors/sparkplug/data-type.ts'
import { type MetricToWrite, writePayload } from '../src/connectors/sparkplug/payload-writer.ts'

export type MetricValue = number | boolean | string

/** The only command that simulated machines obey. */
const REBIRTH = 'Node Control/Rebirth'

export interface DeviceMetric {
  readonly name: string
  readonly type: DataTypeName
  value: MetricValue
}

export interface EdgeNodeOptions {
  readonly brokerUrl: string
  readonly group: string
  readonly node: string
  /** Metrics by device; the node keeps their last values for the next birth. */
  readonly devices: ReadonlyMap<string, readonly DeviceMetric[]>
  readonly plantMs: () => number
}

export interface Told {
  readonly name: string
  readonly value: MetricValue
  readonly atMs: number
}

/** Reconnects by itself; after each connection everything is born anew. */
export class EdgeNode {
  readonly #options: EdgeNodeOptions
  readonly #aliases = new Map<string, number>()
  readonly #lost = new Set<string>()
  #client: MqttClient | undefined
  #bdSeq = -1
  #seq = 0

  constructor(options: EdgeNodeOptions) {
    this.#options = options
    for (const [device, metrics] of options.devices)
      for (const { name } of metrics) this.#aliases.set(`${device}:${name}`, this.#aliases.size + 1)
  }

  /** Resolves with the first births. */
  start(): Promise<void> {
    const { brokerUrl, plantMs } = this.#options
    const client = mqtt.connect(brokerUrl, { clean: true, reconnectPeriod: 1000, manualConnect: true })
    this.#client = client
    // Each connection has a birth and death number of its own, and the will is the death that belongs to it.
    const renewWill = (): void => {
      this.#bdSeq = (this.#bdSeq + 1) % 256
      client.options.will = { topic: this.#topic('NDEATH'), payload: this.#death(plantMs()), qos: 1, retain: false }
    }
    client.on('reconnect', renewWill)
    client.on('message', (_, payload) => {
      if (payload.includes(REBIRTH)) this.#birth()
    })
    client.on('error', () => undefined)
    const born = new Promise<void>((resolve) => {
      client.on('connect', () => {
        client.subscribe(this.#topic('NCMD'), { qos: 1 }, () => {
          this.#birth()
          resolve()
        })
      })
    })
    renewWill()
    client.connect()
    return born
  }

  /** Tells new values of one device, in their order; nothing while its signal is lost. */
  tell(device: string, told: readonly Told[]): void {
    const known = this.#options.devices.get(device) ?? []
    const metrics: MetricToWrite[] = []
    for (const { name, value, atMs } of told) {
      const metric = known.find((each) => each.name === name)
      const alias = this.#aliases.get(`${device}:${name}`)
      if (metric === undefined || alias === undefined) continue
      metric.value = value
      // A host takes the type of later values from the birth.
      metrics.push({ alias, type: metric.type, declared: false, value, timestampMs: atMs })
    }
    if (metrics.length === 0 || this.#lost.has(device) || this.#client?.connected !== true) return
    this.#publish('DDATA', device, metrics)
  }

  /** The device dies: its values are stale from now on. */
  lose(device: string): void {
    if (this.#lost.has(device)) return
    this.#lost.add(device)
    if (this.#client?.connected === true) this.#publish('DDEATH', device, [])
  }

  /** The device is born again with its values as they are. */
  find(device: string): void {
    if (!this.#lost.delete(device) || this.#client?.connected !== true) return
    this.#publish('DBIRTH', device, this.#birthMetrics(device))
  }

  /** Dies as the rules say: the death first, then the connection. */
  async stop(): Promise<void> {
    const client = this.#client
    if (client === undefined) return
    if (client.connected) await client.publishAsync(this.#topic('NDEATH'), this.#death(this.#options.plantMs()), { qos: 1 })
    await client.endAsync(true)
  }

  #birth(): void {
    const { plantMs, devices } = this.#options
    const timestampMs = plantMs()
    this.#seq = 0
    this.#publish('NBIRTH', undefined, [
      { name: 'bdSeq', type: 'Int64', value: this.#bdSeq, timestampMs },
      { name: 'Node Control/Rebirth', type: 'Boolean', value: false, timestampMs },
    ])
    for (const device of devices.keys()) if (!this.#lost.has(device)) this.#publish('DBIRTH', device, this.#birthMetrics(device))
  }

  #birthMetrics(device: string): MetricToWrite[] {
    // A birth states what holds now, also where it has held for long.
    const timestampMs = this.#options.plantMs()
    return (this.#options.devices.get(device) ?? []).map(({ name, type, value }) => ({
      name,
      alias: this.#aliases.get(`${device}:${name}`) ?? 0,
      type,
      value,
      timestampMs,
    }))
  }

  #death(timestampMs: number): Buffer {
    return writePayload({ timestampMs, metrics: [{ name: 'bdSeq', type: 'Int64', value: this.#bdSeq, timestampMs }] })
  }

  #publish(verb: string, device: string | undefined, metrics: readonly MetricToWrite[]): void {
    const payload = writePayload({ timestampMs: this.#options.plantMs(), seq: this.#seq, metrics })
    this.#seq = (this.#seq + 1) % 256
    this.#client?.publish(this.#topic(verb, device), payload, { qos: 0 })
  }

  #topic(verb: string, device?: string): string {
    const { group, node } = this.#options
    return `spBv1.0/${group}/${verb}/${node}${device === undefined ? '' : `/${device}`}`
  }
}
