/** Reads an array of objects from JSON, or JSON objects line by line, one object at a time whatever the size of the file. */
import type { Problem } from '../../core/values/result.ts'
import { type DecodedFile, damagedByte } from './decode.ts'
import type { Cells } from './expression.ts'
import { cellText, damagedRow, type FileShape, type OnColumns, type RowRead } from './row-read.ts'

/** One element as text, with the line on which it begins. */
interface Element {
  readonly line: number
  readonly text: string
}

/** Yields one row for each object in the array at `path` (the whole file when none is stated). */
export async function* jsonRows(decoded: DecodedFile, shape: FileShape, onColumns: OnColumns): AsyncGenerator<RowRead> {
  const seen = new Set<string>()
  let end: ScanEnd = { line: 1, found: false, open: false }
  for await (const part of elements(decoded.chunks, shape.format.path)) {
    if ('open' in part) end = part
    else yield readElement(part, { decoded, shape, seen })
  }
  onColumns(seen)
  if (end.open) yield { kind: 'broken', line: end.line, column: null, problem: cutOff }
  else if (!end.found) yield { kind: 'broken', line: 1, column: null, problem: noArray(shape.format.path) }
}

interface Reading {
  readonly decoded: DecodedFile
  readonly shape: FileShape
  readonly seen: Set<string>
}

function readElement(element: Element, { decoded, shape, seen }: Reading): RowRead {
  const { line, text } = element
  const byte = decoded.damage.seen ? damagedByte(text) : undefined
  if (byte !== undefined) return { kind: 'bad', line, column: null, problem: damagedRow(decoded.encoding, byte), raw: { json: text } }
  let value: unknown
  try {
    value = JSON.parse(text, keepNumbers)
  } catch (error) {
    return { kind: 'bad', line, column: null, problem: notJson(error), raw: { json: text } }
  }
  const flat: Record<string, string> = {}
  flatten(value, '', flat)
  const raw = shape.format.under === undefined ? flat : lifted(flat, `${shape.format.under}.`)
  const cells: Record<string, string> = {}
  for (const name of shape.columns) cells[name] = cellText(raw[name] ?? '', shape.empty)
  for (const name of Object.keys(raw)) seen.add(name)
  return { kind: 'row', line, cells, raw: () => raw }
}

/** Numbers stay the text that the file has, so that no decimal is lost before it is known what it is. */
function keepNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

/** Members of inner objects are named with dots; a list is its members with commas between. */
function flatten(value: unknown, name: string, into: Record<string, string>): void {
  if (value === null || value === undefined) into[name] = ''
  else if (Array.isArray(value))
    into[name] = value.map((each) => (typeof each === 'object' ? JSON.stringify(each) : String(each))).join(',')
  else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) flatten(inner, name === '' ? key : `${name}.${key}`, into)
  else into[name] = String(value)
}

/** The members under one inner object take its place; what stands beside it keeps its name. */
function lifted(flat: Cells, prefix: string): Cells {
  const entries = Object.entries(flat)
  const inner = entries.filter(([name]) => name.startsWith(prefix)).map(([name, text]) => [name.slice(prefix.length), text])
  return Object.fromEntries([...entries.filter(([name]) => !name.startsWith(prefix)), ...inner])
}

/** How the scan ended: whether the array was there, and whether the file stopped inside it. */
interface ScanEnd {
  readonly line: number
  readonly found: boolean
  readonly open: boolean
}

/** One open bracket: whether it is an object, and the member that stands in it. */
interface Level {
  readonly object: boolean
  key: string
  expectsKey: boolean
}

interface Scan {
  readonly path: string | undefined
  readonly levels: Level[]
  line: number
  inString: boolean
  escaped: boolean
  /** Text of the string or element at hand, from the chunks before this one. */
  held: string
  from: number
  /** Depth at which the element at hand began; -1 outside an element. */
  elementDepth: number
  elementLine: number
  found: boolean
}

