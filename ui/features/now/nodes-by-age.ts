/** Edge nodes of all connections, those first that were not heard of for longest. */
import type { ConnectionStatus } from '../../../src/engine/floor-ports.ts'

export type NodeAge = ConnectionStatus['nodes'][number] & { readonly connection: string }

/** One that was never heard of is the oldest; of two of an age the one that is not online comes first. */
export function nodesByAge(connections: readonly ConnectionStatus[]): readonly NodeAge[] {
  const age = ({ lastAt }: NodeAge): number => (lastAt === null ? Number.NEGATIVE_INFINITY : Date.parse(lastAt))
  const offline = ({ state }: NodeAge): number => (state === 'online' ? 1 : 0)
  return connections
    .flatMap(({ name, nodes }) => nodes.map((node) => ({ ...node, connection: name })))
    .sort((a, b) => offline(a) - offline(b) || age(a) - age(b) || (a.id < b.id ? -1 : 1))
}
