/** Loads a mapping file: YAML to a checked, compiled mapping, or one problem that lists everything wrong with it by line. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLParseError } from 'yaml'
import { z } from 'zod'
import { type AnyRecord, definitionOf, isRecordName } from '../../core/records/all.ts'
import { type Instant, instantFromMs } from '../../core/values/instant.ts'
import { listNames, nearMiss } from '../../core/values/near-miss.ts'
import { isUnitCode, unitCodes } from '../../core/values/quantity.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import { compileSource } from './compile-source.ts'
import { type Complaints, invalidMapping, type KeyPath, startComplaints } from './complaints.ts'
import type { Mapping, Source } from './mapping.ts'
import { type MappingText, mappingSchema } from './mapping-schema.ts'

/** Reads and checks the mapping at `path`. Relative dates count from the local day of `now`: one day for the whole import. */
export async function loadMapping(path: string, now: Instant = instantFromMs(Date.now())): Promise<Result<Mapping>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const next = 'Give the path of a mapping file; the manual shows how to write one.'
    const facts = { file: path, reason: error instanceof Error ? error.message : String(error) }
    return failed({ code: 'mapping.unreadable', message: 'The mapping file cannot be read.', next, facts })
  }
  return parseMapping(text, basename(path), now)
}

/** Checks the text of a mapping; `file` names it in messages. */
export function parseMapping(text: string, file: string, now: Instant = instantFromMs(Date.now())): Result<Mapping> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const complaints = startComplaints((path) => lines.linePos(placeOf(document, path).offset).line)
  const broken = document.errors[0]
  if (broken !== undefined) return failed(notYaml(file, broken))
  const parsed = mappingSchema.safeParse(document.toJS())
  if (!parsed.success) {
    for (const issue of parsed.error.issues) addIssue(complaints, issue, document)
    return failed(invalidMapping(file, complaints))
  }
  const mapping = compileMapping(parsed.data, { file, complaints, now })
  return complaints.list.length > 0 ? failed(invalidMapping(file, complaints)) : ok(mapping)
}

function notYaml(file: string, error: YAMLParseError): Problem {
  const line = error.linePos?.[0].line ?? 1
  const reason = error.message.split('\n')[0] ?? ''
  return {
    code: 'mapping.not-yaml',
    message: 'The mapping is not valid YAML.',
    next: 'Correct the line; mind the indentation and the quotes.',
    facts: { file, line, reason },
  }
}

interface Place {
  /** What stands at the path; undefined when there is nothing. */
  readonly node: unknown
  /** Where the last key of the path that is there stands. */
  readonly offset: number
}

/** Follows a path through the file. One source may stand without the list around it, so a number that leads nowhere is passed over. */
function placeOf(document: Document.Parsed, path: KeyPath): Place {
  let node: unknown = document.contents
  let offset = 0
  for (const part of path) {
    if (isMap(node)) {
      if (typeof part === 'number') continue
      const pair = node.items.find((item) => String(item.key) === part)
      offset = (pair?.key as Node | undefined)?.range?.[0] ?? offset
      node = pair?.value
    } else {
      node = isSeq(node) && typeof part === 'number' ? node.items[part] : undefined
      offset = (node as Node | undefined)?.range?.[0] ?? offset
    }
  }
  return { node, offset }
}

/** What stands there as it is written. */
function written({ node }: Place): string {
  if (node === undefined) return 'nothing'
  return isScalar(node) ? (node.source ?? String(node.value)) : 'a list or a group of keys'
}

/** Turns what the schema says into a complaint with the value, what is allowed, and the key that was probably meant. */
function addIssue(complaints: Complaints, issue: z.core.$ZodIssue, document: Document.Parsed): void {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys') {
    const allowed = keysAt(mappingSchema, path)
    for (const key of issue.keys) complaints.add([...path, key], unknownKey(key, allowed))
    return
  }
  const place = placeOf(document, path)
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : issue.message.replace(/^Invalid input: /, '')
  const message = place.node === undefined ? 'The key is missing.' : 'The key cannot have this value.'
  complaints.add(path, { code: 'mapping.wrong-value', message, next: 'Write what is allowed.', facts: { value: written(place), allowed } })
}

