/** Did it work: a mill stops, somebody acts or does not, and what came of it is told against doing nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change } from '../records/change.ts'
import { instantFromMs, instantToMs } from '../values/instant.ts'
import { causeState } from './cause-end.ts'
import { plantHistory, savedText } from './history.fixture.ts'

/** Four gears take four hours. The mill stops at eight and is expected back at noon; then line A is two hours late. */
const MILL = `
  now 2026-05-04 08:00
  center milling
  unit mill in milling
  unit lathe in milling
  material gear, made
  order W1 4 gear, for line A
  operation W1/10 at milling, work 4h, on mill
  line A 4 gear, for harbour, due Mon 14:00, price EUR 500, cost EUR 200, penalty 10%
  down mill, named stop, expected Mon 12:00, latest Mon 18:00
`
/** The mill as it has stopped on 49 days before: for two hours at least, half of the times for four. */
function millWithPast(): ReturnType<typeof plantHistory> {
  const shop = plantHistory(MILL)
  const eightMs = instantToMs(shop.at('08:00'))
  for (let day = 1; day < 50; day++) {
    const startMs = eightMs - day * 86_400_000
    const closedAt = instantFromMs(startMs + (115 + 5 * day) * 60_000)
    shop.put('disruption', { id: `old-${day}`, kind: 'workUnitDown', workUnitId: 'mill', startAt: instantFromMs(startMs), closedAt })
  }
  return shop
}
const ON_LATHE = ['operation', 'W1-10-at-milling', { workUnitIds: ['lathe'] }] as const
const ANSWERS = { disruptionId: 'stop' }

test('moved to the lathe, the gears ship at noon: a promise that would have broken is kept, and its money saved', () => {
  const shop = plantHistory(MILL)
  shop.take(
    {
      id: 'move',
      ...ANSWERS,
      promised: {
        saved: { revenue: [], contribution: [], penalty: [] },
        cost: { amount: 4000, scale: 2, currency: 'EUR' },
        promisesKept: 1,
        secondsBack: 0,
      },
    },
    shop.at('08:00'),
    [ON_LATHE],
  )
  shop.set('salesOrderLine', 'A', { shippedAt: shop.at('12:10'), status: 'shipped' })
  shop.set('disruption', 'stop', { closedAt: shop.at('13:00') })
  const { verdict, figures } = shop.settle('move', shop.at('13:05'))
  assert.equal(verdict, 'worked')
  // The mill came back at one: without the lathe the gears were done at five, three hours late.
  assert.equal(figures.lines[0]?.withoutAt, shop.at('17:00'))
  assert.equal(figures.lines[0]?.withAt, shop.at('12:10'))
  assert.equal(figures.lines[0]?.met, true)
  assert.equal(figures.secondsBack, 3 * 3600)
  assert.equal(figures.promisesKept, 1)
  // At eight the cause exposed two hours of penalty; an hour more was not there to be saved then.
  assert.equal(savedText(figures), 'revenue 500 EUR, contribution 300 EUR, penalty 4.17 EUR')
  assert.deepEqual(figures.cost, { amount: 4000, scale: 2, currency: 'EUR' })
})

test('a mill that is back after half an hour would have kept the promise anyway: nothing was saved', () => {
  const shop = plantHistory(MILL)
  shop.take({ id: 'move', ...ANSWERS }, shop.at('08:00'), [ON_LATHE])
  shop.set('disruption', 'stop', { closedAt: shop.at('08:30') })
  const { verdict, figures } = shop.settle('move', shop.at('08:35'))
  assert.equal(verdict, 'wouldHaveRecovered')
  assert.equal(savedText(figures), '')
  assert.equal(figures.promisesKept, 0)
})

test('an action that is taken after the mill runs again saved nothing', () => {
  const shop = plantHistory(MILL)
  shop.set('disruption', 'stop', { closedAt: shop.at('12:00') })
  shop.take({ id: 'move', ...ANSWERS }, shop.at('12:30'), [ON_LATHE])
  const { verdict, figures } = shop.settle('move', shop.at('13:00'))
  assert.equal(verdict, 'wouldHaveRecovered')
  assert.equal(savedText(figures), '')
  assert.equal(figures.reached.at(-1)?.code, 'taken-after-the-end')
})

test('taken back before the mill is repaired, the move had no effect', () => {
  const shop = plantHistory(MILL)
  shop.take({ id: 'move', ...ANSWERS }, shop.at('08:00'), [ON_LATHE])
  shop.set('operation', 'W1-10-at-milling', { workUnitIds: ['mill'] })
  shop.set('action', 'move', { undoneAt: shop.at('08:10') })
  shop.set('disruption', 'stop', { closedAt: shop.at('13:00') })
  const { verdict, figures } = shop.settle('move', shop.at('13:05'))
  assert.equal(verdict, 'noEffect')
  assert.equal(savedText(figures), '')
})

