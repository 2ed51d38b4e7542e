/** The whole server: API, engine thread, PostgreSQL and files together, from an empty folder to an answer, and again after a restart. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeOwner } from '../src/api/accounts/password.ts'
import { startApi } from '../src/api/server.ts'
import { templateHeader } from '../src/connectors/files/import-template.ts'
import type { Problem } from '../src/core/values/result.ts'
import { startEngineHost } from '../src/host/engine-host.ts'
import type { EngineWorkerData } from '../src/host/engine-worker.ts'
import { openStore } from '../src/store/open-store.ts'
import { asking, realClock, type Served } from './api-server.fixture.ts'

const mapping = `
name: valve works
site: { id: valves, name: Valve Works, zone: Europe/Berlin, currency: EUR }
records:
  customer:
    file: customers.csv
    key: '{No}'
    fields: { name: Name }
  material:
    file: items.csv
    key: '{Item}'
    fields: { name: Text, unit: { const: EA } }
  salesOrderLine:
    file: lines.csv
    key: '{Order}-{Pos}'
    fields:
      orderId: Order
      customerId: Customer
      materialId: Item
      quantity: { column: Qty, unit: EA }
      confirmedAt: { column: Due, formats: [YYYY-MM-DD] }
      price: { column: Price }
  workOrder:
    file: jobs.csv
    key: '{Job}'
    fields:
      materialId: Item
      quantity: { column: Qty, unit: EA }
      salesOrderLineId: Line
covers: [customer, material, salesOrderLine, workOrder]
`
const files = {
  'mapping.yaml': mapping,
  'customers.csv': 'No,Name\nC1,Waterworks\nC2,Brewery\n',
  'items.csv': 'Item,Text\nV20,Gate valve\n',
  'lines.csv':
    'Order,Pos,Customer,Item,Qty,Due,Price\nS1,1,C1,V20,5,2031-05-08,900.00\nS1,2,C1,V20,2,2031-05-09,360.00\nS2,1,C9,V20,1,2031-05-09,180.00\n',
  'jobs.csv': 'Job,Item,Qty,Line\nJ1,V20,5,S1-1\nJ2,V20,2,S1-2\n',
}

interface Whole {
  readonly ask: Served['ask']
  readonly makeOwner: (name: string, password: string) => Promise<unknown>
  readonly stop: () => Promise<void>
}

const worker = new URL('../src/host/engine-worker.ts', import.meta.url)

const report = (problem: Problem): void => assert.fail(JSON.stringify(problem))

function dataOf(folder: string): EngineWorkerData {
  return { site: 'valves', dataDir: join(folder, 'data'), importRoot: join(folder, 'imports'), worksAgreement: false }
}

async function wholeServer(folder: string): Promise<Whole> {
  const data = dataOf(folder)
  const host = await startEngineHost({ worker, workerData: data, report })
  const store = await openStore({ dataDir: data.dataDir })
  const api = await startApi({
    ...host,
    templateOf: templateHeader,
    accounts: store.accounts,
    people: { accessLog: store.peopleAccess, keys: store.kioskKeys },
    clock: realClock,
    log: (line) => console.error(line),
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
  })
  if (!api.ok) throw new Error(api.problem.message)
  let stopped: Promise<void> | undefined
  return {
    ask: asking(api.value.url),
    makeOwner: (name, password) => makeOwner(store.accounts, { name, password }),
    stop() {
      stopped ??= api.value
        .stop()
        .then(host.stop)
        .then(() => store.close())
      return stopped
    },
  }
}

async function plantFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-whole-'))
  await mkdir(join(folder, 'imports', 'erp'), { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, 'imports', 'erp', name), content)
  return folder
}

async function until(ask: Served['ask'], path: string, done: (body: { readonly stage: string }) => boolean) {
  for (;;) {
    const { body } = await ask('GET', path)
    if (done(body)) return body
    await sleep(20)
  }
}

test('files become promises, a stop becomes an impact, and a restart keeps it all', async (t) => {
  const folder = await plantFolder()
  const servers = [await wholeServer(folder)]
  // In this order: a database whose folder goes while it runs is a crash.
  t.after(async () => {
    for (const server of servers) await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const [first] = servers as [Whole]
  const { ask } = first
  const source = { folder: 'erp', mapping: 'erp/mapping.yaml' }

  const begun = await ask('POST', '/api/v1/imports', { body: source })
  assert.equal(begun.status, 202, begun.text)
  const path = `/api/v1/imports/${begun.body.importId}`
  const previewed = await until(ask, path, ({ stage }) => stage !== 'reading')
  assert.deepEqual(
    [previewed.stage, previewed.preview?.records.salesOrderLine, previewed.preview?.rejectedCount],
    ['previewed', { added: 2, changed: 0, unchanged: 0, removed: 0 }, 1],
    JSON.stringify(previewed),
  )
  const aside = await ask('GET', `${path}/rejected`)
  assert.deepEqual([aside.body.items[0].recordId, aside.body.items[0].problem.code], ['S2-1', 'reference-dangles'])
  assert.equal((await ask('GET', '/api/v1/customers')).body.items.length, 0)

  assert.equal((await ask('POST', `${path}/apply`)).status, 202)
  const applied = await until(ask, path, ({ stage }) => stage !== 'applying')
  assert.deepEqual([applied.stage, applied.applied.changes], ['applied', 8])
  assert.equal((await ask('POST', `${path}/apply`)).body.code, 'import-stage-differs')

  const touched = await ask('GET', '/api/v1/work-orders/J1/touches')
  assert.equal(touched.status, 200, touched.text)
  assert.deepEqual([touched.body.totals.customers, touched.body.totals.revenue], [1, [{ amount: 90_000, scale: 2, currency: 'EUR' }]])

  const stop = { id: 'D1', kind: 'orderCancelled', salesOrderLineId: 'S1-2', startAt: '2026-05-08T06:00:00.000Z' }
  const entry = await ask('POST', '/api/v1/changes', { body: { changes: [{ type: 'added', record: 'disruption', id: 'D1', to: stop }] } })
  assert.equal(entry.status, 201, entry.text)
  assert.equal((await ask('GET', '/api/v1/disruptions/D1/impact')).body.disruption?.id, 'D1')
  const { body: promises } = await ask('GET', '/api/v1/promises')
  assert.ok(promises.total >= 1)

  const question = { type: 'propose', actionId: 'A1', kind: 'check', ownerRole: 'sales', disruptionId: 'D1', moves: [], what: 'ask why' }
  const decided = await ask('POST', '/api/v1/decisions', { body: question })
  assert.equal(decided.status, 200, decided.text)
  assert.deepEqual((await ask('POST', '/api/v1/decisions', { body: question })).body, { seq: null })
  assert.equal((await ask('GET', '/api/v1/disruptions/D1/countermeasures')).body.disruption.id, 'D1')
  assert.equal((await ask('GET', '/api/v1/disruptions/D9/countermeasures')).body.code, 'record-not-found')

  await assert.rejects(startEngineHost({ worker, workerData: dataOf(folder), report }), (error: Error & { problem?: { code: string } }) => {
    assert.equal(error.problem?.code, 'site-has-writer')
    return /Another process writes to this site/.test(error.message)
  })

  await first.makeOwner('Anna', 'valves open at seven sharp')
  await first.stop()
  const second = await wholeServer(folder)
  servers.push(second)
  assert.equal((await second.ask('GET', '/api/v1/status')).status, 401)
  const signed = await second.ask('POST', '/api/v1/session', {
    body: { name: 'anna', password: 'valves open at seven sharp', as: 'token' },
  })
  const headers = { authorization: `Bearer ${signed.body.token}` }
  const status = (await second.ask('GET', '/api/v1/status', { headers })).body
  // The role that is asked is told of it with the next tick, which is another entry.
  assert.ok(status.seq >= decided.body.seq, `entry ${decided.body.seq} was confirmed, and ${status.seq} is the last`)
  assert.deepEqual([status.records.salesOrderLine, status.openDisruptions, status.viewProblem], [2, 1, null])
  const journal = (await second.ask('GET', '/api/v1/journal?limit=20', { headers })).body
  assert.equal(journal.items.at(-1).seq, status.seq)
  const inbox = (await second.ask('GET', '/api/v1/inbox/sales', { headers })).body
  assert.deepEqual([inbox.actions[0].action.what, inbox.actions[0].disruption.id], ['ask why', 'D1'])
})
