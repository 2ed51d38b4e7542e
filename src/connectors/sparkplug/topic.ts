/** Reads Sparkplug topics. Metric names are in payloads, never in topics. */

export type NodeVerb = 'NBIRTH' | 'NDEATH' | 'NDATA' | 'NCMD'
export type DeviceVerb = 'DBIRTH' | 'DDEATH' | 'DDATA' | 'DCMD'

/** Where a message belongs. `device` is null for messages of the edge node itself. */
export type Topic =
  | { readonly kind: 'node'; readonly verb: NodeVerb; readonly group: string; readonly node: string; readonly device: null }
  | { readonly kind: 'node'; readonly verb: DeviceVerb; readonly group: string; readonly node: string; readonly device: string }
  | { readonly kind: 'state'; readonly host: string }
  /** A verb of another edition of the specification: no fault, and nothing for us. */
  | { readonly kind: 'unknown verb' }
  | { readonly kind: 'malformed' }

const NAMESPACE = 'spBv1.0'
const NODE_VERBS: ReadonlySet<string> = new Set<NodeVerb>(['NBIRTH', 'NDEATH', 'NDATA', 'NCMD'])
const DEVICE_VERBS: ReadonlySet<string> = new Set<DeviceVerb>(['DBIRTH', 'DDEATH', 'DDATA', 'DCMD'])

export function parseTopic(text: string): Topic {
  const tokens = text.split('/')
  const [namespace, group = '', verb = '', node = '', device] = tokens
  if (namespace !== NAMESPACE || tokens.some((token) => token === '' || token.includes('\0'))) return { kind: 'malformed' }
  if (group === 'STATE' && tokens.length === 3) return { kind: 'state', host: verb }
  if (NODE_VERBS.has(verb)) {
    return tokens.length === 4 ? { kind: 'node', verb: verb as NodeVerb, group, node, device: null } : { kind: 'malformed' }
  }
  if (DEVICE_VERBS.has(verb)) {
    return device !== undefined && tokens.length === 5
      ? { kind: 'node', verb: verb as DeviceVerb, group, node, device }
      : { kind: 'malformed' }
  }
  return tokens.length === 4 || tokens.length === 5 ? { kind: 'unknown verb' } : { kind: 'malformed' }
}

/** The topic on which a host application states that it is there. */
export function stateTopic(hostId: string): string {
  return `${NAMESPACE}/STATE/${hostId}`
}

/** The topic of commands to an edge node, of which this connector only ever sends the request for a rebirth. */
export function rebirthTopic(group: string, node: string): string {
  return `${NAMESPACE}/${group}/NCMD/${node}`
}

/** What to subscribe to: all that edge nodes send, or the named groups. What hosts state of themselves has a topic of other length, so nothing comes twice. */
export function dataTopics(groups: readonly string[]): readonly string[] {
  return groups.length === 0 ? [`${NAMESPACE}/+/+/+`, `${NAMESPACE}/+/+/+/+`] : groups.map((group) => `${NAMESPACE}/${group}/#`)
}
