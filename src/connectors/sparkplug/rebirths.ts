/** Asks edge nodes to be born again, and never so often that it hurts: each node at its own growing pace, all of them together at a bounded one. */
import type { EdgeNode } from './edge-node.ts'
import { type Host, type Moment, wake } from './host-state.ts'

/** Between two requests to one node; doubled for each that was not answered. */
const PAUSE_MS = 5_000
const PAUSE_MAX_MS = 300_000
/** Of all nodes together. */
const REQUESTS_A_SECOND = 10
/** After so many requests without an answer, a node after a gap is taken as it is, for stale values for ever help nobody. */
const PATIENCE = 3

/** Wants a rebirth of `node`. With `spread` it waits up to a second, for what one cause does to many nodes at once. */
export function wantRebirth(host: Host, node: EdgeNode, { wallMs, spread }: { readonly wallMs: number; readonly spread: boolean }): void {
  if (host.settings.tier === 0 || node.rebirth.dueMs !== Number.POSITIVE_INFINITY) return
  const earliest = node.rebirth.askedMs + pause(node)
  node.rebirth.dueMs = Math.max(wallMs + (spread ? host.settings.random() * 1000 : 0), earliest)
  wake(host, node.rebirth.dueMs)
}

function pause(node: EdgeNode): number {
  return Math.min(PAUSE_MS * 2 ** node.rebirth.unanswered, PAUSE_MAX_MS)
}

/** A birth came, or the node died: nothing is wanted any more. */
export function settleRebirth(node: EdgeNode): void {
  node.rebirth.dueMs = Number.POSITIVE_INFINITY
  node.rebirth.unanswered = 0
}

/** Asks every node whose time has come, as far as the common pace allows. */
export function askForRebirths(host: Host, { wallMs }: Moment): void {
  for (const node of host.nodes.values()) {
    const { rebirth } = node
    if (rebirth.dueMs > wallMs) {
      wake(host, rebirth.dueMs)
      continue
    }
    if (!takeToken(host, wallMs)) {
      wake(host, wallMs + 1000 / REQUESTS_A_SECOND)
      return
    }
    host.effects.push({ kind: 'rebirth', group: node.group, node: node.node })
    rebirth.askedMs = wallMs
    rebirth.unanswered += 1
    if (rebirth.unanswered >= PATIENCE && node.standing === 'after gap') {
      node.standing = 'unborn'
      node.expected = -1
    }
    // Whoever is dead and does not answer will be born when it comes back.
    const hopeless = node.standing === 'offline' && rebirth.unanswered >= PATIENCE
    rebirth.dueMs = hopeless ? Number.POSITIVE_INFINITY : wallMs + pause(node)
    wake(host, rebirth.dueMs)
  }
}

function takeToken(host: Host, wallMs: number): boolean {
  const tokens = host.rebirthTokens
  const gained = tokens.atMs === Number.NEGATIVE_INFINITY ? 0 : ((wallMs - tokens.atMs) / 1000) * REQUESTS_A_SECOND
  tokens.left = Math.min(REQUESTS_A_SECOND, tokens.left + gained)
  tokens.atMs = wallMs
  if (tokens.left < 1) return false
  tokens.left -= 1
  return true
}
