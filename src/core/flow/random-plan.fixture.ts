/** Small random plants as plan inputs, the same for the same seed: for laws that must hold in every plant. */
import fc from 'fast-check'
import { withOpenTime } from '../calendar/open-time.ts'
import { compileCalendars, UNKNOWN_TIME } from '../calendar/work-time.ts'
import { chanceFrom } from '../values/chance.ts'
import type { ParameterChange, Rearrangement } from './plan-change.ts'
import { NONE, type PlanInput, type PlanMaterial, type PlanOrder, type PlanStation, type PlanSupply } from './plan-input.ts'
import type { Projection } from './projection.ts'

const HOUR = 3600
const DAY = 24 * HOUR

class Dice {
  private readonly next: () => number
  constructor(seed: number) {
    this.next = chanceFrom(seed)
  }
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }
  chance(share: number): boolean {
    return this.next() < share
  }
  pick<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)]!
  }
}

export const planInputs: fc.Arbitrary<PlanInput> = fc.integer().map(randomPlanInput)

export function randomPlanInput(seed: number): PlanInput {
  const dice = new Dice(seed)
  const now = 10 * DAY
  const calendars = compileCalendars(
    Array.from({ length: dice.between(1, 3) }, () => {
      const opens = dice.between(0, 10)
      const hours = dice.between(4, 13)
      const days = dice.between(4, 7)
      return Array.from({ length: 120 }, (_, day) => ({ from: day * DAY + opens * HOUR, to: day * DAY + (opens + hours) * HOUR })).filter(
        (_, day) => day % 7 < days,
      )
    }),
    120 * DAY,
  )
  const stations = Array.from(
    { length: dice.between(1, 6) },
    (_, s): PlanStation => ({
      name: `M${s}`,
      calendar: dice.between(-1, calendars.totals.length - 1),
      efficiency: dice.pick([1, 1, 0.8, 1.25]),
      finite: dice.chance(0.85),
      setupGroup: NONE,
    }),
  )
  const pools = stations.map((_, s) => [s])
  const finite = stations.flatMap((each, s) => (each.finite ? [s] : []))
  if (finite.length > 1) pools.push(finite)
  const materials = randomMaterials(dice, pools.length)
  return {
    now,
    calendars,
    stations,
    pools,
    materials,
    supplies: Array.from(
      { length: dice.between(0, 8) },
      (): PlanSupply => ({
        material: dice.between(0, materials.length - 1),
        quantity: dice.between(1, 30),
        at: now + dice.between(0, 20) * DAY,
        line: NONE,
        order: NONE,
        group: NONE,
      }),
    ),
    orders: Array.from({ length: dice.between(0, 8) }, () => randomOrder(dice, { now, materials, pools: pools.length })),
    lines: Array.from({ length: dice.between(1, 12) }, () => ({
      material: dice.between(0, materials.length - 1),
      quantity: dice.between(1, 12),
      due: dice.chance(0.1) ? UNKNOWN_TIME : now + dice.between(1, 40) * DAY,
      priority: dice.between(1, 3),
      value: dice.pick([0, 100, 5000]),
      group: NONE,
      open: dice.chance(0.95),
    })),
  }
}

function randomMaterials(dice: Dice, pools: number): PlanMaterial[] {
  const count = dice.between(2, 7)
  return Array.from({ length: count }, (_, m): PlanMaterial => {
    const makes = m < count - 1 && dice.chance(0.8)
    const steps = makes
      ? Array.from({ length: dice.between(0, 3) }, (_, k) => ({
          sequence: (k + 1) * 10,
          pool: dice.between(0, pools - 1),
          setupSeconds: dice.between(0, 3) * 600,
          secondsPerUnit: dice.between(1, 30) * 60,
          setupGroup: dice.between(-1, 2),
          scrap: dice.pick([0, 0, 0.05]),
        }))
      : []
    const below = makes ? Array.from({ length: dice.between(0, 3) }, () => dice.between(m + 1, count - 1)) : []
    return {
      makes,
      leadSeconds: dice.chance(0.8) ? dice.between(1, 15) * DAY : NONE,
      lotMinimum: dice.pick([0, 0, 5]),
      lotMultiple: dice.pick([0, 0, 10]),
      steps,
      components: [...new Set(below)].map((material) => ({
        material,
        per: dice.pick([1, 2, 1.05]),
        step: dice.between(-1, Math.max(0, steps.length - 1)),
        from: Number.NEGATIVE_INFINITY,
        until: Number.POSITIVE_INFINITY,
      })),
    }
  })
}

