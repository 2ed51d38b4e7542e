/** What chance would have done: stops that end by themselves earn nobody anything, and repairs that are really shorter do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AnyRecord, RecordName } from '../records/all.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import { byItself } from './by-chance.ts'
import { plantHistory } from './history.fixture.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const FIRST = Date.parse('2026-05-04T08:00:00Z')

/** The gears for line A take two hours, and the mill stops at eight. */
function millOf(day: number, dueMinutes: number): ReturnType<typeof plantHistory> {
  const now = new Date(FIRST + day * DAY).toISOString().slice(0, 16).replace('T', ' ')
  const due = new Date(FIRST + day * DAY + (120 + dueMinutes) * MINUTE).toISOString().slice(11, 16)
  return plantHistory(`
    now ${now}
    center milling
    unit mill in milling
    material gear, made
    order W1 4 gear, for line A${day}
    operation W1/10 at milling, work 2h, on mill
    line A${day} 4 gear, for harbour, due d0 ${due}, price EUR 500, cost EUR 200`)
}

const stopOf = (id: string, startMs: number, minutes?: number) => ({
  id,
  kind: 'workUnitDown' as const,
  workUnitId: 'mill',
  startAt: instantFromMs(startMs),
  ...(minutes === undefined ? {} : { closedAt: instantFromMs(startMs + minutes * MINUTE) }),
})

/** Stops of these minutes, one a day before the first day. */
function recorded(shop: ReturnType<typeof plantHistory>, minutes: readonly number[]): void {
  minutes.forEach((each, k) => {
    shop.put('disruption', stopOf(`old-${k}`, FIRST - (k + 1) * DAY, each))
  })
}

const TENS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]

test('by when a quarter and half of those like it are over, and how often one ends as soon: from those that lasted as long', () => {
  const shop = millOf(0, 60)
  recorded(shop, TENS)
  const cause = stopOf('now', FIRST - 15 * MINUTE)
  const own = byItself(shop.model, [], { cause, takenAt: shop.at('08:00'), endedAt: shop.at('08:20') })
  // Eleven lasted longer than the quarter of an hour after which somebody acted; two of them no longer than 35 minutes.
  assert.equal(own?.ended, 11)
  assert.equal(own?.overBy(0.25), instantFromMs(FIRST + 25 * MINUTE))
  assert.equal(own?.likelyAt, instantFromMs(FIRST + 55 * MINUTE))
  assert.equal(own?.share.toFixed(6), '0.250000')
})

test('seven like it say nothing, nor do those of another mill', () => {
  const shop = millOf(0, 60)
  recorded(shop, TENS.slice(0, 7))
  for (let k = 0; k < 20; k++) shop.put('disruption', { ...stopOf(`other-${k}`, FIRST - (k + 1) * DAY, 50), workUnitId: 'lathe' })
  const asked = { cause: stopOf('now', FIRST), takenAt: shop.at('08:00'), endedAt: shop.at('08:20') }
  assert.equal(byItself(shop.model, [], asked), undefined)
  shop.put('disruption', stopOf('eighth', FIRST - 20 * DAY, 80))
  assert.equal(byItself(shop.model, [], asked)?.ended, 8)
})

test('a stop that somebody acted on counts until they did: what came after is not what it did by itself', () => {
  const shop = millOf(0, 60)
  recorded(shop, TENS)
  const cause = stopOf('now', FIRST)
  const asked = { cause, takenAt: shop.at('08:00'), endedAt: shop.at('08:20') }
  const acted = TENS.slice(0, 4).map((_, k) => ({
    id: `A${k}`,
    kind: 'repairFirst' as const,
    ownerRole: 'maintenance' as const,
    state: 'taken' as const,
    disruptionId: `old-${k}`,
    moves: [],
    proposedAt: cause.startAt,
    frozen: {
      seq: 0,
      at: instantFromMs(FIRST - (k + 1) * DAY + 5 * MINUTE),
      lines: [],
      totals: { revenue: [], contribution: [], penalty: [] },
    },
  }))
  const own = byItself(shop.model, acted, asked)
  assert.equal(own?.ended, 8)
  // The four shortest were helped after five minutes: a quarter of what nobody helped was over after an hour.
  assert.equal(own?.overBy(0.25), instantFromMs(FIRST + 60 * MINUTE))
  assert.equal(own?.share, 1 / 9)
})

