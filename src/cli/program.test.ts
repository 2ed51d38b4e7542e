/** The whole program as a person uses it: real processes, a real store, real files, real HTTP. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runProgram, startProgram, startServing, writePumpWorks } from './pump-works.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-program-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const data = join(folder, 'data')
const files = writePumpWorks(join(folder, 'files'))
const mapping = join(files, 'mapping.yaml')
const here = (...words: readonly string[]) => runProgram([...words, '--data', data])
const json = async (...words: readonly string[]) => {
  const { out, code, err } = await here(...words, '--json', '--quiet')
  assert.equal(err, '')
  return { code, document: JSON.parse(out) }
}

test('an empty store says how to fill it', async () => {
  const { code, err } = await here('impact', '--work-order', '4711')
  assert.equal(code, 2)
  assert.match(err, /The store holds no data yet\.[\s\S]*Next: Bring some in: throughline import/)
})

test('a preview changes nothing, an apply brings all of it, and a second import changes nothing', async () => {
  const preview = await here('import', files, '--mapping', mapping)
  assert.equal(preview.code, 0)
  assert.match(preview.out, /sales order line +2 +0 +0 +0/)
  assert.match(preview.out, /Nothing was applied\. Next: add --apply\./)
  assert.match(
    (await here('import', files, '--mapping', mapping, '--apply', '--quiet')).out,
    /Applied 13 changes as journal entries 1 to 8\./,
  )
  const again = await json('import', files, '--mapping', mapping, '--apply')
  assert.deepEqual(again.document.preview.records.workOrder, { added: 0, changed: 0, unchanged: 2, removed: 0 })
  assert.equal(again.code, 0)
})

test('rows that are set aside are shown, written to a file, listed, and tried again', async () => {
  const broken = writePumpWorks(join(folder, 'broken'), {
    'customers.csv': 'no,name\nC-1,Harbour Authority\n',
    'orders.csv':
      'no,item,qty,due,so\n4711,P-100,two,2026-05-08 10:00,SO-1/1\n4712,P-100,1,2026-05-12 10:00,SO-2/1\n4713,P-999,1,2026-05-12 10:00,SO-2/1\n',
  })
  const csv = join(folder, 'rejected.csv')
  const { code, out } = await here('import', broken, '--mapping', join(broken, 'mapping.yaml'), '--dry-run', '--rejects-to', csv)
  assert.equal(code, 1)
  assert.match(out, /orders\.csv:2 qty: .*\n +Next: /)
  assert.match(readFileSync(csv, 'utf8'), /orders\.csv,4,.*P-999/)
  assert.equal((await here('import', '--rejected')).out, 'No row is set aside.\n')
  assert.equal((await here('import', '--retry', '--mapping', mapping)).code, 0)
})

test('a stopped welder names the customer, the time and the money, sentences first', async () => {
  const { code, out } = await here('impact', '--down', 'Welder 2', '--for', '6h', '--at', '2026-05-08T00:00')
  assert.equal(code, 0)
  assert.match(out, /^Welder 2 \(welder-2\) is down from 2026-05-08 00:00 to 2026-05-08 06:00\./)
  assert.match(
    out,
    /Harbour Authority \(C-1\): 2 pieces of Pump 100 \(P-100\) on order SO-1 is 6 h late and moves by 6 h, 2,400\.50 EUR of revenue/,
  )
})

test('the same answer for a program is one document and nothing else', async () => {
  const { code, document } = await json('impact', '--down', 'weld', '--for', '6h', '--at', '2026-05-08T00:00')
  assert.equal(code, 0)
  assert.deepEqual(
    document.late.map((each: { orderId: string }) => each.orderId),
    ['SO-1'],
  )
  const all = await json('impact', '--all-work-orders')
  assert.deepEqual(
    all.document.answers.map((each: { workOrderId: string; lines: number }) => [each.workOrderId, each.lines]),
    [
      ['4711', 1],
      ['4712', 1],
    ],
  )
})

test('a name that is not there is refused with the nearest one, for people and for programs', async () => {
  assert.match(
    (await here('impact', '--down', 'welder-3', '--for', '6h')).err,
    /no work center or work unit of this id or name\.[\s\S]*Did you mean welder-2\?/,
  )
  const { code, document } = await json('impact', '--work-order', '4710')
  assert.equal(code, 2)
  assert.equal(document.problems[0].code, 'use-unknown-name')
})

test('questions that contradict themselves are refused', async () => {
  const codes = await Promise.all(
    [
      ['--down', 'weld', '--scrap', '4711'],
      ['--down', 'weld', '--for', '6h', '--until', '2030-01-01'],
      ['--slow', 'weld', '--rate', '1.5'],
      ['--scrap', '4711'],
      ['--scrap', '4711', '--quantity', '2 KGM'],
      ['--scrap', '4711', '--quantity', '0'],
      ['--down', 'weld', '--for', '6h', '--rate', '0.5'],
      ['--cancel-order', '4711'],
    ].map(async (question) => {
      const { code, facts } = (await json('impact', ...question)).document.problems[0]
      return code.startsWith('use-') ? code : `${code}: ${facts.reason}`
    }),
  )
  assert.deepEqual(codes, [
    'use-one-question',
    'use-two-ends',
    'use-wrong-rate',
    'use-missing-option',
    'use-other-unit',
    'use-no-quantity',
    'use-stray-option',
    'use-unknown-name',
  ])
})

test('a work order and a sales order line are told apart when one is cancelled', async () => {
  const at = ['--at', '2026-05-08T00:00']
  const line = await here('impact', '--cancel-order', 'SO-2', ...at)
  assert.match(line.out, /^Sales order line SO-2\/1 is cancelled\./)
  const order = await here('impact', '--cancel-work-order', '4712', ...at)
  assert.match(order.out, /^Work order 4712 is cancelled\./)
})

test('an export can be imported again without a difference, and the journal is beside it', async () => {
  const backup = join(folder, 'backup')
  assert.equal((await here('export', backup)).code, 0)
  const { code, document } = await json('import', backup, '--mapping', join(backup, 'mapping.yaml'), '--dry-run')
  assert.equal(code, 0)
  for (const [record, { added, changed, removed }] of Object.entries<Record<string, number>>(document.preview.records)) {
    assert.deepEqual({ added, changed, removed }, { added: 0, changed: 0, removed: 0 }, record)
  }
  assert.equal(JSON.parse(readFileSync(join(backup, 'journal.jsonl'), 'utf8').split('\n')[0] ?? '').seq, 1)
  assert.match((await here('export', backup)).err, /The folder holds something already/)
})

test('the journal, the tables and the model agree', async () => {
  assert.match((await here('verify')).out, /agree\.\n$/)
})

test('a running server answers, keeps its address to itself, shares its store for reading, and stops cleanly', async () => {
  const server = await startServing(['--data', data])
  try {
    const status = (await (await fetch(`${server.url}/api/v1/status`)).json()) as { site: string; promises: number }
    assert.deepEqual([status.site, status.promises], ['pump-works', 2])
    assert.equal((await here('impact', '--work-order', '4711')).code, 0)
    const held = await here('import', '--retry', '--mapping', mapping, '--apply')
    assert.equal(held.code, 3)
    assert.match(held.err, /A running server writes to this site[\s\S]*To try rows again, stop it first \(process \d+\)/)
    const second = await here('start', '--port', new URL(server.url).port)
    assert.equal(second.code, 3, second.err)
  } finally {
    assert.equal((await server.stop()).code, 0)
  }
  assert.ok(!existsSync(join(data, 'server.json')))
})

test('a port that somebody else has is named with who has it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { code, err } = await here('start', '--port', String(port))
  other.close()
  assert.equal(code, 3)
  assert.ok(err.includes(`port: ${port}\n`) && err.includes(`choose another port: throughline start --port ${port + 1}`), err)
})

test('an owner account is made from a password that is worth the name', async () => {
  const weak = await runProgram(['account', 'create-owner', '--name', 'anna', '--password-stdin', '--data', data], 'password1234\n')
  assert.equal(weak.code, 2)
  const made = await runProgram(
    ['account', 'create-owner', '--name', 'anna', '--password-stdin', '--data', data],
    'seven herons on the quay\n',
  )
  assert.match(made.out, /The owner account anna is made/)
})

test('an account has one of the roles that there are, and is removed; the owner without whom nobody could make another stays', async () => {
  const create = (...more: readonly string[]) =>
    runProgram(['account', 'create', '--password-stdin', '--data', data, ...more], 'nine buoys in the east\n')
  const none = await create('--name', 'weld-2', '--role', 'welder')
  assert.equal(none.code, 2)
  assert.match(none.err, /Add --role with one of owner, planner, lead, operator, viewer/)
  assert.match((await create('--name', 'weld-2', '--role', 'operator')).out, /The account weld-2 is made; its role is operator/)
  const remove = (name: string) => runProgram(['account', 'remove', '--name', name, '--data', data])
  assert.match((await remove('weld-2')).out, /The account weld-2 is gone/)
  assert.match((await remove('weld-2')).err, /There is no account of this name/)
  assert.match((await remove('anna')).err, /The last owner can not be removed/)
})

test('a wrong setting stops every command before it begins', async () => {
  const { code, err } = await startProgram(['verify', '--data', data], { THROUGHLINE_LISTEN_PORT: '80a' }).ended
  assert.equal(code, 2)
  assert.match(err, /key: listen\.port\n +from: THROUGHLINE_LISTEN_PORT\n +value: 80a\n +allowed: a whole number from 1 to 65535/)
})
