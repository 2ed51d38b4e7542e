/**
 * How many metrics a second come in without loss: from the publish of an edge fleet to the sink of the floor, decoded, in order, by latest value.
 * Beside each figure, a subscriber that only counts, over the same connection, on the same broker, in the same run: their ratio is ours, the rest is the broker's.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startBroker } from '../src/broker/start-broker.ts'
import { startMosquitto, type TestBroker } from '../test/sparkplug-brokers.fixture.ts'
import type { Load, Sent } from './ingest-load.ts'
import type { Heard } from './ingest-subscriber.ts'

const LOAD = join(import.meta.dirname, 'ingest-load.ts')
const SUBSCRIBER = join(import.meta.dirname, 'ingest-subscriber.ts')
const P99_MAX_MS = 100
/** What a flow of Node-RED that writes in batches takes in without loss on two cores, for comparison; metrics a second. */
const FLOW_RATE = 120_000

const FLEET = { edges: 20, devices: 5, metricsOfDevice: 100, metricsOfMessage: 20 }
/** Where the search of the whole floor begins; metrics a second. */
const FLOOR_FROM = 100_000
/** Messages left out in the last run, which lasts until the connector has given up waiting for the last of them. */
const GAPS = 40
const GAPS_GRACE_MS = 2500
const GRACE_MS = 300

/** What takes the messages: something that only counts, the connector alone, or the whole floor with its database. */
type Role = 'count' | 'host' | 'floor'
const ROLE_NAMES: Readonly<Record<Role, string>> = { count: 'only count', host: 'connector ', floor: 'whole floor' }

/** The signals that carry the sender's clock, one in each message. */
const CLOCKS = Array.from({ length: FLEET.edges * FLEET.devices }, (_, d) =>
  Array.from(
    { length: FLEET.metricsOfDevice / FLEET.metricsOfMessage },
    (_, m) => `bench/edge${d % FLEET.edges}/device${Math.floor(d / FLEET.edges)}:Tag ${m * FLEET.metricsOfMessage}`,
  ),
).flat()

interface Kind {
  readonly name: string
  /** Where the search begins; metrics a second. */
  readonly from: number
  start(): Promise<TestBroker>
}

const KINDS: readonly (Kind | undefined)[] = [
  existsSync('/usr/sbin/mosquitto') ? { name: 'mosquitto', from: 400_000, start: () => startMosquitto() } : undefined,
  { name: 'embedded broker', from: 50_000, start: () => startBroker({ address: '127.0.0.1', port: 0 }) },
]

interface Trial {
  readonly rate: number
  readonly sent: Sent
  readonly heard: Heard
  readonly held: boolean
}

interface Subscriber {
  report(): Promise<Heard>
  stop(): void
}

const once = <T>(child: ChildProcess): Promise<T> => new Promise((resolve) => child.once('message', (message) => resolve(message as T)))

async function startSubscriber(role: Role, url: string): Promise<Subscriber> {
  const child = fork(SUBSCRIBER, [role, url, JSON.stringify(role === 'floor' ? CLOCKS : [])])
  await once(child)
  return {
    async report() {
      const answer = once<Heard>(child)
      child.send('report')
      return answer
    },
    stop: () => child.kill(),
  }
}

/** Sends, and has `arrived` told what came before the fleet goes. */
async function send(load: Load, arrived: () => Promise<Heard>): Promise<{ readonly sent: Sent; readonly heard: Heard }> {
  const child = fork(LOAD, [JSON.stringify(load)])
  const sent = await once<Sent>(child)
  const heard = await arrived()
  child.kill()
  return { sent, heard }
}

interface Search {
  readonly kind: Kind
  readonly role: Role
  readonly seconds: number
  readonly step: number
}

