/** Reads a file row by row, whatever its format. */
import type { Problem } from '../../core/values/result.ts'
import { csvRows } from './csv-rows.ts'
import { type DecodedFile, decodeFile } from './decode.ts'
import { jsonRows } from './json-rows.ts'
import type { FileShape, OnColumns, RowRead } from './row-read.ts'

/** Reads `path` as CSV or JSON by its name. Memory stays bounded: nothing but the row at hand is held. */
export async function* readRows(path: string, shape: FileShape, onColumns: OnColumns): AsyncGenerator<RowRead> {
  let line = 1
  try {
    const decoded = await decodeFile(path, shape.format.encoding)
    if (decoded.encoding === 'binary') {
      yield { kind: 'broken', line, column: null, problem: notText }
      return
    }
    for await (const row of rowsOf(path, decoded, { shape, onColumns })) {
      line = row.line
      yield row
    }
  } catch (error) {
    yield { kind: 'broken', line, column: null, problem: unreadable(error) }
  }
}

function rowsOf(
  path: string,
  decoded: DecodedFile,
  how: { readonly shape: FileShape; readonly onColumns: OnColumns },
): AsyncGenerator<RowRead> {
  return /\.(json|jsonl|ndjson)(\.gz)?$/i.test(path)
    ? jsonRows(decoded, how.shape, how.onColumns)
    : csvRows(decoded, how.shape, how.onColumns)
}

const notText: Problem = {
  code: 'import.not-text',
  message: 'The file is not text in an encoding that marks itself.',
  next: 'Save it as CSV in UTF-8, or state its encoding, e.g. `encoding: utf-16le`.',
  facts: {},
}

function unreadable(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'import.unreadable-file',
    message: 'The file cannot be read to its end.',
    next: 'Check that it was copied whole and may be read; rows after the last one counted are missing.',
    facts: { reason },
  }
}
