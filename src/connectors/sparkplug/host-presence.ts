/** Tells edge nodes whether this host application is there: one retained message, whose time is that of the connection. */
import type { MqttLink, Will } from './mqtt-link.ts'
import { stateTopic } from './topic.ts'

/** Somebody else states that we are gone, more often than this in a minute: then there are two hosts of one id. */
const CONTRADICTIONS_MAX = 5
const CONTRADICTIONS_MS = 60_000

/** What one connection states. */
export interface Presence {
  readonly will: Will
  /** States that we are there. Not before everything is subscribed. */
  announce(link: MqttLink): Promise<void>
  /** Takes a message on our own topic; false where another host uses our id. */
  heard(payload: string, link: MqttLink): boolean
  /** States that we go. */
  leave(link: MqttLink): Promise<void>
}

/** The presence of one connection that begins at `atMs`. The times in it are wall time, for edge nodes compare them. */
export function presenceOf(hostId: string, atMs: number): Presence {
  const topic = stateTopic(hostId)
  const online = JSON.stringify({ online: true, timestamp: atMs })
  let contradictions: readonly number[] = []
  const say = async (link: MqttLink, payload: string): Promise<void> => {
    await link.publish(topic, payload, { retain: true })
  }
  return {
    will: { topic, payload: JSON.stringify({ online: false, timestamp: atMs }) },
    announce: (link) => say(link, online),
    heard(payload, link) {
      if (!saysOffline(payload)) return true
      const now = Date.now()
      contradictions = [...contradictions.filter((ms) => now - ms < CONTRADICTIONS_MS), now]
      if (contradictions.length > CONTRADICTIONS_MAX) return false
      // Where the connection ends meanwhile, the next one announces itself.
      void say(link, online).catch(() => undefined)
      return true
    },
    leave: (link) => say(link, JSON.stringify({ online: false, timestamp: Date.now() })),
  }
}

function saysOffline(payload: string): boolean {
  try {
    const state: unknown = JSON.parse(payload)
    return typeof state === 'object' && state !== null && 'online' in state && state.online === false
  } catch {
    return false
  }
}
