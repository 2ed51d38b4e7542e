/** The troubles that people make by a button. They act on the simulated floor and office; the server hears of them as of any other trouble. */

import { instantFromMs, instantToMs } from '../src/core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../src/core/values/result.ts'
import type { Trouble, TroubleStanding } from '../src/engine/example-ports.ts'
import type { Floor } from './floor.ts'
import type { Office } from './office.ts'
import { expireCertificate } from './personnel.ts'
import type { PlantClient } from './plant-client.ts'
import { updated } from './plant-client.ts'
import { LATE_BY_MS, type TargetFinder } from './targets.ts'

export interface TroubleMaker {
  standing(): readonly TroubleStanding[]
  make(trouble: Trouble, target?: string): Promise<Result<undefined>>
  /** Ends one trouble, or all of its kind. */
  recover(trouble: Trouble, target?: string): Promise<Result<undefined>>
}

export interface TroubleOptions {
  readonly client: PlantClient
  readonly floor: Floor
  readonly office: Office
  readonly finder: TargetFinder
  readonly plantMs: () => number
}

type Names = { readonly target: string; readonly targetName: string }
/** What acts: makes the trouble and returns the way to end it, or says why it can't be made. */
type Maker = (options: TroubleOptions, named: Names) => Promise<Result<() => Promise<void>>>

const SLOW_RATE = 0.5

const MAKERS: Readonly<Record<Trouble, Maker>> = {
  async stopMachine({ floor }, named) {
    const machine = floor.machine(named.target)
    if (machine === undefined) return failed(unknownTarget(named.target))
    machine.getStuck()
    return ok(async () => machine.recover())
  },
  async slowMachine({ floor }, named) {
    const machine = floor.machine(named.target)
    if (machine === undefined) return failed(unknownTarget(named.target))
    machine.setRate(SLOW_RATE)
    return ok(async () => machine.setRate(1))
  },
  async loseSignal({ floor }, named) {
    if (floor.machine(named.target) === undefined) return failed(unknownTarget(named.target))
    floor.lose(named.target)
    return ok(async () => floor.find(named.target))
  },
  scrapLot: scrap,
  lateSupplier: delay,
  expiredCertificate: ({ client, plantMs }, { target }) => expireCertificate(client, { workCenterId: target, nowMs: plantMs() }),
}

/** Half of what is left of the order turns out bad, at least one piece. Rework puts it right: then the loss is closed. */
async function scrap({ client, floor, plantMs }: TroubleOptions, { target }: Names): Promise<Result<() => Promise<void>>> {
  const running = floor.runningOrders().find(({ operation }) => operation.workOrderId === target)
  const machine = running === undefined ? undefined : floor.machine(running.unitId)
  if (machine === undefined || machine.scrap(Math.ceil(machine.piecesLeft / 2)) === 0) return failed(unknownTarget(target))
  return ok(async () => {
    const at = instantFromMs(plantMs())
    const open = (await client.list('disruption')).filter(
      (each) => each.kind === 'scrap' && each.workOrderId === target && each.closedAt === undefined,
    )
    if (open.length > 0) await client.change(open.map((each) => updated('disruption', each, { closedAt: at })))
  })
}

/** The supplier announces a later date; nothing arrives before it. */
async function delay({ client, office, plantMs }: TroubleOptions, { target }: Names): Promise<Result<() => Promise<void>>> {
  const line = await client.get('purchaseOrderLine', target)
  if (line === undefined || (line.status ?? 'open') !== 'open') return failed(unknownTarget(target))
  const now = plantMs()
  const id = `supplier-${target}-${Math.floor(now / 1000)}`
  const disruption = {
    id,
    kind: 'purchaseMoved' as const,
    purchaseOrderLineId: target,
    startAt: instantFromMs(now),
    newAt: instantFromMs(Math.max(now, instantToMs(line.promisedAt)) + LATE_BY_MS),
    reason: 'Announced by the supplier',
  }
  if (!(await client.change([{ type: 'added', record: 'disruption', id, to: disruption }]))) return failed(refused(target))
  office.heldBack.add(target)
  return ok(async () => {
    const open = await client.get('disruption', id)
    if (open !== undefined) await client.change([updated('disruption', open, { closedAt: instantFromMs(plantMs()) })])
    office.heldBack.delete(target)
  })
}

function unknownTarget(target: string): Problem {
  return {
    code: 'example-target-unknown',
    message: 'The example company has nothing of this name that this trouble could happen to now.',
    next: 'Leave the target out, or name one that is there.',
    facts: { target },
  }
}

function refused(target: string): Problem {
  return { code: 'example-refused', message: 'The server did not take what the supplier announced.', next: 'Try again.', facts: { target } }
}

function noTarget(trouble: Trouble): Problem {
  return {
    code: 'example-no-target',
    message: 'There is nothing yet that this trouble could happen to.',
    next: 'Wait some seconds until the machines work, or name a target.',
    facts: { trouble },
  }
}

/** Turns of ten questions until everything was asked about once. */
const ASKS_MAX = 20

export function troubleMaker(options: TroubleOptions): TroubleMaker {
  const open = new Map<string, { readonly standing: TroubleStanding; readonly end: () => Promise<void> }>()
  const named = (trouble: Trouble, target: string | undefined): Names | undefined => {
    const best = options.finder.best(trouble)
    if (target === undefined) return best
    const unit = options.floor.units.find(({ id }) => id === target)
    return { target, targetName: unit?.name ?? (best?.target === target ? best.targetName : target) }
  }
  return {
    standing: () => [...open.values()].map(({ standing }) => standing),
    async make(trouble, target) {
      // A moment after the start not everything was asked about yet; the first one of a few is not the one that shows most.
      for (let rest = ASKS_MAX; target === undefined && !options.finder.complete && rest > 0; rest--) await options.finder.look(10)
      const names = named(trouble, target)
      if (names === undefined) return failed(noTarget(trouble))
      const key = `${trouble} ${names.target}`
      if (open.has(key)) return ok(undefined)
      const made = await MAKERS[trouble](options, names)
      if (!made.ok) return made
      const standing = { trouble, since: instantFromMs(options.plantMs()), target: names.target, targetName: names.targetName }
      open.set(key, { standing, end: made.value })
      return ok(undefined)
    },
    async recover(trouble, target) {
      for (const [key, { standing, end }] of open) {
        if (standing.trouble !== trouble || (target !== undefined && standing.target !== target)) continue
        open.delete(key)
        await end()
      }
      return ok(undefined)
    },
  }
}
