/** A newcomer's first steps, each in a process of its own: a server on an empty folder, an import beside it, questions, and no restart. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runProgram, startServing, writePumpWorks } from './pump-works.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-first-steps-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const PASSWORD = 'a long sentence about pumps'

/** A data folder of its own, and the program run on it. */
function plant(name: string) {
  const data = join(folder, name)
  const here = (...words: readonly string[]) => runProgram([...words, '--data', data])
  return { data, here }
}

const files = writePumpWorks(join(folder, 'files'))
const mapping = join(files, 'mapping.yaml')
const mappingText = readFileSync(mapping, 'utf8')
/** The same plant under another id. */
const otherFiles = writePumpWorks(join(folder, 'other'), { 'mapping.yaml': mappingText.replace('id: pump-works', 'id: valve-works') })
const otherMapping = join(otherFiles, 'mapping.yaml')

async function get(url: string, path: string): Promise<{ readonly status: number; readonly body: ReturnType<typeof JSON.parse> }> {
  const response = await fetch(`${url}/api/v1/${path}`)
  return { status: response.status, body: await response.json() }
}

test('a server on an empty folder takes the first site that is imported beside it', async () => {
  const { data, here } = plant('empty')
  const server = await startServing(['--data', data])
  try {
    assert.equal(server.site, null)
    for (const path of ['status', 'promises', 'customers', 'health/ready']) {
      const { status, body } = await get(server.url, path)
      assert.deepEqual([status, body.code], [503, 'site-none'], path)
      assert.match(body.next, /throughline import <folder> --mapping <file>/)
    }
    assert.equal((await get(server.url, 'health/live')).status, 200)

    const looked = await here('import', otherFiles, '--mapping', otherMapping, '--dry-run')
    assert.match(looked.out, /pump works into site valve-works[\s\S]*sales order line +2 +0 +0 +0[\s\S]*Nothing was applied\.\n$/)
    assert.equal((await get(server.url, 'status')).body.code, 'site-none')

    const applied = await here('import', files, '--mapping', mapping, '--apply')
    assert.equal(applied.code, 0, applied.err)
    assert.match(
      applied.out,
      /pump works into site pump-works[\s\S]*No row was set aside\.[\s\S]*Applied 13 changes as journal entries 1 to \d+\./,
    )
    assert.match(applied.err, /Reading .* from \w+\.csv: \d+ rows/)
    const { body: status } = await get(server.url, 'status')
    assert.deepEqual([status.site, status.records.salesOrderLine, status.promises], ['pump-works', 2, 2])
    assert.equal((await get(server.url, 'promises')).body.total, 2)
    const journal = (await get(server.url, 'journal')).body
    assert.deepEqual(journal.items[0].cause, { by: 'local', source: 'api' })

    const other = await here('import', otherFiles, '--mapping', otherMapping, '--apply')
    assert.equal(other.code, 2)
    assert.match(other.err, /about another site[\s\S]*Next: To serve valve-works, stop this server[\s\S]*start --site valve-works/)
    assert.match((await here('impact', '--work-order', '4711')).out, /Harbour Authority/)
    assert.match((await here('verify')).out, /agree\.\n$/)
  } finally {
    assert.equal((await server.stop()).code, 0)
  }
  assert.equal(server.texts.err, '')
})