test('a change that moves nothing has no effect, however well the day goes otherwise', () => {
  const shop = plantHistory(MILL)
  shop.take({ id: 'rename', ...ANSWERS }, shop.at('08:00'), [['operation', 'W1-10-at-milling', { name: 'Mill the gears' }]])
  // Somebody else ships gears from a shelf that nobody knew of.
  shop.set('salesOrderLine', 'A', { shippedAt: shop.at('10:00'), status: 'shipped' })
  shop.set('disruption', 'stop', { closedAt: shop.at('13:00') })
  const { verdict, figures } = shop.settle('rename', shop.at('13:05'))
  assert.equal(verdict, 'noEffect')
  assert.equal(savedText(figures), '')
})

test('three hours come back of four, and the promise still breaks: it worked partly, for the penalty of the hours', () => {
  const shop = plantHistory(`${MILL}\n down lathe, named other, until Mon 11:00`)
  shop.take({ id: 'move', ...ANSWERS }, shop.at('08:00'), [ON_LATHE])
  shop.set('disruption', 'stop', { closedAt: shop.at('14:00') })
  shop.set('salesOrderLine', 'A', { shippedAt: shop.at('15:00'), status: 'shipped' })
  const { verdict, figures } = shop.settle('move', shop.at('15:05'))
  assert.equal(verdict, 'partly')
  // Without it at six in the evening, with it at three.
  assert.equal(figures.secondsBack, 3 * 3600)
  assert.equal(figures.promisesKept, 0)
  assert.equal(savedText(figures), 'penalty 4.17 EUR')
})

test('the lathe was the wrong one: it was promised to another line, which is late for it now', () => {
  const shop = plantHistory(`${MILL}
    order W2 4 gear, for line B
    operation W2/10 at milling, work 4h, on lathe
    line B 4 gear, for railyard, due Mon 13:00, price EUR 900, cost EUR 100`)
  shop.take({ id: 'move', ...ANSWERS }, shop.at('08:00'), [
    ['operation', 'W1-10-at-milling', { workUnitIds: ['lathe'], planRank: 1 }],
    ['operation', 'W2-10-at-milling', { planRank: 2 }],
  ])
  shop.set('salesOrderLine', 'A', { shippedAt: shop.at('12:10'), status: 'shipped' })
  shop.set('disruption', 'stop', { closedAt: shop.at('12:00') })
  const { verdict, figures } = shop.settle('move', shop.at('12:15'))
  assert.equal(verdict, 'madeWorse')
  assert.deepEqual([figures.promisesKept, figures.promisesBroken], [1, 1])
  assert.equal(savedText(figures), 'revenue -400 EUR, contribution -500 EUR, penalty 4.17 EUR')
})

test('repaired first, the mill is back sooner than by itself on any of 49 days: judged by the end that was as likely as not', () => {
  const shop = millWithPast()
  shop.take({ id: 'repair', kind: 'repairFirst', ownerRole: 'maintenance', ...ANSWERS }, shop.at('08:00'))
  shop.set('disruption', 'stop', { closedAt: shop.at('09:30') })
  const { verdict, figures } = shop.settle('repair', shop.at('09:35'))
  assert.equal(verdict, 'worked')
  assert.equal(figures.lines[0]?.withoutAt, shop.at('16:00'))
  assert.equal(figures.promisesKept, 1)
  const told = (wanted: string) => figures.reached.find(({ code }) => code === wanted)?.facts
  assert.deepEqual(told('ended-by-itself'), { percent: 2, causes: 49, likelyAt: shop.at('12:00') })
  assert.deepEqual(told('chance-of-its-kind'), { actions: 1, percent: 2, most: 2.5 })
})

test('back after two and a half hours, as on one day in seven without anybody: what the repair saved is not known, and nothing is claimed', () => {
  const shop = millWithPast()
  shop.take({ id: 'repair', kind: 'repairFirst', ownerRole: 'maintenance', ...ANSWERS }, shop.at('08:00'))
  shop.set('disruption', 'stop', { closedAt: shop.at('10:30') })
  const { verdict, figures } = shop.settle('repair', shop.at('10:35'))
  assert.equal(verdict, 'notEnoughData')
  assert.equal(figures.secondsBack, null)
  assert.equal(savedText(figures), '')
  assert.equal(figures.reached.find(({ code }) => code === 'ended-by-itself')?.facts.percent, 16)
})

