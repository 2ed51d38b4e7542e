/** Files as plants export them: their encodings, delimiters, quotes and damage. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { plantFolder } from './plant-folder.fixture.ts'
import { readRows } from './read-rows.ts'
import type { FileShape } from './row-read.ts'

/** Each row as `line: cells`, or `line: code column`. */
async function rows(
  name: string,
  content: string | Buffer,
  shape: Partial<FileShape> & { columns: readonly string[] },
): Promise<readonly string[]> {
  const folder = await plantFolder({ [name]: content })
  const lines: string[] = []
  for await (const row of readRows(join(folder, name), { format: {}, empty: [], ...shape }, () => undefined)) {
    const facts = row.kind === 'row' ? '' : (row.problem.facts.byte ?? row.problem.facts.cells ?? '')
    lines.push(
      row.kind === 'row'
        ? `${row.line}: ${Object.values(row.cells).join('|')}`
        : `${row.line}: ${row.problem.code} ${row.column ?? ''}${facts}`.trim(),
    )
  }
  return lines
}

const NAMES = { columns: ['Id', 'Name'] }

test('comma, semicolon, tab and bar are found from the header', async () => {
  for (const mark of [',', ';', '\t', '|']) {
    assert.deepEqual(await rows('a.csv', `Id${mark}Name\n1${mark}Säge\n`, NAMES), ['2: 1|Säge'])
  }
  assert.deepEqual(await rows('a.csv', 'Id;"a,b,c,d";Name\n1;x;Säge\n', NAMES), ['2: 1|Säge'], 'commas inside quotes do not count')
  assert.deepEqual(await rows('a.csv', 'Id,Name\tx\n1,Säge\ty\n', { columns: ['Id,Name'], format: { delimiter: 'tab' } }), ['2: 1,Säge'])
})

test('the same text arrives from every encoding', async () => {
  const text = 'Id,Name\n1,Größe Ø 12 µm\n2,Sánchez\n'
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  const files: readonly (readonly [name: string, content: Buffer])[] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big-endian', utf16be],
    ['windows-1252', Buffer.from(text, 'latin1')],
    ['packed', gzipSync(text)],
  ]
  for (const [name, content] of files) assert.deepEqual(await rows('a.csv', content, NAMES), ['2: 1|Größe Ø 12 µm', '3: 2|Sánchez'], name)
})

test('a row in another encoding than its file is set aside with the byte', async () => {
  const mixed = Buffer.concat([Buffer.from('Id,Name\n1,Müller\n2,'), Buffer.from('Jürgen', 'latin1'), Buffer.from('\n3,Weiß\n')])
  assert.deepEqual(await rows('a.csv', mixed, NAMES), ['2: 1|Müller', '3: import.damaged-text Name0xFC', '4: 3|Weiß'])
  const late = Buffer.concat([
    Buffer.from(`Id,Name\n${'1,plain\n'.repeat(60_000)}2,`),
    Buffer.from('M\xfcller', 'latin1'),
    Buffer.from('\n3,ok\n'),
  ])
  assert.deepEqual((await rows('a.csv', late, NAMES)).slice(-2), ['60002: import.damaged-text Name0xFC', '60003: 3|ok'])
  assert.deepEqual(await rows('a.csv', Buffer.from('Id,Name\n1,a\x81b\n', 'latin1'), { ...NAMES, format: { encoding: 'windows-1252' } }), [
    '2: import.damaged-text Name0x81',
  ])
})

test('characters cut in two by the chunks of a file come out whole', async () => {
  const line = `1,${'ß€🏭'.repeat(40)}\n`
  const lines = await rows('a.csv', `Id,Name\n${line.repeat(6000)}`, NAMES)
  assert.equal(lines.length, 6000)
  assert.ok(lines.every((each) => each.endsWith('ß€🏭')))
})

test('messages name the line on which a row begins, line breaks in quotes and empty lines counted', async () => {
  const text = 'Id,Name\r\n1,"Drill\r\n12 mm"\r\n\r\n2,"a\nb\nc"\r\n3,Saw'
  assert.deepEqual(await rows('a.csv', text, { columns: ['Id'] }), ['2: 1', '5: 2', '8: 3'])
  assert.deepEqual(await rows('a.csv', `Stock list\nof today\n${text}`, { columns: ['Id'], format: { skipLines: 2 } }), [
    '4: 1',
    '7: 2',
    '10: 3',
  ])
})

test('a row that does not fit its header is set aside, a delimiter too many at its end does no harm', async () => {
  const text = 'Id,Name\n1,Saw\n2\n3,Drill,12 mm\n4,Lathe,\n'
  assert.deepEqual(await rows('a.csv', text, NAMES), ['2: 1|Saw', '3: import.ragged-row 1', '4: import.ragged-row 3', '5: 4|Lathe'])
})