async function* elements(chunks: AsyncIterable<Buffer>, path: string | undefined): AsyncGenerator<Element | ScanEnd> {
  const scan: Scan = {
    path,
    levels: [],
    line: 1,
    inString: false,
    escaped: false,
    held: '',
    from: -1,
    elementDepth: -1,
    elementLine: 1,
    found: false,
  }
  const decoder = new TextDecoder()
  for await (const chunk of chunks) yield* scanText(scan, decoder.decode(chunk, { stream: true }))
  yield { line: scan.elementLine, found: scan.found, open: scan.levels.length > 0 || scan.inString }
}

function* scanText(scan: Scan, text: string): Generator<Element> {
  if (scan.from >= 0) scan.from = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? ''
    if (char === '\n') scan.line += 1
    if (scan.inString) endOfString(scan, text, i)
    else if (char === '"') beginString(scan, i)
    else if (char === '{' || char === '[') open(scan, char, i)
    else if (char === '}' || char === ']') {
      scan.levels.pop()
      if (scan.levels.length === scan.elementDepth) {
        yield { line: scan.elementLine, text: scan.held + text.slice(scan.from, i + 1) }
        scan.elementDepth = -1
        forget(scan)
      }
    } else if (char === ',') {
      const level = scan.levels.at(-1)
      if (level !== undefined) level.expectsKey = level.object
    }
  }
  if (scan.from >= 0) scan.held += text.slice(scan.from)
}

function forget(scan: Scan): void {
  scan.held = ''
  scan.from = -1
}

function beginString(scan: Scan, at: number): void {
  scan.inString = true
  if (scan.elementDepth < 0) scan.from = at
}

function endOfString(scan: Scan, text: string, at: number): void {
  if (scan.escaped) scan.escaped = false
  else if (text[at] === '\\') scan.escaped = true
  else if (text[at] === '"') {
    scan.inString = false
    if (scan.elementDepth >= 0) return
    const level = scan.levels.at(-1)
    if (level?.expectsKey === true) {
      level.key = scan.held + text.slice(scan.from, at + 1)
      level.expectsKey = false
    }
    forget(scan)
  }
}

function open(scan: Scan, char: string, at: number): void {
  const object = char === '{'
  if (scan.elementDepth < 0 && !object && here(scan) === (scan.path ?? '')) scan.found = true
  if (scan.elementDepth < 0 && object && beginsElement(scan)) {
    scan.found = true
    scan.elementDepth = scan.levels.length
    scan.elementLine = scan.line
    scan.from = at
  }
  scan.levels.push({ object, key: '', expectsKey: object })
}

/** An element is an object in the array at the path, or one of several objects that stand on their own lines. */
function beginsElement(scan: Scan): boolean {
  const parent = scan.levels.at(-1)
  if (parent === undefined) return scan.path === undefined
  return !parent.object && here(scan) === (scan.path ?? '') && scan.levels.filter((level) => !level.object).length === 1
}

/** The path of members that leads to where the scan is. */
function here(scan: Scan): string {
  return scan.levels
    .filter((level) => level.object)
    .map((level) => level.key.slice(1, -1))
    .join('.')
}

function notJson(error: unknown): Problem {
  const next = 'Export the file again; the object that begins on this line is not valid JSON.'
  return {
    code: 'import.not-json',
    message: 'The object is not valid JSON.',
    next,
    facts: { reason: error instanceof Error ? error.message : String(error) },
  }
}

const cutOff: Problem = {
  code: 'import.cut-off',
  message: 'The file ends in the middle of its JSON.',
  next: 'Copy or export the file again, whole.',
  facts: {},
}

function noArray(path: string | undefined): Problem {
  const next = 'State the member that holds the array of objects as `path`, e.g. `path: value`.'
  return {
    code: 'import.no-array',
    message: 'The file has no array of objects at the path.',
    next,
    facts: { path: path ?? 'the whole file' },
  }
}