test('of a repair nobody can say what it saved where no stops are on record', () => {
  const shop = plantHistory(MILL)
  shop.take({ id: 'repair', kind: 'repairFirst', ownerRole: 'maintenance', ...ANSWERS }, shop.at('08:00'))
  shop.set('disruption', 'stop', { closedAt: shop.at('09:30') })
  const { verdict, figures } = shop.settle('repair', shop.at('09:35'))
  assert.equal(verdict, 'notEnoughData')
  assert.equal(figures.secondsBack, null)
  assert.ok(figures.reached.some(({ code }) => code === 'ends-by-itself-not-known'))
})

test('a repair that took longer than was expected is not what made it worse', () => {
  const shop = millWithPast()
  shop.take({ id: 'repair', kind: 'repairFirst', ownerRole: 'maintenance', ...ANSWERS }, shop.at('08:00'))
  shop.set('disruption', 'stop', { closedAt: shop.at('19:00') })
  const { verdict, figures } = shop.settle('repair', shop.at('19:05'))
  assert.equal(verdict, 'noEffect')
  assert.equal(savedText(figures), '')
})

test('two actions for one promise share its money: the second claims what the first left', () => {
  const shop = millWithPast()
  shop.take({ id: 'repair', kind: 'repairFirst', ownerRole: 'maintenance', ...ANSWERS }, shop.at('08:00'))
  shop.take({ id: 'call', kind: 'check', ownerRole: 'teamLead', ...ANSWERS }, shop.at('08:05'))
  shop.set('disruption', 'stop', { closedAt: shop.at('09:30') })
  const first = shop.settle('repair', shop.at('09:35'))
  const second = shop.settle('call', shop.at('09:35'))
  assert.equal(savedText(first.figures), 'revenue 500 EUR, contribution 300 EUR, penalty 4.17 EUR')
  assert.equal(second.verdict, 'worked')
  assert.equal(savedText(second.figures), '')
  assert.deepEqual([first.figures.promisesKept, second.figures.promisesKept], [1, 0])
})

test('a promise whose date nobody knows leaves no verdict', () => {
  const shop = plantHistory(MILL)
  shop.take({ id: 'move', ...ANSWERS }, shop.at('08:00'), [ON_LATHE])
  shop.put('disruption', { id: 'other', kind: 'workUnitDown', workUnitId: 'lathe', startAt: shop.at('09:00') })
  shop.set('disruption', 'stop', { closedAt: shop.at('13:00') })
  const { verdict, figures } = shop.settle('move', shop.at('13:05'))
  assert.equal(verdict, 'notEnoughData')
  assert.deepEqual(figures.reached.find(({ code }) => code === 'lines-not-known')?.facts, { lines: 1 })
})

test('shipped in two parts, half of the gears are in time and half of the money is saved', () => {
  const shop = plantHistory(MILL)
  const whole = shop.model.byKind.salesOrderLine.get('A')
  assert.ok(whole?.price !== undefined && whole.cost !== undefined)
  const half = {
    quantity: { ...whole.quantity, value: 2 },
    price: { ...whole.price, amount: 25_000 },
    cost: { ...whole.cost, amount: 10_000 },
  }
  const first = { ...whole, ...half }
  const planned = [
    { type: 'updated', record: 'salesOrderLine', id: 'A', from: whole, to: first },
    { type: 'added', record: 'salesOrderLine', id: 'A-2', to: { ...first, id: 'A-2' } },
    {
      type: 'updated',
      record: 'operation',
      id: 'W1-10-at-milling',
      from: shop.model.byKind.operation.get('W1-10-at-milling'),
      to: { ...shop.model.byKind.operation.get('W1-10-at-milling'), workUnitIds: ['lathe'] },
    },
  ] as readonly Change[]
  shop.takeWith({ id: 'part', kind: 'shipPart', ...ANSWERS }, shop.at('08:00'), planned)
  shop.set('salesOrderLine', 'A', { shippedAt: shop.at('13:00'), status: 'shipped' })
  shop.set('salesOrderLine', 'A-2', { shippedAt: shop.at('18:00'), status: 'shipped' })
  shop.set('disruption', 'stop', { closedAt: shop.at('13:00') })
  const { verdict, figures } = shop.settle('part', shop.at('18:05'))
  assert.equal(verdict, 'partly')
  assert.equal(figures.promisesKept, 0)
  assert.equal(figures.lines[0]?.withAt, shop.at('18:00'))
  assert.deepEqual(figures.saved.revenue, [{ amount: 25_000, scale: 2, currency: 'EUR' }])
})

