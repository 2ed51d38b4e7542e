/** Whatever bytes come, the host neither falls over nor keeps them. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

const SCRIPT = join(import.meta.dirname, 'sparkplug-fuzz.fixture.ts')
const PAYLOADS = 1_000_000

test('a million payloads, mutations of real ones and noise, are told or set aside, and leave no memory behind', async () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)
  const args = ['--expose-gc', SCRIPT, String(PAYLOADS), String(seed)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const found = JSON.parse(stdout) as {
    messages: number
    readings: number
    aside: number
    nodes: number
    heapBefore: number
    heapAfter: number
  }
  assert.equal(found.messages, PAYLOADS)
  assert.ok(found.readings > PAYLOADS / 20 && found.aside > PAYLOADS / 20, `seed ${seed}: ${stdout}`)
  assert.equal(found.nodes, 20)
  // Names that mutations invent are kept up to the limits of each node until its next birth: megabytes, not hundreds of them.
  assert.ok(found.heapAfter - found.heapBefore < 32_000_000, `seed ${seed}: ${stdout}`)
})
