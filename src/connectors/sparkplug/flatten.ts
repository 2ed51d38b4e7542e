/** Data sets and templates as single values: a cell is `row/column`, a member of a template is named by its member, a nested one by its way. */
import type { Quality, ReadingValue } from '../../engine/floor-ports.ts'
import { dataTypeCode } from './data-type.ts'
import { DEPTH_MAX, Kind, METRICS_MAX, type Metric, newMetric, readMetric, readName, TOO_DEEP, TOO_MANY } from './payload.ts'
import { qualityOf } from './properties.ts'
import { readingValue, UNREADABLE } from './value.ts'
import {
  assertAt,
  type Cursor,
  Malformed,
  readDouble,
  readEnd,
  readFloat,
  readLow32,
  readSmall,
  readText,
  readVarint,
  skipField,
} from './wire-reader.ts'

const DATA_SET = dataTypeCode('DataSet')
const TEMPLATE = dataTypeCode('Template')
const RAGGED = new Malformed('data set whose rows and columns do not match')

/** One value inside a data set or template. */
export interface Part {
  readonly path: string
  readonly dataType: number
  readonly value: ReadingValue
  readonly quality: Quality
  /** The member's own time; -1 where it has none. */
  readonly timestampMs: number
}

/** What a template holds. */
export interface TemplateParts {
  readonly isDefinition: boolean
  /** The definition that an instance names. */
  readonly reference: string | undefined
  readonly members: readonly Part[]
  readonly parameters: readonly Part[]
}

/** How far in, how much so far, and of which type a member was born that states none. */
export interface Walk {
  readonly depth: number
  readonly count: { parts: number }
  readonly typeOf: (path: string) => number | undefined
}

/** A walk at the outermost level. */
export function newWalk(typeOf: (path: string) => number | undefined): Walk {
  return { depth: 1, count: { parts: 0 }, typeOf }
}

function counted(walk: Walk): void {
  walk.count.parts += 1
  if (walk.count.parts > METRICS_MAX) throw TOO_MANY
}

/** The cells of the data set that `m` holds. Throws `Malformed`. */
export function dataSetParts(c: Cursor, m: Metric, walk: Walk): readonly Part[] {
  const columns: string[] = []
  const types: number[] = []
  const rows: number[] = []
  let width = -1
  within(c, m, () => {
    const tag = readSmall(c)
    if (tag === 0x08) width = readSmall(c)
    else if (tag === 0x12) columns.push(readName(c))
    else if (tag === 0x18) types.push(readLow32(c))
    else if (tag === 0x1a) readPacked(c, types)
    else if (tag === 0x22) {
      const to = readEnd(c)
      rows.push(c.at, to)
      c.at = to
    } else skipField(c, tag)
    if (types.length > METRICS_MAX || columns.length > METRICS_MAX) throw TOO_MANY
  })
  if (columns.length !== types.length || (width !== -1 && width !== columns.length)) throw RAGGED
  const parts: Part[] = []
  for (let row = 0; 2 * row < rows.length; row += 1) {
    const cells = readRow(c, { from: rows[2 * row] as number, to: rows[2 * row + 1] as number })
    if (cells.length !== columns.length) throw RAGGED
    cells.forEach((cell, column) => {
      counted(walk)
      parts.push(partOf(c, cell, { path: `${row}/${columns[column]}`, dataType: types[column] ?? 0 }))
    })
  }
  return parts
}

function readPacked(c: Cursor, types: number[]): void {
  const end = readEnd(c)
  while (c.at < end) types.push(readLow32(c))
  assertAt(c, end)
}

/** Walks the fields between two places, and comes back to where it stood. */
function within(c: Cursor, { from, to }: { readonly from: number; readonly to: number }, field: () => void): void {
  const [at, end] = [c.at, c.end]
  c.at = from
  c.end = to
  while (c.at < to) field()
  assertAt(c, to)
  c.at = at
  c.end = end
}