test('beside a server an import shows, asks and tells as it does without one', async () => {
  const { data, here } = plant('beside')
  const broken = writePumpWorks(join(folder, 'broken'), {
    'orders.csv':
      'no,item,qty,due,so\n4711,P-100,two,2026-05-08 10:00,SO-1/1\n4712,P-100,1,2026-05-12 10:00,SO-2/1\n4713,P-999,1,,SO-2/1\n',
  })
  const csv = join(folder, 'rejected.csv')
  const words = ['import', broken, '--mapping', join(broken, 'mapping.yaml')]
  const alone = JSON.parse((await here(...words, '--dry-run', '--json')).out)
  const server = await startServing(['--data', data])
  try {
    const beside = await here(...words, '--dry-run', '--json', '--rejects-to', csv)
    assert.equal(beside.code, 1)
    const told = JSON.parse(beside.out)
    const { importId: _one, ...preview } = told.preview
    const { importId: _two, ...expected } = alone.preview
    assert.deepEqual([preview, told.rejected, told.notes, told.read], [expected, alone.rejected, alone.notes, alone.read])
    assert.match(readFileSync(csv, 'utf8'), /orders\.csv,4,.*P-999/)

    const asked = await here(...words)
    assert.match(asked.out, /orders\.csv:2 qty: .*\n +Next: [\s\S]*Nothing was applied\. Next: add --apply\./)
    const applied = JSON.parse((await here(...words, '--apply', '--json', '--quiet')).out)
    assert.equal(applied.applied.firstSeq, 1)
    assert.match((await here('import', '--rejected')).out, /orders\.csv:2/)
    const again = await here('import', files, '--mapping', mapping, '--apply', '--quiet')
    assert.match(again.out, /work order +1 +0 +1 +0[\s\S]*Applied/)
    assert.match((await here('import', files, '--mapping', mapping, '--apply', '--quiet')).out, /The site holds all of it already\.\n$/)
    const missing = await here('import', join(folder, 'nowhere'), '--mapping', mapping, '--json')
    assert.deepEqual([missing.code, JSON.parse(missing.out).problems[0].code], [2, 'import.no-folder'])
  } finally {
    await server.stop()
  }
})

test('once there is an owner, the import says how to sign in, and takes a token', async () => {
  const { data, here } = plant('owned')
  await here('import', files, '--mapping', mapping, '--apply')
  const server = await startServing(['--data', data])
  try {
    const made = await runProgram(['account', 'create-owner', '--name', 'anna', '--password-stdin', '--data', data], PASSWORD)
    assert.equal(made.code, 0, made.err)
    const refused = await here('import', files, '--mapping', mapping)
    assert.equal(refused.code, 2)
    assert.match(refused.err, /wants to know who imports\.\nNext: .*THROUGHLINE_TOKEN.*\/api\/v1\/session/)
    const signed = await fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'anna', password: PASSWORD, as: 'token' }),
    })
    const { token } = (await signed.json()) as { readonly token: string }
    const words = ['import', files, '--mapping', mapping, '--apply', '--data', data]
    assert.equal((await runProgram(words, '', { THROUGHLINE_TOKEN: token })).code, 0)
    assert.ok(!(await runProgram(['config', '--data', data], '', { THROUGHLINE_TOKEN: token })).out.includes(token))
  } finally {
    await server.stop()
  }
})

test('a site that is filled without the server is taken up, too, and a stale note misleads nobody', async () => {
  const { data, here } = plant('passed-by')
  const server = await startServing(['--data', data])
  try {
    // As if the import had begun before the server was there to be found.
    rmSync(join(data, 'server.json'))
    assert.equal((await here('import', files, '--mapping', mapping, '--apply')).code, 0)
    let status = await get(server.url, 'status')
    while (status.status !== 200) status = await get(server.url, 'status')
    assert.equal(status.body.site, 'pump-works')
  } finally {
    await server.stop()
  }
})

test('verify finds no difference beside a server that writes without a pause', async () => {
  const { data, here } = plant('busy')
  await here('import', files, '--mapping', mapping, '--apply')
  const server = await startServing(['--data', data])
  let [writing, written] = [true, 0]
  const change = async (): Promise<void> => {
    for (let from: object | undefined; writing; written += 1) {
      const to = { id: 'busy', name: `Customer ${written}` }
      const body = JSON.stringify({
        changes: [
          { type: from === undefined ? 'added' : 'updated', record: 'customer', id: 'busy', ...(from === undefined ? {} : { from }), to },
        ],
      })
      const response = await fetch(`${server.url}/api/v1/changes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      assert.equal(response.status, 201, await response.text())
      from = to
    }
  }
  const changing = change()
  try {
    for (let n = 0; n < 3; n += 1) {
      const verified = await here('verify', '--json')
      assert.deepEqual([verified.code, JSON.parse(verified.out).differences], [0, []], verified.out)
    }
    assert.ok(written > 0)
  } finally {
    writing = false
    await changing
    await server.stop()
  }
  assert.equal(JSON.parse((await here('verify', '--json')).out).modelCompared, true)
})
