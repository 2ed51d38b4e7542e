/** The simulated floor: its machines, the edge nodes that tell of them, and the next job of whoever is free, as the projected sequence says. */
import type { DataTypeName } from '../src/connectors/sparkplug/data-type.ts'
import type { Schedule, ScheduleBar } from '../src/core/impact/page-answer.ts'
import type { Disruption } from '../src/core/records/disruption.ts'
import type { Operation } from '../src/core/records/operation.ts'
import type { Signal } from '../src/core/records/signal.ts'
import type { StateWord } from '../src/core/records/state-word.ts'
import type { WorkUnit } from '../src/core/records/work-unit.ts'
import { instantFromMs, instantToMs } from '../src/core/values/instant.ts'
import { chanceOf, seedOf } from './chance.ts'
import { type DeviceMetric, EdgeNode, type MetricValue, type Told } from './edge-node.ts'
import { type Closed, Machine, type MachineTold, type Role, type Wear } from './machine.ts'
import type { PlantClient } from './plant-client.ts'

export interface FloorOptions {
  readonly client: PlantClient
  readonly brokerUrl: string
  readonly plantMs: () => number
  readonly seed: number
  /** Told when an operation begins and when its last piece is done. */
  readonly onWork: (work: { readonly operation: Operation; readonly done: boolean }) => void
}

/** One machine with where and how it speaks. */
interface Station {
  readonly unit: WorkUnit
  readonly machine: Machine
  readonly node: EdgeNode
  readonly device: string
  readonly metricOf: ReadonlyMap<string, string>
  readonly wordOf: ReadonlyMap<string, string>
  readonly power: string | undefined
  closed: readonly Closed[]
  operation: Operation | undefined
}

const TYPES: Readonly<Record<string, DataTypeName>> = {
  state: 'String',
  goodCount: 'UInt64',
  rejectCount: 'UInt64',
  rate: 'Double',
  reason: 'String',
  runningOrder: 'String',
  reading: 'Double',
}
const FIRST: Readonly<Record<string, MetricValue>> = {
  state: 'idle',
  goodCount: 0,
  rejectCount: 0,
  rate: 1,
  reason: '',
  runningOrder: '',
  reading: 0,
}
const LOOK_AHEAD_MS = 10 * 3_600_000
/** A bar that begins so soon after the projection's now may begin. */
const BEGINS_MS = 60_000
/** The server books a piece long before this, in wall time; if it did not, the operation is not done. */
const BOOKED_WITHIN_MS = 15_000
const HALF_HOUR = 30 * 60_000

export class Floor {
  readonly #options: FloorOptions
  readonly #stations = new Map<string, Station>()
  readonly #nodes: EdgeNode[] = []
  #beginning = false
  /** Wall milliseconds at which operations were done here, until the server has booked them. */
  readonly #doneAt = new Map<string, number>()

  constructor(options: FloorOptions) {
    this.#options = options
  }

  /** Reads what machines there are. They work, but nobody hears of it until `connect`. */
  async start(): Promise<void> {
    const { client } = this.#options
    const [units, signals, words, disruptions] = await Promise.all([
      client.list('workUnit'),
      client.list('signal'),
      client.list('stateWord'),
      client.list('disruption'),
    ])
    const speaking = new Map<string, Signal[]>()
    for (const signal of signals) {
      const node = nodeOf(signal.address)
      if (node !== undefined) speaking.set(node, [...(speaking.get(node) ?? []), signal])
    }
    for (const [name, ofNode] of speaking) {
      const node = this.#newNode(name, ofNode)
      for (const unit of units)
        this.#addStation(unit, { node, signals: ofNode.filter((each) => each.workUnitId === unit.id), words, disruptions })
    }
  }

