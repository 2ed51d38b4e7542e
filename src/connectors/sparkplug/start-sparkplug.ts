/** The Sparkplug connector: listens to one MQTT server, and puts what its edge nodes tell into the floor's sink. */
import { randomUUID } from 'node:crypto'
import { type Instant, instantFromMs } from '../../core/values/instant.ts'
import type { Problem } from '../../core/values/result.ts'
import type { ConnectionStatus, FloorSink, FloorSource } from '../../engine/floor-ports.ts'
import type { Standing } from './edge-node.ts'
import { receive, rememberedBirths, serverFound, serverLost, startHost, tick } from './host.ts'
import { type Presence, presenceOf } from './host-presence.ts'
import { count, type Effect, type Host, type Moment, takeEffects } from './host-state.ts'
import { type MqttAccess, type MqttLink, openLink, shownUrl } from './mqtt-link.ts'
import { writePayload } from './payload-writer.ts'
import { dataTopics, rebirthTopic, stateTopic } from './topic.ts'

export interface SparkplugOptions extends MqttAccess {
  /** What it is called in the list of connections. */
  readonly name: string
  /** 0 only listens, and publishes nothing at all; 1 also states that it is there and asks for rebirths. */
  readonly tier: 0 | 1
  /** By which edge nodes know this host in tier 1; a new one for each start when not stated. */
  readonly hostId?: string
  /** Groups to listen to; all when none is stated. */
  readonly groups?: readonly string[]
  readonly sink: FloorSink
  /** Plant milliseconds since 1970-01-01T00:00:00Z. */
  readonly clock: () => number
  /** What `remember` gave in earlier runs, by key. Keys of others are passed over. */
  readonly memory: Readonly<Record<string, Uint8Array>>
  /** How long a message may wait for one that was sent before it; 2000 when not stated. */
  readonly reorderTimeoutMs?: number
}

export interface SparkplugSource extends FloorSource {
  /** What is to be remembered since the last call, by key; null where it is to be forgotten. Given as `memory` to the next start. */
  remember(): Readonly<Record<string, Uint8Array | null>>
}

const REORDER_TIMEOUT_MS = 2_000
const RETRY_MS = 1_000
const RETRY_MAX_MS = 30_000

interface Connector {
  readonly options: SparkplugOptions
  readonly hostId: string
  readonly host: Host
  state: ConnectionStatus['state']
  since: Instant
  problem: Problem | null
  link: MqttLink | null
  presence: Presence | null
  /** Breaks off the connection or the attempt. */
  breakOff: () => void
  retries: number
  retryTimer: NodeJS.Timeout | undefined
  tickTimer: NodeJS.Timeout | undefined
  /** For when `tickTimer` is set. */
  tickAtMs: number
  stopped: boolean
}

/**
 * Starts to listen. Resolves after the first attempt to connect, whether it succeeded or not: `status` tells, and it is tried again for ever.
 * Rejects with an error that carries a `Problem` only where the options can't be right.
 */
export async function startSparkplug(options: SparkplugOptions): Promise<SparkplugSource> {
  shownUrl(options.url)
  const prefix = `${options.name}:`
  const memory = Object.entries(options.memory).filter(([key]) => key.startsWith(prefix))
  const settings = {
    tier: options.tier,
    reorderTimeoutMs: options.reorderTimeoutMs ?? REORDER_TIMEOUT_MS,
    series: options.sink.series.bind(options.sink),
    random: Math.random,
  }
  const connector: Connector = {
    options,
    hostId: options.hostId ?? `throughline-${randomUUID()}`,
    host: startHost(settings, Object.fromEntries(memory.map(([key, bytes]) => [key.slice(prefix.length), bytes]))),
    state: 'connecting',
    since: instantFromMs(options.clock()),
    problem: null,
    link: null,
    presence: null,
    breakOff: () => undefined,
    retries: 0,
    retryTimer: undefined,
    tickTimer: undefined,
    tickAtMs: Number.POSITIVE_INFINITY,
    stopped: false,
  }
  await new Promise<void>((resolve) => connect(connector, resolve))
  return {
    status: () => statusOf(connector),
    remember: () => Object.fromEntries([...rememberedBirths(connector.host)].map(([key, bytes]) => [prefix + key, bytes])),
    stop: () => stop(connector),
  }
}

function momentOf({ options }: Connector): Moment {
  return { wallMs: performance.now(), plantMs: options.clock() }
}

function become(connector: Connector, state: ConnectionStatus['state'], problem: Problem | null): void {
  if (connector.state !== state) connector.since = instantFromMs(connector.options.clock())
  connector.state = state
  connector.problem = problem
}

/** One attempt; `tried` is called when it is known how it went. */
function connect(connector: Connector, tried: () => void): void {
  const { host, options, hostId } = connector
  const presence = options.tier === 1 ? presenceOf(hostId, Date.now()) : null
  const own = stateTopic(hostId)
  let [link, now]: [MqttLink | null, Moment] = [null, momentOf(connector)]
  let fresh = true
  connector.breakOff = openLink(options, presence?.will ?? null, {
    onPublish(topic, cursor, retained) {
      if (fresh) now = momentOf(connector)
      fresh = false
      receive(host, { topic, cursor, retained }, now)
      if (topic !== own || presence === null || link === null || connector.stopped) return
      const { bytes, at, end } = cursor
      if (!presence.heard(bytes.toString('utf8', at, end), link)) giveUp(connector, duplicateHost(hostId))
    },
    onBurst() {
      fresh = true
      settle(connector)
    },
    onOversize: () => count(host, 'payload above 1 MiB'),
    onOpen(opened) {
      link = opened
      void begin(connector, { link: opened, presence }).then(tried)
    },
    onClosed(problem) {
      ended(connector, problem)
      tried()
    },
  })
}