function unknownKey(key: string, allowed: readonly string[]): Problem {
  const nearest = nearMiss(key, allowed)
  const next = nearest === undefined ? 'Use one of the allowed keys.' : `Did you mean ${nearest}?`
  return {
    code: 'mapping.unknown-key',
    message: 'There is no such key here.',
    next,
    facts: { value: key, allowed: listNames(allowed, 40) },
  }
}

/** The keys that the schema allows at a place. */
function keysAt(schema: unknown, path: KeyPath): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), path)
  if (schema instanceof z.ZodPipe) return keysAt(schema.out, path)
  if (schema instanceof z.ZodArray) return keysAt(schema.element, path.slice(1))
  if (schema instanceof z.ZodRecord) {
    const names = schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : []
    return path.length === 0 ? names : keysAt(schema.valueType, path.slice(1))
  }
  if (!(schema instanceof z.ZodObject)) return []
  return path.length === 0 ? Object.keys(schema.shape) : keysAt(schema.shape[String(path[0])], path.slice(1))
}

interface MappingPlace {
  readonly file: string
  readonly complaints: Complaints
  readonly now: Instant
}

function compileMapping(text: MappingText, { file, complaints, now }: MappingPlace): Mapping {
  for (const [unit, code] of Object.entries(text.units ?? {})) {
    if (isUnitCode(code)) continue
    complaints.add(['units', unit], {
      code: 'mapping.unknown-unit',
      message: 'This is not a unit code.',
      next: 'Use a UN/ECE code.',
      facts: { value: code, allowed: listNames(unitCodes, 60) },
    })
  }
  checkPegging(text, complaints)
  const sources: Source[] = []
  for (const [record, list] of Object.entries(text.records)) {
    if (!isRecordName(record) || list === undefined) continue
    for (const [i, each] of list.entries()) {
      const source = compileSource(each, { record, path: ['records', record, i], mapping: text, complaints, now })
      if (source !== undefined) sources.push(source)
    }
  }
  return {
    name: text.name,
    file,
    site: siteRow(text, file, complaints),
    covers: (text.covers ?? []).filter(isRecordName),
    peggingRule: text.pegging?.rule ?? null,
    sources,
  }
}

const PEGGING_FIELDS = {
  workOrder: ['pegGroup', 'componentPegGroup'],
  salesOrderLine: ['pegGroup'],
  purchaseOrderLine: ['pegGroup'],
} as const

/** The pegging section may set the pegging groups and nothing else, and only for records that the mapping has. */
function checkPegging({ pegging, records }: MappingText, complaints: Complaints): void {
  if (pegging === undefined) return
  for (const [record, fields] of Object.entries(PEGGING_FIELDS)) {
    const stated = Object.keys(pegging[record as keyof typeof PEGGING_FIELDS] ?? {})
    const allowed: readonly string[] = fields
    if (stated.length > 0 && !Object.hasOwn(records, record)) complaints.add(['pegging', record], unusedRule(record))
    for (const name of stated.filter((each) => !allowed.includes(each)))
      complaints.add(['pegging', record, name], unknownKey(name, allowed))
  }
}

function unusedRule(record: string): Problem {
  const next = 'Map the record under `records`, or leave it out of the pegging rule.'
  return {
    code: 'mapping.unused-rule',
    message: 'The pegging rule is for a record that the mapping does not have.',
    next,
    facts: { value: record },
  }
}

function siteRow(text: MappingText, file: string, complaints: Complaints): Mapping['site'] {
  const body = Object.fromEntries(Object.entries(text.site).filter(([, value]) => value !== undefined))
  const checked = definitionOf('site').schema.safeParse(body)
  for (const issue of checked.error?.issues ?? []) {
    const path = ['site', ...issue.path.map(String)]
    const value = String(body[String(issue.path[0])] ?? 'nothing')
    complaints.add(path, {
      code: 'mapping.wrong-value',
      message: 'The site cannot have this value.',
      next: 'Write what is allowed.',
      facts: { value, allowed: issue.message },
    })
  }
  return { record: 'site', body: body as unknown as AnyRecord, file, line: complaints.lineOf(['site']) }
}
