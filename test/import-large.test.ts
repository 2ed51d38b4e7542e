/** A file of a million rows is read in a heap that could never hold it. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import { promisify } from 'node:util'

/** Megabytes of heap for the whole program; the rows alone would take several hundred. */
const HEAP_MB = 48
const ROWS = 1_000_000
/** Every so many rows one is bad, so that setting rows aside is bounded too. */
const BAD_EVERY = 10

function* csv(): Generator<string> {
  yield 'No;Item;Qty;Shelf;Text\n'
  for (let i = 0; i < ROWS; i++)
    yield `${i};item-${i % 500};${i % BAD_EVERY === 3 ? '-' : ''}${i % 1000},5;a${i % 40};"Line one\nof ${i}"\n`
}

function* jsonLines(): Generator<string> {
  for (let i = 0; i < ROWS / 10; i++)
    yield `${JSON.stringify({ No: i, Item: `item-${i % 500}`, Qty: '1,5', From: '08.05.2026 06:00', note: 'ß€' })}\n`
}

test('a million rows are read in a small heap, good ones and bad ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tl-large-'))
  try {
    await writeFile(join(folder, 'items.csv'), `No,Unit\n${Array.from({ length: 500 }, (_, i) => `item-${i},KGM`).join('\n')}\n`)
    await pipeline(Readable.from(csv()), createWriteStream(join(folder, 'stock.csv')))
    await pipeline(Readable.from(jsonLines()), createWriteStream(join(folder, 'lots.jsonl')))
    const program = join(import.meta.dirname, 'import-large.fixture.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP_MB}`, program, folder])
    assert.deepEqual(JSON.parse(stdout), { ok: true, staged: ROWS - ROWS / BAD_EVERY + ROWS / 10 + 1, rejected: ROWS / BAD_EVERY })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