test('a quote inside a text is part of it, a quote that is never closed breaks the file there', async () => {
  assert.deepEqual(await rows('a.csv', 'Id,Name\n1,Pipe 3/4" long\n2,"12"" pipe"\n', NAMES), ['2: 1|Pipe 3/4" long', '3: 2|12" pipe'])
  assert.deepEqual(await rows('a.csv', 'Id,Name\n1,Saw\n2,"Drill\n3,Lathe\n', NAMES), ['2: 1|Saw', '3: import.unclosed-quote'])
  const long = await rows('a.csv', `Id,Name\n1,Saw\n2,"Drill\n${'3,Lathe\n'.repeat(400_000)}`, NAMES)
  assert.deepEqual(long, ['2: 1|Saw', '3: import.unclosed-quote'], 'however long the rest is')
})

test("what can't be read at all says so", async () => {
  assert.deepEqual(await rows('a.csv', '', NAMES), ['1: import.empty-file'])
  assert.deepEqual(await rows('a.csv', 'Id,Name\n', NAMES), [])
  assert.deepEqual(await rows('a.csv', Buffer.from([80, 75, 3, 4, 0, 0, 1]), NAMES), ['1: import.not-text'])
  const cut = gzipSync('Id,Name\n1,Saw\n'.repeat(10)).subarray(0, 30)
  assert.deepEqual((await rows('a.csv.gz', cut, NAMES)).slice(-1), ['1: import.unreadable-file'])
})

test('a missing column names the one that was probably meant', async () => {
  const folder = await plantFolder({ 'a.csv': 'Id,Order_Qty,Due\n1,5,2026-05-08\n' })
  const shape = { columns: ['Id', 'OrderQty', 'Price'], format: {}, empty: [] }
  const problems: string[] = []
  for await (const row of readRows(join(folder, 'a.csv'), shape, () => undefined))
    if (row.kind === 'broken') problems.push(`${row.column}: ${row.problem.next} has ${row.problem.facts.has}`)
  assert.deepEqual(problems, [
    'OrderQty: Did you mean Order_Qty? Correct the name in the mapping, or export the file with it. has Id, Order_Qty, Due',
    'Price: Correct the name of the column in the mapping, or export the file with it. has Id, Order_Qty, Due',
  ])
})

test('JSON is read object by object, with the line of each', async () => {
  const text =
    '[\n {"Id": 1, "Name": "a, [b] {c} \\" d"},\n {\n  "Id": 2.50,\n  "Name": {"de": "Säge"}\n },\n {"Id": 3, "Name": null, "x": [1, "b"]}\n]'
  assert.deepEqual(await rows('a.json', text, { columns: ['Id', 'Name', 'Name.de', 'x'] }), [
    '2: 1|a, [b] {c} " d||',
    '3: 2.50||Säge|',
    '7: 3|||1,b',
  ])
  assert.deepEqual(
    await rows('a.json', '{"meta": [{"Id": 0}], "data": {"items": [{"Id": 1}, {"Id": 2}]}}', {
      columns: ['Id'],
      format: { path: 'data.items' },
    }),
    ['1: 1', '1: 2'],
  )
  assert.deepEqual(await rows('a.jsonl', '{"Id": 1}\n{"Id": 2}\n', { columns: ['Id'] }), ['1: 1', '2: 2'])
  assert.deepEqual(
    await rows('a.json', '[{"model": "item", "fields": {"Id": 7}}]', { columns: ['model', 'Id'], format: { under: 'fields' } }),
    ['1: item|7'],
  )
})

test('JSON that is damaged or cut off is set aside where it is', async () => {
  assert.deepEqual(await rows('a.json', '[{"Id": 1},\n{"Id": oops},\n{"Id": 3}]', { columns: ['Id'] }), [
    '1: 1',
    '2: import.not-json',
    '3: 3',
  ])
  assert.deepEqual(await rows('a.json', '[{"Id": 1},\n{"Id": 2', { columns: ['Id'] }), ['1: 1', '2: import.cut-off'])
  assert.deepEqual(await rows('a.json', '{"data": []}', { columns: ['Id'], format: { path: 'items' } }), ['1: import.no-array'])
  assert.deepEqual(await rows('a.json', '[]', { columns: ['Id'] }), [])
  const large = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ Id: i, Name: 'ß'.repeat(20) })))
  assert.equal((await rows('a.json', large, { columns: ['Id'] })).length, 20_000, 'objects cut in two by chunks come out whole')
})
