/** The chain as one picture: where things stand, what flows between them, and that it stays still. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moneyText } from '../values/money.ts'
import type { ChainPicture } from './page-answer.ts'
import { askPlant, expected } from './plant-answers.fixture.ts'

const WORKS = `
  now 2026-05-04 08:00
  center cut
  unit cut-1 in cut
  center weld
  unit weld-1 in weld
  unit weld-2 in weld
  center pack
  unit pack-1 in pack
  material plate, bought, by stahl, lead 5d
  material seal, bought, by dicht, lead 5d
  material frame, made
  step frame 10 at cut, run 1h
  bill frame takes 2 plate
  material pump, made
  step pump 10 at weld, run 1h
  step pump 20 at pack, run 1h
  bill pump takes 1 frame, at step 10
  bill pump takes 1 seal, at step 20
  purchase P1 8 plate, at Mon 12:00, from stahl
  purchase P2 8 seal, at Mon 12:00, from dicht
  order W1 4 pump, for line A
  line A 4 pump, for brunnen, due d3, price EUR 1000
  line B 1 pump, for hafen, due d9, price EUR 300
  customer aqua, called Aqua Norte
`

const short = (id: string): string => id.replaceAll(/\w+:/g, '')

function nodeTexts({ columns, nodes }: ChainPicture): string {
  return columns
    .map(({ kind, name }, column) => {
      const there = nodes.filter((node) => node.column === column).sort((a, b) => a.row - b.row)
      return `${kind} ${name}: ${there.map((node) => `${node.thing.name} ${node.promises}/${node.latePromises}`).join(', ')}`
    })
    .join('\n')
}

function flowTexts({ flows }: ChainPicture): string {
  return flows.map((flow) => `${short(flow.id)} ${flow.promises} ${flow.revenue.map((each) => moneyText(each)).join()}`).join('\n')
}

test('goods flow from suppliers through the stages to customers, each promise once on each link', () => {
  const picture = askPlant(WORKS).view.chain()
  assert.equal(
    nodeTexts(picture),
    expected(`
      supplier null: dicht 2/0, stahl 2/0
      workCenter cut: cut 2/0
      workCenter weld: weld 2/0
      workCenter pack: pack 2/0
      customer null: Aqua Norte 0/0, brunnen 1/0, hafen 1/0
    `),
  )
  assert.equal(
    flowTexts(picture),
    expected(`
      dicht>pack 2 1300.00 EUR
      stahl>cut 2 1300.00 EUR
      cut>weld 2 1300.00 EUR
      pack>brunnen 1 1000.00 EUR
      pack>hafen 1 300.00 EUR
      weld>pack 2 1300.00 EUR
    `),
  )
})

test('nothing moves when work moves on, and a step that is done is still on the way of its goods', () => {
  const before = askPlant(WORKS).view.chain()
  const moved = WORKS.replace('order W1 4 pump', 'order W1 4 pump, started Mon 06:00')
  const after = askPlant(`${moved}\n operation W1/10 at weld, work 4h, done\n operation W1/20 at pack, work 4h, running`).view.chain()
  const places = ({ nodes }: ChainPicture) => nodes.map(({ id, column, row }) => [id, column, row])
  assert.deepEqual(places(after), places(before))
  assert.ok(flowTexts(after).includes('weld>pack 2 1300.00 EUR'))
})

test('a work center shows its units with their states, and what nobody hears of is unknown', () => {
  const { nodes } = askPlant(`${WORKS}\n state weld-2 down, since Mon 07:00, observed Mon 07:55`).view.chain()
  assert.deepEqual(
    nodes.find(({ id }) => id === 'workCenter:weld')?.units.map(({ name, state }) => [name, state]),
    [
      ['weld-1', 'unknown'],
      ['weld-2', 'down'],
    ],
  )
})

test('late promises are counted with their money on every node that they go through', () => {
  const { nodes } = askPlant(WORKS.replace('due d3', 'due Mon 12:00')).view.chain()
  const late = nodes.filter(({ latePromises }) => latePromises > 0)
  assert.deepEqual(late.map(({ id }) => short(id)).sort(), ['brunnen', 'cut', 'dicht', 'pack', 'stahl', 'weld'])
  assert.ok(late.every(({ atRisk }) => atRisk.map((each) => moneyText(each)).join() === '1000.00 EUR'))
})

test('forty customers and work that goes in circles have a place each', () => {
  const customers = Array.from({ length: 40 }, (_, k) => `line Z${k} 1 pump, for c${k}, due d${20 + k}`)
  const circle = 'material part, made\n step part 10 at pack, run 1h\n step part 20 at cut, run 1h'
  const { nodes, columns } = askPlant(`${WORKS}\n${circle}\n${customers.join('\n')}`).view.chain()
  assert.equal(new Set(nodes.map(({ column, row }) => `${column} ${row}`)).size, nodes.length)
  assert.equal(nodes.filter(({ column }) => column === columns.length - 1).length, 43)
  assert.ok(nodes.every(({ column }) => column < columns.length))
})
