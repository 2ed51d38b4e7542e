/**
 * From the publish of a machine's message to the changed answer drawn on an open page: a plant of 2,000 promises, while other metrics flow.
 * Everything is real: the broker, the server with its threads and database, a browser. The steps are told by what the server itself writes down.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { runProgram, startServing } from '../src/cli/pump-works.fixture.ts'
import { openBrowser, withoutBrowser } from '../test/browser/browser.fixture.ts'
import { type PlantFiles, writePlantFiles } from './plant-files.ts'

const LINES = 2000
const EDGES = 10
const READINGS = 20
const RATE = 5000
const STOPS = 50
const PATIENCE_MS = 10_000

/** Milliseconds since 1970-01-01T00:00:00Z at which each step was done, for one stop. */
interface Timed {
  readonly published: number
  readonly committed: number
  readonly projected: number
  readonly drawn: number
}

export async function run(): Promise<void> {
  console.log(`\nFrom a machine's message to the page: ${LINES} promises, ${RATE} metrics/s beside it`)
  if (withoutBrowser !== false) {
    console.log(`Not measured: ${withoutBrowser}.`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'throughline-latency-'))
  const data = join(folder, 'data')
  const plant = await writePlantFiles(join(folder, 'plant'), {
    lines: LINES,
    edges: EDGES,
    readingsPerMachine: READINGS,
    nowMs: Date.now(),
  })
  const imported = await runProgram(['import', join(folder, 'plant'), '--mapping', plant.mapping, '--apply', '--quiet', '--data', data])
  if (imported.code !== 0) throw new Error(imported.err)
  const server = await startServing(['--data', data])
  const browser = await openBrowser()
  const floor = await startFloor(server.brokerUrl, plant)
  try {
    const status = (await (await fetch(`${server.url}/api/v1/status`)).json()) as { readonly operations: number; readonly buildMs: number }
    console.log(`${status.operations.toLocaleString('en-US')} operations, projected in ${status.buildMs} ms`)
    const steps = followSteps(server.url)
    const page = await browser.open(`${server.url}/?role=plantManager`)
    await watchPage(page)
    await sleep(5000)
    const timed: Timed[] = []
    for (let k = 0; k < STOPS; k++) {
      const one = await stopOne({ page, floor, steps, plant }, k % plant.machines.length)
      if (one !== undefined) timed.push(one)
    }
    tell(timed)
    const { history } = (await (await fetch(`${server.url}/api/v1/floor/status`)).json()) as { readonly history: object }
    console.log(`history: ${JSON.stringify(history)}`)
  } finally {
    floor.kill()
    await browser.close().catch((error: Error) => console.log(error.message))
    await server.stop()
    rmSync(folder, { recursive: true })
  }
}

async function startFloor(url: string, plant: PlantFiles): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'latency-floor.ts'))
  const ready = new Promise((resolve) => child.once('message', resolve))
  child.send({ url, machines: plant.machines, readings: READINGS, rate: RATE })
  await ready
  return child
}

interface Steps {
  /** When the journal entry was committed that holds a disruption of this machine, and when it was projected. */
  of(machineId: string, since: number): { readonly committed: number; readonly projected: number } | undefined
}

/** Reads the live stream as a page does. */
function followSteps(url: string): Steps {
  const stops: { readonly machine: string; readonly seq: number; readonly at: number }[] = []
  const views: { readonly seq: number; readonly builtAt: number }[] = []
  const read = async (): Promise<void> => {
    const response = await fetch(`${url}/api/v1/live`)
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const name = /^event: (\w+)$/m.exec(event)?.[1]
        const body = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null')
        if (name === 'view') views.push({ seq: body.seq, builtAt: Date.parse(body.builtAt) })
        if (name !== 'entry') continue
        for (const change of body.changes)
          if (change.record === 'disruption' && change.type === 'added')
            stops.push({ machine: change.to.workUnitId, seq: body.seq, at: Date.parse(body.at) })
      }
    }
  }
  void read().catch(() => undefined)
  return {
    of(machine, since) {
      const stop = stops.find((each) => each.machine === machine && each.at >= since - 1000)
      const view = stop === undefined ? undefined : views.find(({ seq }) => seq >= stop.seq)
      return stop === undefined || view === undefined ? undefined : { committed: stop.at, projected: view.builtAt }
    },
  }
}

/** Notes in the page when the wanted words were drawn: after the frame that holds them. */
async function watchPage(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor()
  await page.evaluate(`
    globalThis.wanted = null
    globalThis.drawnAt = null
    new MutationObserver(() => {
      if (wanted === null || drawnAt !== null || !document.querySelector('main').textContent.includes(wanted)) return
      requestAnimationFrame(() => setTimeout(() => { drawnAt ??= Date.now() }))
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  `)
}

interface Bench {
  readonly page: Page
  readonly floor: ChildProcess
  readonly steps: Steps
  readonly plant: PlantFiles
}

async function stopOne({ page, floor, steps, plant }: Bench, machine: number): Promise<Timed | undefined> {
  const { id = '', name = '' } = plant.machines[machine] ?? {}
  const words = `${name} has stopped`
  await page.evaluate(`wanted = ${JSON.stringify(words)}; drawnAt = null`)
  const published = await say(floor, { machine, state: 'down' })
  const drawn = (await waitFor(() => page.evaluate('drawnAt'))) as number | undefined
  const step = await waitFor(async () => steps.of(id, published))
  await say(floor, { machine, state: 'producing' })
  await waitFor(async () => !(await page.locator('main').textContent())?.includes(words))
  if (drawn === undefined || step === undefined) {
    console.log(`${name} was not seen within ${PATIENCE_MS / 1000} s`)
    return undefined
  }
  return { published, drawn, ...step }
}

/** Has a machine publish its state; when it did. */
function say(floor: ChildProcess, what: { readonly machine: number; readonly state: string }): Promise<number> {
  const said = new Promise<number>((resolve) => floor.once('message', (message: { readonly at: number }) => resolve(message.at)))
  floor.send(what)
  return said
}

async function waitFor<T>(ask: () => Promise<T>): Promise<T | undefined> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(20)) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
  }
  return undefined
}

function tell(timed: readonly Timed[]): void {
  const spans: readonly (readonly [string, (each: Timed) => number])[] = [
    ['published to committed', ({ published, committed }) => committed - published],
    ['committed to projected', ({ committed, projected }) => projected - committed],
    ['projected to drawn', ({ projected, drawn }) => drawn - projected],
    ['published to drawn', ({ published, drawn }) => drawn - published],
  ]
  const total = timed.reduce((sum, { published, drawn }) => sum + drawn - published, 0)
  console.log(`${timed.length} of ${STOPS} stops were drawn`)
  for (const [name, of] of spans) {
    const sorted = timed.map(of).sort((a, b) => a - b)
    const at = (share: number): string => String(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]).padStart(6)
    const share = ((sorted.reduce((sum, each) => sum + each, 0) / total) * 100).toFixed(0).padStart(4)
    console.log(`  ${name.padEnd(24)} p50 ${at(0.5)} ms  p99 ${at(0.99)} ms ${share} %`)
  }
}

if (import.meta.main) await run()
