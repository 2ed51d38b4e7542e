/** What tests of pages ask of the server behind them: what it knows, what a test does to it, and that something comes to be. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

const PAUSE_MS = 200

export interface Calls {
  readonly ask: <T>(path: string) => Promise<T>
  readonly post: (path: string, body: object) => Promise<void>
}

/** Calls of the API of a server; its address may be known only later, when it has started. */
export function callsTo(address: () => string): Calls {
  return {
    async ask<T>(path: string): Promise<T> {
      const response = await fetch(`${address()}/api/v1${path}`)
      assert.ok(response.ok, `${path}: ${response.status}`)
      return (await response.json()) as T
    },
    async post(path, body) {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${address()}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      assert.ok(response.ok, await response.text())
    },
  }
}

/** What `look` finds, as soon as it finds something; throws when it has not within `patienceMs`. */
export async function waitUntil<T>(what: string, look: () => Promise<T | undefined | false>, patienceMs: number): Promise<T> {
  for (const endsAt = Date.now() + patienceMs; Date.now() < endsAt; await sleep(PAUSE_MS)) {
    const found = await look()
    if (found !== undefined && found !== false) return found
  }
  throw new Error(`waited in vain for ${what}`)
}