function readRow(c: Cursor, place: { readonly from: number; readonly to: number }): readonly Metric[] {
  const cells: Metric[] = []
  within(c, place, () => {
    const tag = readSmall(c)
    if (tag !== 0x0a) {
      skipField(c, tag)
      return
    }
    const end = readEnd(c)
    const cell = newMetric()
    readPlainValue(c, end, { into: cell, first: 1 })
    cells.push(cell)
    if (cells.length > METRICS_MAX) throw TOO_MANY
  })
  return cells
}

/** Cells and parameters have the six plain kinds of value in a row, beginning with field `first`; fields before it are the caller's. */
function readPlainValue(c: Cursor, end: number, { into, first }: { readonly into: Metric; readonly first: number }): void {
  within(c, { from: c.at, to: end }, () => {
    const tag = readSmall(c)
    const field = (tag >> 3) - first
    if (field === 0 && (tag & 7) === 0) {
      into.kind = Kind.int
      into.number = readLow32(c)
    } else if (field === 1 && (tag & 7) === 0) {
      into.kind = Kind.long
      into.long = readVarint(c)
    } else if (field === 2 && (tag & 7) === 5) {
      into.kind = Kind.float
      into.number = readFloat(c)
    } else if (field === 3 && (tag & 7) === 1) {
      into.kind = Kind.double
      into.number = readDouble(c)
    } else if (field === 4 && (tag & 7) === 0) {
      into.kind = Kind.boolean
      into.number = readVarint(c) === 0 ? 0 : 1
    } else if (field === 5 && (tag & 7) === 2) {
      into.kind = Kind.text
      into.text = readText(c)
    } else if (first === 3 && tag === 0x0a) into.name = readName(c)
    else if (first === 3 && tag === 0x10) into.dataType = readLow32(c)
    else skipField(c, tag)
  })
  c.at = end
}

function partOf(c: Cursor, m: Metric, { path, dataType }: { readonly path: string; readonly dataType: number }): Part {
  const value = m.isNull ? null : readingValue(c, m, dataType)
  const missing = value === UNREADABLE
  return { path, dataType, value: missing ? null : value, quality: missing ? 'bad' : qualityOf(c, m), timestampMs: m.timestampMs }
}

/** Members and parameters of the template that `m` holds, nested ones included. Throws `Malformed`. */
export function templateParts(c: Cursor, m: Metric, walk: Walk): TemplateParts {
  if (walk.depth > DEPTH_MAX) throw TOO_DEEP
  const members: Part[] = []
  const parameters: Part[] = []
  let isDefinition = false
  let reference: string | undefined
  within(c, m, () => {
    const tag = readSmall(c)
    if (tag === 0x12) {
      const end = readEnd(c)
      const member = newMetric()
      readMetric(c, end, member)
      members.push(...memberParts(c, member, walk))
    } else if (tag === 0x1a) {
      counted(walk)
      const parameter = newMetric()
      readPlainValue(c, readEnd(c), { into: parameter, first: 3 })
      parameters.push(partOf(c, parameter, { path: parameter.name ?? '', dataType: Math.max(0, parameter.dataType) }))
    } else if (tag === 0x22) reference = readName(c)
    else if (tag === 0x28) isDefinition = readVarint(c) !== 0
    else skipField(c, tag)
  })
  return { isDefinition, reference, members, parameters }
}

function memberParts(c: Cursor, member: Metric, walk: Walk): readonly Part[] {
  counted(walk)
  const path = member.name ?? ''
  const inner: Walk = { depth: walk.depth + 1, count: walk.count, typeOf: (below) => walk.typeOf(`${path}/${below}`) }
  if (!member.isNull && member.kind === Kind.template) {
    const { members, parameters } = templateParts(c, member, inner)
    return [...members, ...parameters].map((part) => ({ ...part, path: `${path}/${part.path}` }))
  }
  if (!member.isNull && member.kind === Kind.dataSet) {
    return dataSetParts(c, member, inner).map((part) => ({ ...part, path: `${path}/${part.path}` }))
  }
  const dataType = member.dataType >= 0 ? member.dataType : (walk.typeOf(path) ?? 0)
  if (dataType === TEMPLATE || dataType === DATA_SET) return []
  return [partOf(c, member, { path, dataType })]
}