  /** Connects the edge nodes; resolves when all of them were born. */
  async connect(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.start()))
  }

  #newNode(name: string, signals: readonly Signal[]): EdgeNode {
    const [group = '', node = ''] = name.split('/')
    const devices = new Map<string, DeviceMetric[]>()
    for (const { address, role, vocabulary } of signals) {
      const { device, metric } = partsOf(address)
      const value = role === 'state' && vocabulary === 'packml' ? '4' : role === 'state' ? 'IDLE' : (FIRST[role] ?? 0)
      devices.set(device, [...(devices.get(device) ?? []), { name: metric, type: TYPES[role] ?? 'Double', value }])
    }
    const { brokerUrl, plantMs } = this.#options
    const made = new EdgeNode({ brokerUrl, group, node, devices, plantMs })
    this.#nodes.push(made)
    return made
  }

  #addStation(
    unit: WorkUnit,
    from: {
      readonly node: EdgeNode
      readonly signals: readonly Signal[]
      readonly words: readonly StateWord[]
      readonly disruptions: readonly Disruption[]
    },
  ): void {
    const state = from.signals.find(({ role }) => role === 'state')
    if (state === undefined) return
    const { seed, plantMs } = this.#options
    const wear = wearOf(unit.id, from.disruptions)
    this.#stations.set(unit.id, {
      unit,
      machine: new Machine(unit.id, { chance: chanceOf(seedOf(seed, unit.id)), wear, atMs: plantMs() }),
      node: from.node,
      device: partsOf(state.address).device,
      metricOf: new Map(from.signals.map(({ role, address }) => [role, partsOf(address).metric])),
      wordOf: new Map(from.words.filter((each) => each.vocabulary === state.vocabulary).map((each) => [each.state, each.word])),
      power: from.signals.map(({ role, address }) => (role === 'reading' ? partsOf(address).metric : undefined)).find((each) => each),
      closed: [],
      operation: undefined,
    })
  }

  get units(): readonly WorkUnit[] {
    return [...this.#stations.values()].map(({ unit }) => unit)
  }

  machine(unitId: string): Machine | undefined {
    return this.#stations.get(unitId)?.machine
  }

  /** The operation that a work unit works on, by its work order. */
  runningOrders(): readonly { readonly unitId: string; readonly operation: Operation }[] {
    return [...this.#stations.values()].flatMap(({ unit, operation }) => (operation === undefined ? [] : [{ unitId: unit.id, operation }]))
  }

  lose(unitId: string): void {
    const station = this.#stations.get(unitId)
    station?.node.lose(station.device)
  }

  find(unitId: string): void {
    const station = this.#stations.get(unitId)
    station?.node.find(station.device)
  }

  /** Every machine lives on to now and tells what happened. */
  tick(): void {
    const now = this.#options.plantMs()
    for (const station of this.#stations.values()) {
      const told = station.machine.advance(now, station.closed)
      if (told.length > 0)
        station.node.tell(
          station.device,
          told.flatMap((each) => this.#spoken(station, each)),
        )
      const { operation } = station
      if (operation !== undefined && station.machine.job === undefined) {
        station.operation = undefined
        this.#doneAt.set(operation.id, Date.now())
        this.#options.onWork({ operation, done: true })
      }
    }
  }

  #spoken({ metricOf, wordOf }: Station, { role, value, atMs }: MachineTold): Told[] {
    const name = metricOf.get(role satisfies Role)
    if (name === undefined) return []
    return [{ name, value: role === 'state' ? (wordOf.get(String(value)) ?? String(value)) : value, atMs }]
  }

  /** Plain readings, as meters send them: power that follows what the machine does. */
  tellReadings(): void {
    const atMs = this.#options.plantMs()
    for (const { node, device, power, machine } of this.#stations.values()) {
      if (power === undefined) continue
      const base = machine.state === 'producing' ? 18 : machine.state === 'setup' ? 6 : machine.state === 'nonProduction' ? 0.4 : 2.5
      // A slow wave and a fast one, so that a chart has something to show; no chance is needed for that.
      const value = base * (1 + 0.12 * Math.sin(atMs / 47_000) + 0.05 * Math.sin(atMs / 6100 + machine.id.length))
      node.tell(device, [{ name: power, value: Math.round(value * 100) / 100, atMs }])
    }
  }

  get anyFree(): boolean {
    return [...this.#stations.values()].some(({ machine }) => machine.free)
  }

  /** Asks for the projected sequence, and lets each free machine begin what may begin. One such round at a time. */
  async assign(): Promise<void> {
    if (this.#beginning) return
    this.#beginning = true
    try {
      const now = this.#options.plantMs()
      const schedule = await this.#options.client.schedule(instantFromMs(now - HALF_HOUR), instantFromMs(now + LOOK_AHEAD_MS))
      for (const row of schedule.rows) {
        const station = this.#stations.get(row.workUnit.id)
        if (station === undefined) continue
        station.closed = row.closed.map(({ fromAt, toAt }) => ({ fromMs: instantToMs(fromAt), toMs: instantToMs(toAt) }))
        const bar = station.machine.free ? row.bars.find((each) => mayBegin(each, schedule)) : undefined
        if (bar !== undefined) await this.#begin(station, bar)
      }
    } finally {
      this.#beginning = false
    }
  }

  async #begin(station: Station, bar: ScheduleBar): Promise<void> {
    const operation = await this.#options.client.get('operation', bar.id)
    if (operation === undefined || operation.status === 'completed') return
    // The last piece may not be booked yet: nobody makes it twice.
    if (Date.now() - (this.#doneAt.get(operation.id) ?? 0) < BOOKED_WITHIN_MS) return
    const pieces = Math.round(bar.quantity.value - (operation.completed?.value ?? 0) - (operation.scrapped?.value ?? 0))
    if (pieces <= 0 || !station.machine.free) return
    station.machine.begin({
      order: `${bar.workOrderId}/${bar.sequence}`,
      pieces,
      setupMs: bar.standing === 'running' ? 0 : bar.setupSeconds * 1000,
      pieceMs: Math.max(1, operation.runSecondsPerUnit ?? 60) * 1000,
    })
    station.operation = operation
    this.#options.onWork({ operation, done: false })
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.stop()))
  }
}

/** What runs goes on; what is planned may begin when the projection lets it begin at its own now. */
function mayBegin(bar: ScheduleBar, schedule: Schedule): boolean {
  if (bar.standing === 'running') return true
  return bar.standing === 'planned' && instantToMs(bar.fromAt) <= instantToMs(schedule.at) + BEGINS_MS
}

/** `pumps/machining` of `pumps/machining/mill-1:State`; undefined where the address has no device. */
function nodeOf(address: string): string | undefined {
  return /^([^/]+\/[^/]+)\/[^/]+:/.exec(address)?.[1]
}

function partsOf(address: string): { readonly device: string; readonly metric: string } {
  const colon = address.indexOf(':')
  return { device: address.slice(0, colon).split('/')[2] ?? '', metric: address.slice(colon + 1) }
}

/** The reasons and the median of the repairs that are on record for the unit. */
function wearOf(unitId: string, disruptions: readonly Disruption[]): Wear {
  const repairs = disruptions.filter((each) => each.kind === 'workUnitDown' && each.workUnitId === unitId && each.closedAt !== undefined)
  const lengths = repairs.map(({ startAt, closedAt }) => instantToMs(closedAt ?? startAt) - instantToMs(startAt)).sort((a, b) => a - b)
  const reasons = [...new Set(repairs.flatMap(({ reason }) => reason ?? []))]
  return { reasons, medianRepairMs: lengths[Math.floor(lengths.length / 2)] ?? 2 * 3_600_000 }
}
