/** The simulator of an example company, as a process of its own: forked by the server, which tells it where to connect and what time it is. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ok } from '../src/core/values/result.ts'
import { TROUBLES } from '../src/engine/example-ports.ts'
import type { ClockLine, FromSimulator, SimulatorStart, SimulatorState, ToSimulator } from '../src/host/example-messages.ts'
import { plantMsAt } from '../src/host/example-messages.ts'
import { chanceOf, seedOf } from './chance.ts'
import { Floor } from './floor.ts'
import { Office } from './office.ts'
import { plantClient } from './plant-client.ts'
import { targetFinder } from './targets.ts'
import { type TroubleMaker, troubleMaker } from './troubles.ts'

const TICK_MS = 200
/** Wall milliseconds between rounds. */
const EVERY = { readings: 2000, assign: 1200, look: 700, office: 20_000, state: 2000 } as const
type Round = keyof typeof EVERY

let clock: ClockLine = { wallMs: Date.now(), plantMs: Date.now(), speed: 1 }
let makers: TroubleMaker | undefined
let stopping = false

const plantMs = (): number => plantMsAt(clock, Date.now())

function say(message: FromSimulator): void {
  if (process.connected) process.send?.(message)
}

/** What goes wrong with the server or the network is told once and tried again: a plant does not stop for that. */
async function bravely(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!stopping) process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

async function run(start: SimulatorStart): Promise<void> {
  clock = start.clock
  const client = plantClient(start.serverUrl, start.token)
  const office = new Office({ client, plantMs, chance: chanceOf(seedOf(start.seed, 'office')) })
  // One after the other: an order is closed only after its last issue was told.
  let paper = Promise.resolve()
  const floor = new Floor({
    client,
    brokerUrl: start.brokerUrl,
    plantMs,
    seed: start.seed,
    onWork: ({ operation, done }) => {
      paper = paper.then(() => bravely(() => (done ? afterBooking(() => office.finish(operation)) : office.issue(operation))))
    },
  })
  const finder = targetFinder({ client, floor, plantMs })
  const troubles = troubleMaker({ client, floor, office, finder, plantMs })
  const stateNow = (): SimulatorState => ({ troubles: troubles.standing(), targets: TROUBLES.flatMap((each) => finder.best(each) ?? []) })
  await office.start()
  await floor.start()
  // What runs already runs on before anybody is told of it, so that births tell the plant as it is.
  await floor.assign()
  floor.tick()
  await floor.connect()
  makers = troubles
  process.on('message', (message: ToSimulator) => void obey(message, { floor, stateNow }))
  say({ type: 'state', state: stateNow() })
  const rounds: Readonly<Record<Round, () => Promise<unknown>>> = {
    readings: async () => floor.tellReadings(),
    assign: async () => (floor.anyFree ? floor.assign() : undefined),
    // Somebody may press a button soon after the start: until all is known, more is asked at a time.
    look: () => finder.look(finder.complete ? 1 : 8),
    office: () => office.round(),
    state: async () => say({ type: 'state', state: stateNow() }),
  }
  for (const name of Object.keys(rounds) as Round[]) void again(EVERY[name], rounds[name])
  while (!stopping) {
    floor.tick()
    await sleep(TICK_MS)
  }
}

/** The server books the last piece a moment after it was told. */
async function afterBooking(work: () => Promise<void>): Promise<void> {
  await sleep(1500)
  await work()
}

async function again(everyMs: number, work: () => Promise<unknown>): Promise<void> {
  while (!stopping) {
    await bravely(work)
    await sleep(everyMs)
  }
}

async function obey(
  message: ToSimulator,
  { floor, stateNow }: { readonly floor: Floor; readonly stateNow: () => SimulatorState },
): Promise<void> {
  if (message.type === 'clock') clock = message.clock
  else if (message.type === 'stop') {
    stopping = true
    await bravely(() => floor.stop())
    process.disconnect?.()
  } else if (message.type === 'make' || message.type === 'recover') {
    const { id, type, trouble, target } = message
    await bravely(async () => {
      const done = await makers?.[type](trouble, target)
      if (done !== undefined) say({ type: 'answer', id, result: done.ok ? ok(stateNow()) : done })
    })
  }
}

process.once('message', (message: ToSimulator) => {
  if (message.type !== 'start') process.exit(2)
  run(message.start).catch((error: unknown) => {
    process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
})
// A simulator without its server has no plant.
process.once('disconnect', () => process.exit(0))