/** Raises the rate step by step until something is lost, late, or can't even be sent; gives the last trial that held. */
async function highestRate({ kind, role, seconds, step }: Search): Promise<Trial | undefined> {
  let best: Trial | undefined
  for (let rate = role === 'floor' ? Math.min(kind.from, FLOOR_FROM) : kind.from; ; rate = Math.round((rate * step) / 1000) * 1000) {
    let trial = await tryRate(kind, { role, rate, seconds })
    // A second attempt, so that a moment in which the machine did something else does not decide.
    if (!trial.held) trial = await tryRate(kind, { role, rate, seconds })
    console.log(`  ${ROLE_NAMES[role]} ${told(trial)}`)
    if (!trial.held) return best
    best = trial
  }
}

interface Attempt {
  readonly role: Role
  readonly rate: number
  readonly seconds: number
  readonly gaps?: number
}

async function tryRate(kind: Kind, { role, rate, seconds, gaps = 0 }: Attempt): Promise<Trial> {
  const broker = await kind.start()
  const subscriber = await startSubscriber(role, broker.url)
  const load: Load = { ...FLEET, port: Number(new URL(broker.url).port), rate, seconds, gaps, graceMs: gaps > 0 ? GAPS_GRACE_MS : GRACE_MS }
  const { sent, heard } = await send(load, () => subscriber.report())
  subscriber.stop()
  await broker.stop()
  const complete = heard.messages === sent.messages && sent.behind < 0.02 * rate * seconds
  // Messages that wait for one that never comes are late by intention.
  const inTime = role === 'count' || gaps > 0 || heard.p99 < P99_MAX_MS
  const kept = role !== 'floor' || heard.metrics >= sent.messages
  return { rate, sent, heard, held: complete && inTime && kept && (role === 'count' || heard.gaps === sent.gaps) }
}

function told({ rate, sent, heard, held }: Trial): string {
  const missing = sent.messages - heard.messages
  const latency = heard.p99 === 0 ? '' : ` · p50 ${heard.p50.toFixed(1)} ms, p99 ${heard.p99.toFixed(1)} ms`
  const behind = sent.behind > 0 ? ` · ${Math.round(sent.behind)} could not be sent in time` : ''
  return `${millions(rate)}/s: ${missing} of ${sent.messages} messages lost · ${heard.cpuSeconds.toFixed(2)} CPU s${latency}${behind}${held ? '' : ' · does not hold'}`
}

const millions = (rate: number): string => `${(rate / 1e6).toFixed(3)} M`

/** Searches the highest rate through each broker. `--quick` takes shorter runs and larger steps. */
export async function run(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick')
  const [seconds, step] = quick ? [2.5, 1.6] : [4, 1.25]
  for (const kind of KINDS) {
    if (kind === undefined) {
      console.log('mosquitto is not installed, so that only the embedded broker is measured: apt-get install mosquitto')
      continue
    }
    console.log(`Sparkplug through ${kind.name}, ${FLEET.metricsOfMessage} metrics a message, ${FLEET.edges} edge nodes`)
    const count = await highestRate({ kind, role: 'count', seconds, step })
    const host = await highestRate({ kind, role: 'host', seconds, step })
    if (host === undefined || count === undefined) {
      console.log('  no rate held: the machine is too busy')
      continue
    }
    const gapped = await tryRate(kind, { role: 'host', rate: host.rate / 2, seconds, gaps: GAPS })
    console.log(
      `  gaps, at half of that: ${gapped.heard.gaps} noticed of ${gapped.sent.gaps} injected, ${gapped.sent.messages - gapped.heard.messages} other messages lost`,
    )
    const floor = await highestRate({ kind, role: 'floor', seconds, step })
    if (floor !== undefined)
      console.log(
        `  whole floor, each message's mapped value durable: ${millions(floor.rate)}/s, p99 from publish to durable ${floor.heard.p99.toFixed(0)} ms, ${(floor.rate / FLOW_RATE).toFixed(1)} times that flow`,
      )
    const flow = host.rate / FLOW_RATE
    console.log(
      `  highest rate without loss: ${millions(host.rate)}/s, ${(host.rate / count.rate).toFixed(2)} of a subscriber that only counts,`,
    )
    console.log(`  ${flow.toFixed(1)} times a flow of Node-RED that writes in batches (its published figure, not run here)`)
  }
}

if (import.meta.main) await run(process.argv.slice(2))