/** Nobody who may mill is on shift until six in the evening: line A is late by four hours. */
const NOBODY = MILL.replace(/down mill.*\n/, '')
const missing = (shop: ReturnType<typeof plantHistory>) =>
  ({
    id: 'gap',
    kind: 'qualificationMissing',
    workCenterId: 'milling',
    skill: 'milling',
    startAt: shop.at('08:00'),
    endAt: shop.at('14:00'),
    missing: 1,
    rate: 0,
  }) as const

test('a person who is only planned for a shift saves nothing before the shift is over, and nothing if nobody came', () => {
  const shop = plantHistory(NOBODY)
  shop.put('disruption', missing(shop))
  const staffed = ['disruption', 'gap', { missing: 0, rate: 1, closedAt: shop.at('08:00') }] as const
  shop.take({ id: 'cover', kind: 'movePerson', ownerRole: 'teamLead', disruptionId: 'gap' }, shop.at('08:00'), [staffed])
  assert.equal(causeState(shop.model, shop.action('cover'), shop.at('10:00'))?.type, 'open')
  // Nobody is on the roster: the gap is seen again, and the shift passes.
  shop.put('disruption', missing(shop))
  assert.deepEqual(causeState(shop.model, shop.action('cover'), shop.at('14:00')), { type: 'over', at: shop.at('14:00') })
  const { verdict, figures } = shop.settle('cover', shop.at('14:05'))
  assert.equal(verdict, 'noEffect')
  assert.equal(savedText(figures), '')
})

test('a person who came keeps the promise of the shift', () => {
  const shop = plantHistory(NOBODY)
  shop.put('disruption', missing(shop))
  const staffed = ['disruption', 'gap', { missing: 0, rate: 1, closedAt: shop.at('08:00') }] as const
  shop.take({ id: 'cover', kind: 'movePerson', ownerRole: 'teamLead', disruptionId: 'gap' }, shop.at('08:00'), [staffed])
  shop.set('salesOrderLine', 'A', { shippedAt: shop.at('12:10'), status: 'shipped' })
  const { verdict, figures } = shop.settle('cover', shop.at('14:05'))
  assert.equal(verdict, 'worked')
  assert.equal(figures.lines[0]?.withoutAt, shop.at('18:00'))
})

test('a repair that was planned for an instant is not over because that instant has passed', () => {
  const shop = plantHistory(MILL.replace('expected Mon 12:00, latest Mon 18:00', 'until Mon 16:00'))
  shop.take({ id: 'repair', kind: 'repairFirst', ...ANSWERS }, shop.at('08:00'), [['disruption', 'stop', { endAt: shop.at('09:00') }]])
  assert.equal(causeState(shop.model, shop.action('repair'), shop.at('10:00'))?.type, 'open')
  shop.set('disruption', 'stop', { closedAt: shop.at('10:30') })
  assert.deepEqual(causeState(shop.model, shop.action('repair'), shop.at('10:30')), { type: 'over', at: shop.at('10:30') })
})

test('an expedited delivery is judged by the date that was told without it', () => {
  const shop = plantHistory(`
    now 2026-05-04 08:00
    center milling
    unit mill in milling
    material bar, bought
    material gear, made
    bill gear takes 1 bar
    purchase P1 4 bar, at Mon 10:00, from forge, for order W1
    order W1 4 gear, for line A
    operation W1/10 at milling, work 2h, on mill
    line A 4 gear, due Tue 12:00, price EUR 500, cost EUR 200
    move P1, named late, to Wed 08:00`)
  const [id] = shop.model.byKind.purchaseOrderLine.keys()
  assert.ok(id !== undefined)
  const at = shop.at('15:00')
  shop.take(
    { id: 'hurry', kind: 'expedite', ownerRole: 'buyer', disruptionId: 'late', moves: [{ type: 'deliver', purchaseOrderLineId: id, at }] },
    shop.at('09:00'),
    [
      ['purchaseOrderLine', id, { promisedAt: at }],
      ['disruption', 'late', { newAt: at }],
    ],
  )
  assert.equal(causeState(shop.model, shop.action('hurry'), shop.at('15:30'))?.type, 'open')
  shop.set('purchaseOrderLine', id, { receivedAt: shop.at('16:00'), status: 'closed' })
  shop.set('salesOrderLine', 'A', { shippedAt: shop.at('18:10'), status: 'shipped' })
  const { verdict, figures } = shop.settle('hurry', shop.at('18:15'))
  assert.equal(verdict, 'worked')
  assert.equal(savedText(figures), 'revenue 500 EUR, contribution 300 EUR')
})