interface Mill {
  readonly medianMinutes: number
  readonly spread: number
  readonly dueMinutes: number
  readonly takenMinutes: number
  readonly luck: number
}

const mills: fc.Arbitrary<Mill> = fc.record({
  medianMinutes: fc.integer({ min: 30, max: 180 }),
  spread: fc.double({ min: 0.4, max: 1, noNaN: true }),
  dueMinutes: fc.integer({ min: 20, max: 200 }),
  takenMinutes: fc.integer({ min: 1, max: 10 }),
  luck: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
})

/** Uniform numbers from a seed (Park and Miller's generator), and repair times as they are in plants: many short ones and a few long ones. */
function minutesBy({ medianMinutes, spread, luck }: Mill): () => number {
  let state = luck
  const next = (): number => {
    state = Number((BigInt(state) * 48_271n) % 2_147_483_647n)
    return state / 2_147_483_647
  }
  return () => medianMinutes * Math.exp(spread * Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()))
}

const CARRIED: readonly RecordName[] = ['disruption', 'action', 'outcome']

/** In euros: what the stops exposed, what the ledger claims, and what it would have to claim if somebody knew how each stop would have ended by itself. */
interface Sums {
  readonly exposed: number
  readonly claimed: number
  readonly saved: number
}

/** Twenty days on which the mill stops and somebody repairs it first, which leaves `effect` of the time that was left. */
function livedOn(mill: Mill, effect: number): Sums {
  const draw = minutesBy(mill)
  const old = Array.from({ length: 40 }, draw)
  const sum = { exposed: 0, claimed: 0, saved: 0 }
  let carried: (readonly [RecordName, AnyRecord])[] = []
  for (let day = 0; day < 20; day++) {
    const shop = millOf(day, mill.dueMinutes)
    recorded(shop, old)
    for (const [record, body] of carried) shop.put(record, body)
    let minutes = draw()
    while (minutes <= mill.takenMinutes) minutes = draw()
    const lasted = mill.takenMinutes + (minutes - mill.takenMinutes) * effect
    const [startMs, id] = [FIRST + day * DAY, `stop-${day}`]
    const [sorted, after] = [[...old].sort((a, b) => a - b), (ms: number): Instant => instantFromMs(startMs + Math.round(ms * MINUTE))]
    shop.put('disruption', { ...stopOf(id, startMs), expectedEndAt: after(sorted[19] ?? 0), latestEndAt: after(sorted[35] ?? 0) })
    shop.take({ id: `repair-${day}`, kind: 'repairFirst', ownerRole: 'maintenance', disruptionId: id }, after(mill.takenMinutes))
    shop.set('disruption', id, { closedAt: after(lasted) })
    const { figures } = shop.settle(`repair-${day}`, after(lasted + 1))
    const exposed = (shop.action(`repair-${day}`).frozen?.totals.contribution[0]?.amount ?? 0) / 100
    sum.exposed += exposed
    sum.claimed += (figures.saved.contribution[0]?.amount ?? 0) / 100
    if (minutes > mill.dueMinutes && lasted <= mill.dueMinutes) sum.saved += exposed
    carried = CARRIED.flatMap((record) => [...shop.model.byKind[record].values()].map((body) => [record, body as AnyRecord] as const))
    carried = carried.filter(([, { id: each }]) => !each.startsWith('old-'))
  }
  return sum
}

const MILLS = fc.sample(mills, { numRuns: 40, seed: 1904 })

function lived(effect: number): Sums {
  const each = MILLS.map((mill) => livedOn(mill, effect))
  const sum = (of: keyof Sums) => each.reduce((total, one) => total + one[of], 0)
  return { exposed: sum('exposed'), claimed: sum('claimed'), saved: sum('saved') }
}

test('in a plant where actions do nothing the ledger holds next to nothing, however many stops end early by themselves', () => {
  const { exposed, claimed } = lived(1)
  assert.ok(exposed > 100_000, `only ${exposed} EUR were exposed`)
  assert.ok(claimed <= 0.01 * exposed, `${claimed} EUR were claimed of ${exposed}`)
})

test('in a plant where actions halve the repairs the ledger says so, and no more than they saved', () => {
  const { claimed, saved, exposed } = lived(0.5)
  assert.ok(claimed >= 0.3 * saved, `only ${claimed} EUR were claimed of ${saved}`)
  assert.ok(claimed <= saved && saved <= exposed)
})