function randomOrder(dice: Dice, given: { now: number; materials: readonly PlanMaterial[]; pools: number }): PlanOrder {
  const { now } = given
  const quantity = dice.between(1, 20)
  const doneAt = dice.chance(0.1) ? now - dice.between(0, 5) * DAY : NONE
  const started = doneAt >= 0 || dice.chance(0.3)
  const steps = doneAt >= 0 ? 0 : dice.between(1, 3)
  return {
    material: dice.between(0, given.materials.length - 1),
    quantity,
    free: doneAt >= 0 ? 0 : quantity,
    release: now + (started ? 0 : dice.between(0, 5) * DAY),
    due: now + dice.between(1, 20) * DAY,
    priority: dice.between(1, 3),
    line: NONE,
    parent: NONE,
    group: NONE,
    componentGroup: NONE,
    startsAt: now,
    started,
    doneAt,
    operations: Array.from({ length: steps }, (_, k) => ({
      sequence: (k + 1) * 10,
      pool: dice.between(NONE, given.pools - 1),
      work: dice.between(0, 40) * 900,
      setupSeconds: dice.between(0, 2) * 900,
      setupGroup: dice.between(-1, 2),
      planRank: dice.chance(0.3) ? dice.between(0, 9) : NONE,
      running: started && k === 0,
    })),
  }
}

/** A step of a history: some parameters take new values. */
export function randomChanges(projection: Projection, seed: number): ParameterChange[] {
  const dice = new Dice(seed)
  const { network } = projection
  return Array.from({ length: dice.between(1, 4) }, (): ParameterChange => {
    const node = dice.between(0, network.nodeCount - 1)
    const kind = dice.pick(['station', 'station', 'release', 'duration', 'off'] as const)
    if (kind === 'station')
      return { type: 'station', station: dice.between(0, network.stationFinite.length - 1), disturbed: randomDisturbed(dice, network.now) }
    if (kind === 'release') return { type: 'release', node, at: network.now + dice.between(0, 30) * DAY }
    if (kind === 'duration')
      return {
        type: 'duration',
        node: node % Math.max(1, network.operationCount),
        seconds: network.operationCount === 0 ? 0 : dice.between(0, 50) * 600,
      }
    return { type: 'off', node: node % Math.max(1, network.operationCount), off: network.operationCount > 0 && dice.chance(0.5) }
  })
}

/** Some operations at other places of their stations or on others, with parameters that change and stations that work longer. Some can't be. */
export function randomRearrangement(projection: Projection, seed: number): Rearrangement {
  const dice = new Dice(seed ^ 0x5bd1e995)
  const { network } = projection
  const { operationCount, stationNodes, stationOffsets, stationFinite } = network
  const many = operationCount === 0 ? 0 : dice.between(1, 4)
  const nodes = [...new Set(Array.from({ length: many }, () => dice.between(0, operationCount - 1)))]
  const places = nodes.map((node) => {
    const own = network.station[node]!
    const station = own >= 0 && dice.chance(0.5) ? own : dice.between(0, stationFinite.length - 1)
    const others = [...stationNodes.subarray(stationOffsets[station], stationOffsets[station + 1])].filter((each) => !nodes.includes(each))
    return { node, station, before: stationFinite[station] === 0 || others.length === 0 || dice.chance(0.2) ? NONE : dice.pick(others) }
  })
  const open = [...network.stationCalendar.keys()].filter((station) => network.stationCalendar[station]! >= 0 && dice.chance(0.3))
  return {
    places,
    changes: [
      ...randomChanges(projection, seed),
      ...open.map((station): ParameterChange => {
        const from = network.now + dice.between(0, 20 * 24) * HOUR
        const more = [{ from, to: from + dice.between(1, 12) * HOUR }]
        return { type: 'calendar', station, calendars: withOpenTime(network.calendars, network.stationCalendar[station]!, more) }
      }),
    ],
  }
}

function randomDisturbed(dice: Dice, now: number) {
  const list = []
  let t = now - DAY
  for (let k = dice.between(0, 3); k > 0; k--) {
    const from = t + dice.between(0, 48) * HOUR
    t = from + dice.between(1, 72) * HOUR
    list.push({ from, to: k === 1 && dice.chance(0.15) ? UNKNOWN_TIME : t, rate: dice.pick([0, 0, 0.5, 0.8]) })
  }
  return list
}
