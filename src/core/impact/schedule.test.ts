/** What each work unit did, does and will do; how the floor stands; what a unit takes up next. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantFromMs } from '../values/instant.ts'
import type { ScheduleRow } from './page-answer.ts'
import { askPlant, expected } from './plant-answers.fixture.ts'
import { readPlant, timeText } from './plant-text.fixture.ts'
import type { PlantView } from './plant-view.ts'

const MILL = `
  now 2026-05-05 08:00
  hours day mon-fri 06:00-14:00
  center milling, hours day
  unit mill in milling
  unit spare in milling
  material gear, made
  order W0 4 gear, for line A
  operation W0/10 at milling, work 4h, on mill, started Tue 06:00, ended Tue 07:00, done
  operation W0/20 at milling, work 2h, on mill, running, started Tue 07:00
  order W1 10 gear, for line B
  operation W1/10 at milling, run 1h, on mill
  line A 4 gear, for brunnen, due Wed 08:00, price EUR 500
  line B 10 gear, for hafen, due Wed 08:00, price EUR 700
`

const at = (text: string) => instantFromMs(Date.parse(`2026-05-${text}:00Z`))

function rowText(view: PlantView, { workUnit, bars, closed, disturbed }: ScheduleRow): string {
  const times = (span: { fromAt: typeof view.at; toAt: typeof view.at | null }) =>
    `${timeText(span.fromAt, view.at)} to ${timeText(span.toAt, view.at)}`
  return [
    `${workUnit.id}:`,
    ...bars.map(
      (bar) =>
        `${bar.workOrderId}/${bar.sequence} ${bar.standing} ${times(bar)}${bar.promise === null ? '' : ` for ${bar.promise.customer.id}`}${bar.late ? ' late' : ''}`,
    ),
    ...closed.map((span) => `closed ${times(span)}`),
    ...disturbed.map((span) => `${span.disruptionId} ${times(span)} at ${span.rate}`),
  ].join(', ')
}

function scheduleText(plant: string, from: string, to: string, more: { workUnitIds?: string[]; limit?: number } = {}): string {
  const { view } = askPlant(plant)
  const { rows, leftOut } = view.schedule({ from: at(from), to: at(to), limit: 100, ...more })
  return [...rows.map((row) => rowText(view, row)), ...(leftOut > 0 ? [`${leftOut} left out`] : [])].join('\n')
}

test('what is recorded stands before now, what is projected behind it, and nights are closed', () => {
  assert.equal(
    scheduleText(MILL, '05T00:00', '06T14:00'),
    expected(`
      mill:, W0/10 done Tue 06:00 to Tue 07:00 for brunnen, W0/20 running Tue 07:00 to Tue 10:00 for brunnen, W1/10 planned Tue 10:00 to Wed 12:00 for hafen late, closed d0 to Tue 06:00, closed Tue 14:00 to Wed 06:00
      spare:, closed d0 to Tue 06:00, closed Tue 14:00 to Wed 06:00
    `),
  )
})

test('only the named units, and of too many bars those nearest to now', () => {
  assert.equal(
    scheduleText(MILL, '05T00:00', '07T14:00', { workUnitIds: ['mill'], limit: 1 }),
    expected(`
      mill:, W0/20 running Tue 07:00 to Tue 10:00 for brunnen, closed d0 to Tue 06:00, closed Tue 14:00 to Wed 06:00, closed Wed 14:00 to Thu 06:00
      2 left out
    `),
  )
})

test('a stop disturbs its unit from its start to its expected end, and one that is over stays on record', () => {
  const plant = `${MILL}\n down mill, from Tue 07:30, expected Tue 10:00, named now\n down spare, from Tue 06:30, closed Tue 07:00, named before`
  assert.equal(
    scheduleText(plant, '05T06:00', '05T12:00'),
    expected(`
      mill:, W0/10 done Tue 06:00 to Tue 07:00 for brunnen, W0/20 running Tue 07:00 to Tue 12:00 for brunnen, now Tue 07:30 to Tue 10:00 at 0
      spare:, before Tue 06:30 to Tue 07:00 at 0
    `),
  )
})

test('the floor tells of each unit how it stands, what it does, what comes next and whose promises wait', () => {
  const { view } = askPlant(`${MILL}\n state mill producing, since Tue 07:00, observed Tue 07:59`)
  const model = readPlant(`${MILL}\n state mill down, since Tue 08:00, observed Tue 08:00`).model
  assert.deepEqual(
    view
      .floor(model)
      .map((unit) => [
        unit.workUnit.id,
        unit.state?.state,
        unit.current?.workOrderId,
        unit.next?.workOrderId,
        unit.promises,
        unit.latePromises,
      ]),
    [
      ['mill', 'down', 'W0', 'W1', 2, 1],
      ['spare', undefined, undefined, undefined, 0, 0],
    ],
  )
  assert.deepEqual([view.nextOn('mill')?.sequence, view.nextOn('spare')], [20, undefined])
})