/** Subscribes before anything is published, then states that we are there. */
async function begin(
  connector: Connector,
  { link, presence }: { readonly link: MqttLink; readonly presence: Presence | null },
): Promise<void> {
  const { host, options, hostId } = connector
  try {
    await link.subscribe([...(presence === null ? [] : [stateTopic(hostId)]), ...dataTopics(options.groups ?? [])])
    // Births that a broker keeps for newcomers. One that does not know Sparkplug has none, and one that refuses is no worse than that.
    await link.subscribe(['$sparkplug/certificates/spBv1.0/#']).catch(() => undefined)
    await presence?.announce(link)
  } catch (error) {
    if (error instanceof Error && isProblem(error.cause)) connector.problem = error.cause
    await link.close().catch(() => undefined)
    return
  }
  if (connector.stopped) return
  connector.link = link
  connector.presence = presence
  connector.retries = 0
  become(connector, 'connected', null)
  serverFound(host, momentOf(connector))
  settle(connector)
}

function isProblem(cause: unknown): cause is Problem {
  return typeof cause === 'object' && cause !== null && 'code' in cause && 'next' in cause
}

/** The connection is over, or never came about. */
function ended(connector: Connector, problem: Problem): void {
  if (connector.link !== null) serverLost(connector.host, momentOf(connector))
  connector.link = null
  settle(connector)
  if (connector.stopped) return
  // The reason that was found before the end says more than the end.
  become(connector, 'failed', connector.state === 'connected' ? problem : (connector.problem ?? problem))
  const pause = Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** connector.retries) * (0.5 + Math.random() / 2)
  connector.retries += 1
  connector.retryTimer = setTimeout(() => {
    become(connector, 'connecting', connector.problem)
    connect(connector, () => undefined)
  }, pause)
}

function duplicateHost(hostId: string): Problem {
  return {
    code: 'sparkplug-host-id-taken',
    message: 'Another host application uses the same id on this server.',
    next: 'Give each its own id by the setting sparkplug.hostId, and start again.',
    facts: { hostId },
  }
}

/** Two hosts of one id would contradict each other for ever: this one goes, and says why. */
function giveUp(connector: Connector, problem: Problem): void {
  if (connector.stopped) return
  connector.stopped = true
  become(connector, 'failed', problem)
  void connector.link?.close().catch(() => undefined)
}

/** Carries out what messages led to, and has the clock call when something else is due. */
function settle(connector: Connector): void {
  const { host } = connector
  for (const effect of takeEffects(host)) carryOut(connector, effect)
  if (host.dueMs >= connector.tickAtMs || connector.stopped) return
  clearTimeout(connector.tickTimer)
  connector.tickAtMs = host.dueMs
  connector.tickTimer = setTimeout(
    () => {
      connector.tickAtMs = Number.POSITIVE_INFINITY
      tick(host, momentOf(connector))
      settle(connector)
    },
    Math.max(1, host.dueMs - performance.now()),
  )
}

function carryOut({ options, link }: Connector, effect: Effect): void {
  const { sink } = options
  if (effect.kind === 'readings') {
    if (effect.readings.length > 0) sink.readings(effect.readings)
  } else if (effect.kind === 'lost') sink.lost(effect.prefix, instantFromMs(effect.atMs), effect.because)
  else if (effect.kind === 'aside') {
    const { topic, payload, reason, atMs } = effect
    sink.setAside({ topic, payload, reason, at: instantFromMs(atMs) })
  } else if (options.tier === 1 && link !== null) {
    // The only command that is ever sent, and this the only place that sends one.
    void link.publish(rebirthTopic(effect.group, effect.node), rebirthRequest(), { retain: false }).catch(() => undefined)
  }
}

function rebirthRequest(): Buffer {
  const timestampMs = Date.now()
  return writePayload({ timestampMs, metrics: [{ name: 'Node Control/Rebirth', timestampMs, type: 'Boolean', value: true }] })
}

const STANDINGS: Readonly<Record<Standing, ConnectionStatus['nodes'][number]['state']>> = {
  online: 'online',
  unborn: 'waiting for birth',
  'after gap': 'waiting for birth',
  offline: 'offline',
}

function statusOf({ options, host, state, since, problem }: Connector): ConnectionStatus {
  return {
    name: options.name,
    url: shownUrl(options.url),
    state,
    since,
    problem,
    tier: options.tier,
    messages: host.messages,
    metrics: host.metrics,
    setAside: Object.fromEntries(host.setAside),
    nodes: [...host.nodes.values()].map((node) => ({
      id: node.id,
      state: STANDINGS[node.standing],
      devices: node.devices.size,
      gaps: node.gaps,
      births: node.births,
      lastAt: node.heardMs === -1 ? null : instantFromMs(node.heardMs),
    })),
  }
}

async function stop(connector: Connector): Promise<void> {
  const { link, presence } = connector
  connector.stopped = true
  clearTimeout(connector.retryTimer)
  clearTimeout(connector.tickTimer)
  if (link === null) {
    connector.breakOff()
    return
  }
  await presence?.leave(link).catch(() => undefined)
  await link.close().catch(() => undefined)
}
