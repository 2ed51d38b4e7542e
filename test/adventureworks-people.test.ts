/** AdventureWorks with a works agreement: whoever asks about a work order that stands still hears who of that work center and shift can act, and who leads them. */
import assert from 'node:assert/strict'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { before, test } from 'node:test'
import { createGunzip } from 'node:zlib'
import { loadMapping } from '../src/connectors/files/load-mapping.ts'
import { memoryImport } from '../src/connectors/files/memory-import.fixture.ts'
import { runMapping } from '../src/connectors/files/run-mapping.ts'
import { emptyModel, putRecord } from '../src/core/chain/model.ts'
import { coverageOf } from '../src/core/people/coverage.ts'
import { whoCanAct } from '../src/core/people/who-can-act.ts'
import { type Instant, instantFromMs } from '../src/core/values/instant.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, '..', 'shared', 'data', 'adventureworks')
const skip = existsSync(folder) ? false : 'AdventureWorks of ../shared/data is not on this machine'

const HOUR = 3_600_000
const model = emptyModel()

before(async () => {
  if (skip !== false) return
  const mapping = await loadMapping(join(root, 'mappings', 'adventureworks.yaml'))
  assert.ok(mapping.ok)
  const session = memoryImport()
  assert.ok((await runMapping({ folder, mapping: mapping.value, session, worksAgreement: true })).ok)
  assert.deepEqual(session.setAside, [])
  for (const { record, body } of session.staged) putRecord(model, record, body)
})

/** Rows of a file by column, read without the mapping. */
async function rowsOf(file: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const [head = [], ...rows] = await Array.fromAsync(
    createInterface({ input: createReadStream(join(folder, file)).pipe(createGunzip()) }),
    (line) => line.split(','),
  )
  return rows.map((cells) => Object.fromEntries(head.map((column, k) => [column, cells[k] ?? ''])))
}

/** Who works where and in which shift, as the files have it: by `40 Evening`. */
async function crews(titled: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const shifts = new Map((await rowsOf('shifts.csv.gz')).map((row) => [row.ShiftID, row.Name]))
  const present = new Map(
    (await rowsOf('employee_department_history.csv.gz'))
      .filter(({ EndDate }) => EndDate === '')
      .map((row) => [row.BusinessEntityID, row.ShiftID]),
  )
  const result = new Map<string, string[]>()
  for (const { BusinessEntityID, FirstName, LastName, JobTitle = '' } of await rowsOf('employees.csv.gz')) {
    const [, title, center] = /^(.+) - WC(\d+)$/.exec(JobTitle) ?? []
    if (title !== titled) continue
    const key = `${center} ${shifts.get(present.get(BusinessEntityID))}`
    result.set(key, [...(result.get(key) ?? []), `${FirstName} ${LastName}`])
  }
  return result
}

/** 07 to 15 is the day, 15 to 23 the evening. */
function shiftAt(at: Instant): string {
  const hour = Number(at.slice(11, 13))
  return hour >= 7 && hour < 15 ? 'Day' : hour >= 15 && hour < 23 ? 'Evening' : 'Night'
}

test('for 20 work orders that stand still for six hours, the technicians and the supervisor of that place and shift are named', {
  skip,
}, async (t) => {
  const [technicians, supervisors] = [await crews('Production Technician'), await crews('Production Supervisor')]
  const operations = [...model.byKind.operation.values()].filter(({ actualStartAt }) => (actualStartAt ?? '') >= '2013-05-01')
  const step = Math.floor(operations.length / 20)
  const asked = new Set<string>()
  for (let k = 0; k < 20; k++) {
    const operation = operations[k * step]
    assert.ok(operation?.actualStartAt !== undefined)
    // It stops at another hour of its first day each time.
    const startAt = instantFromMs(Date.parse(operation.actualStartAt) + ((k * 5) % 24) * HOUR)
    const down = { id: `D${k}`, kind: 'workUnitDown' as const, workCenterId: operation.workCenterId, startAt }
    putRecord(model, 'disruption', { ...down, endAt: instantFromMs(Date.parse(startAt) + 6 * HOUR) })
    const answer = whoCanAct(model, { now: startAt, disruptionId: down.id })
    assert.ok(answer.ok, operation.workOrderId)
    const { can, leads, almost } = answer.value
    const crew = `${operation.workCenterId} ${shiftAt(startAt)}`
    asked.add(crew)
    const named = can.map(({ name }) => name)
    assert.deepEqual([...named].sort(), [...(technicians.get(crew) ?? [])].sort(), crew)
    assert.deepEqual(
      leads.map(({ name }) => name),
      supervisors.get(crew),
      crew,
    )
    assert.ok(named.length >= 5 && can.every(({ reasons }) => reasons.some(({ code }) => code === 'usual-shift')))
    assert.ok(almost.every(({ name }) => !named.includes(name)))
  }
  t.diagnostic(`asked about ${[...asked].sort().join(', ')}`)
  assert.ok(asked.size >= 8)
})

test('without rosters no gap is claimed', { skip }, () => {
  const now = '2013-05-20T08:00:00.000Z' as Instant
  const { state, cells, notes, skills } = coverageOf(model, { now, fromAt: now, toAt: '2013-05-27T08:00:00.000Z' as Instant })
  assert.deepEqual([state, cells, notes], ['on', [], [{ code: 'no-rosters', facts: {} }]])
  assert.deepEqual(
    skills.map(({ skill, busFactor }) => [skill, busFactor]),
    [
      ['WC10', 17],
      ['WC20', 22],
      ['WC30', 25],
      ['WC40', 26],
      ['WC45', 15],
      ['WC50', 26],
      ['WC60', 26],
    ],
  )
})
