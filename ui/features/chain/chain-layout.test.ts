/** The chain picture stands still, fits its width and keeps its labels apart. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { layoutChain, placeLabels } from './chain-layout.ts'
import { pumpWorks } from './chain-picture.fixture.ts'

test('goods flow from left to right, and everything lies inside the picture', () => {
  for (const width of [690, 1180]) {
    const { nodes, height } = layoutChain(pumpWorks(40), width)
    for (const { x, y, width: w, height: h } of nodes) assert.ok(x >= 0 && x + w <= width && y >= 0 && y + h <= height)
    const middle = (id: string) => nodes.find(({ node }) => node.id === id)?.x ?? Number.NaN
    assert.ok(middle('supplier:foundry') < middle('workCenter:machining'))
    assert.ok(middle('workCenter:machining') < middle('workCenter:weld'))
    assert.ok(middle('workCenter:weld') < middle('customer:c0'))
  }
})

test('a line that skips machining passes beside its box, so that nobody takes it for going through', () => {
  const { nodes, flows } = layoutChain(pumpWorks(3), 1180)
  const machining = nodes.find(({ node }) => node.id === 'workCenter:machining')
  const curve = flows.find(({ flow }) => flow.id === 'supplier:seals>workCenter:weld')?.curve ?? ''
  const lane = Number(/L[\d.]+ ([\d.]+)/.exec(curve)?.[1])
  assert.ok(machining !== undefined && (lane < machining.y || lane > machining.y + machining.height), curve)
})

test('where there is little room, names stand upright and everything still fits', () => {
  const columns = Array.from({ length: 9 }, () => ({ kind: 'workCenter' as const, name: null }))
  const base = pumpWorks(3)
  const picture = {
    ...base,
    columns: [base.columns[0], ...columns, base.columns[3]].flatMap((each) => each ?? []),
    nodes: base.nodes.map((node) => ({ ...node, column: node.column === 3 ? 10 : node.column })),
  }
  assert.equal(layoutChain(picture, 700).upright, true)
  assert.equal(layoutChain(picture, 1180).upright, false)
  assert.ok(layoutChain(picture, 551).nodes.every(({ shape, x, width }) => (shape === 'mark' || width > 20) && x + width <= 551))
})

test('a day on which other promises are late moves nothing', () => {
  const calm = pumpWorks(12)
  const late = { ...calm, nodes: calm.nodes.map((node) => ({ ...node, latePromises: 2, promises: 9 })) }
  const places = (picture: typeof calm) => layoutChain(picture, 1180).nodes.map(({ node, x, y }) => [node.id, x, y])
  assert.deepEqual(places(late), places(calm))
})

test('more money makes a thicker line', () => {
  const { flows } = layoutChain(pumpWorks(2), 1180)
  const thickness = (id: string) => flows.find(({ flow }) => flow.id === id)?.thickness ?? 0
  assert.equal(thickness('workCenter:machining>workCenter:weld'), 6)
  assert.ok(thickness('supplier:seals>workCenter:weld') < 6)
})

test('a flow to a node that the picture does not hold is left out', () => {
  const picture = pumpWorks(1)
  const flows = [...picture.flows, { id: 'lost', from: 'workCenter:weld', to: 'customer:gone', promises: 1, revenue: [] }]
  assert.equal(layoutChain({ ...picture, flows }, 1180).flows.length, picture.flows.length)
})

test('every lit customer has its label, none over another, whichever they are', () => {
  const customers = layoutChain(pumpWorks(40), 1180).nodes.filter(({ node }) => node.column === 3)
  const ids = customers.map(({ node }) => node.id)
  const span = { top: 28, bottom: 28 + 40 * 13, line: 18 }
  fc.assert(
    fc.property(fc.subarray(ids), (must) => {
      const labels = placeLabels(customers, { must, rest: ids }, span)
      const apart = Math.min(span.line, (span.bottom - span.top) / Math.max(1, must.length))
      const heights = labels.map(({ y }) => y).sort((a, b) => a - b)
      assert.ok(must.every((id) => labels.some(({ nodeId }) => nodeId === id)))
      assert.ok(heights.every((y, i) => i === 0 || y - (heights[i - 1] ?? 0) >= apart - 0.001))
      assert.ok(heights.every((y) => y >= span.top && y <= span.bottom))
    }),
  )
})
