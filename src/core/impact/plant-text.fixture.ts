/**
 * A plant in lines of text, for tests that read like the plant. One record a line: a word, what it is about, then clauses behind commas.
 * Times are UTC: `d9` is the start of the ninth day after today, `Tue 14:00` lies within the week that begins today, `d9 14:00` beyond.
 * A line `whole days Europe/Berlin` says that the source knows no times of day, and where the plant stands.
 */
import { emptyModel, type Model, putRecord } from '../chain/model.ts'
import { type AnyRecord, definitionOf, type RecordName } from '../records/all.ts'
import type { FieldKind } from '../records/define.ts'
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'

/** One word of the language: the record it states, what stands behind the word in order, and what its clauses set. */
interface Word {
  readonly record: RecordName
  /** Names of fields, or literal words in quotes. */
  readonly head: readonly string[]
  readonly clauses: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>
  readonly fixed?: Readonly<Record<string, unknown>>
}

const disruption = (kind: Disruption['kind'], head: readonly string[], clauses: Word['clauses'] = {}): Word => ({
  record: 'disruption',
  head,
  fixed: { kind },
  clauses: {
    from: 'startAt',
    until: 'endAt',
    expected: 'expectedEndAt',
    latest: 'latestEndAt',
    basis: 'endBasis',
    named: 'id',
    because: 'reason',
    closed: 'closedAt',
    ...clauses,
  },
})

const WORDS: Readonly<Record<string, Word>> = {
  center: {
    record: 'workCenter',
    head: ['id'],
    clauses: { hours: 'calendarId', 'an hour costs': 'costPerHour', 'overtime costs': 'overtimeCostPerHour' },
  },
  unit: {
    record: 'workUnit',
    head: ['id', "'in'", 'workCenterId'],
    fixed: { capacity: 1 },
    clauses: { hours: 'calendarId', capacity: 'capacity', efficiency: 'efficiency', 'set up for': 'setupGroup' },
  },
  material: {
    record: 'material',
    head: ['id'],
    fixed: { unit: 'EA' },
    clauses: {
      made: { source: 'make' },
      bought: { source: 'buy' },
      lead: 'leadTimeSeconds',
      'at least': 'lotMinimum',
      'lots of': 'lotMultiple',
      by: 'supplierId',
      called: 'name',
    },
  },
  supplier: { record: 'supplier', head: ['id'], clauses: { 'sooner by': 'expediteSeconds', 'for each line': 'expediteCost' } },
  customer: { record: 'customer', head: ['id'], clauses: { called: 'name' } },
  bill: {
    record: 'bomLine',
    head: ['parentId', "'takes'", 'quantity', 'componentId'],
    clauses: { scrap: 'scrapFactor', 'at step': 'sequence', 'at the end': { takenAt: 'end' } },
  },
  step: {
    record: 'routingOperation',
    head: ['materialId', 'sequence', "'at'", 'workCenterId'],
    clauses: { run: 'runSecondsPerUnit', setup: 'setupSeconds', family: 'setupGroup', on: 'workUnitIds', scrap: 'scrapFactor' },
  },
  stock: { record: 'stock', head: ['quantity', 'materialId'], clauses: {} },
  lot: {
    record: 'lot',
    head: ['id', 'quantity', 'materialId'],
    clauses: {
      from: 'availableAt',
      held: { disposition: 'held' },
      'for line': 'salesOrderLineId',
      'for order': 'workOrderId',
      group: 'pegGroup',
    },
  },
  purchase: {
    record: 'purchaseOrderLine',
    head: ['id', 'quantity', 'materialId'],
    clauses: {
      at: 'promisedAt',
      from: 'supplierId',
      'for line': 'salesOrderLineId',
      'for order': 'workOrderId',
      group: 'pegGroup',
      ordered: 'orderedAt',
      received: 'receivedAt',
      price: 'price',
    },
  },
  order: {
    record: 'workOrder',
    head: ['id', 'quantity', 'materialId'],
    clauses: {
      'for line': 'salesOrderLineId',
      'for order': 'parentWorkOrderId',
      from: 'plannedStartAt',
      until: 'plannedEndAt',
      due: 'dueAt',
      started: 'actualStartAt',
      done: 'completed',
      lost: 'scrapped',
      group: 'pegGroup',
      'parts group': 'componentPegGroup',
    },
  },
  operation: {
    record: 'operation',
    head: ['workOrderId', 'sequence', "'at'", 'workCenterId'],
    clauses: {
      work: 'workSeconds',
      run: 'runSecondsPerUnit',
      setup: 'setupSeconds',
      family: 'setupGroup',
      on: 'workUnitIds',
      rank: 'planRank',
      started: 'actualStartAt',
      ended: 'actualEndAt',
      running: { status: 'running' },
      done: { status: 'completed' },
    },
  },
  line: {
    record: 'salesOrderLine',
    head: ['id', 'quantity', 'materialId'],
    fixed: { customerId: 'customer' },
    clauses: {
      for: 'customerId',
      order: 'orderId',
      due: 'confirmedAt',
      price: 'price',
      cost: 'cost',
      penalty: 'penaltyPerDay',
      grace: 'penaltyGraceDays',
      cap: 'penaltyCap',
      priority: 'priority',
      group: 'pegGroup',
    },
  },
  down: disruption('workUnitDown', ['workUnitId']),
  closed: disruption('workUnitDown', ['workCenterId']),
  slow: disruption('workUnitSlow', ['workUnitId'], { to: 'rate' }),
  scrap: disruption('scrap', ['quantity', "'of'", 'workOrderId'], { 'at step': 'sequence' }),
  hold: disruption('lotHeld', ['lotId']),
  move: disruption('purchaseMoved', ['purchaseOrderLineId'], { to: 'newAt' }),
  change: disruption('orderChanged', ['workOrderId'], { to: 'quantity', start: 'newAt' }),
  'change-line': disruption('orderChanged', ['salesOrderLineId'], { to: 'quantity', due: 'newAt' }),
  cancel: disruption('orderCancelled', ['workOrderId']),
  silent: disruption('signalLost', ['workUnitId']),
  gap: disruption('qualificationMissing', ['workCenterId'], { skill: 'skill', people: 'missing', rate: 'rate' }),
  state: { record: 'workUnitState', head: ['workUnitId', 'state'], clauses: { since: 'since', observed: 'observedAt', because: 'reason' } },
  'cancel-line': disruption('orderCancelled', ['salesOrderLineId']),
}

const DAY_MS = 86_400_000
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 }

/** A plant as records, and the instant that stands for now. */
export interface StatedPlant {
  readonly model: Model
  readonly now: Instant
}

/** Reads a plant; a first line `now 2026-05-04 08:00` sets the clock, which is that Monday at 08:00 when it is missing. */
export function readPlant(text: string): StatedPlant {
  const lines = text.split('\n').flatMap((line) => line.split('#')[0]?.trim() || [])
  const stated = lines.find((line) => line.startsWith('now '))
  const now = instantFromMs(Date.parse(`${(stated ?? 'now 2026-05-04 08:00').slice(4).replace(' ', 'T')}:00Z`))
  const model = emptyModel()
  put(model, 'site', { id: 'plant', name: 'Test plant', zone: 'UTC', currency: 'EUR' })
  for (const line of lines) {
    if (line.startsWith('now ')) continue
    if (line.startsWith('whole days')) {
      put(model, 'site', { id: 'plant', name: 'Test plant', zone: line.slice(11), currency: 'EUR', datesWithoutTime: true })
      continue
    }
    if (line.startsWith('hours ')) addHours(model, line)
    else {
      const { record, body } = readRecord(line, now)
      if (record === 'disruption' && model.byKind.disruption.has(String(body.id))) throw new Error(`Name one of them: ${line}`)
      addNamed(model, body)
      put(model, record, body)
    }
  }
  return { model, now }
}

/** Reads one disruption, as `down mill-1, until Tue 12:00`. */
export function readDisruption(line: string, now: Instant): Disruption {
  return definitionOf('disruption').schema.parse(readRecord(line.trim(), now).body) as Disruption
}

function put(model: Model, record: RecordName, body: Readonly<Record<string, unknown>>): void {
  putRecord(model, record, definitionOf(record).schema.parse(body) as AnyRecord)
}

/** Customers and suppliers come into being by being named. */
function addNamed(model: Model, body: Readonly<Record<string, unknown>>): void {
  const { customerId, supplierId } = body
  const { customer, supplier } = model.byKind
  if (customerId !== undefined && !customer.has(String(customerId))) put(model, 'customer', { id: customerId, name: customerId })
  if (supplierId !== undefined && !supplier.has(String(supplierId))) put(model, 'supplier', { id: supplierId, name: supplierId })
}

/** `hours day mon-fri 08:00-16:00`; further lines of the same name add shifts, `hours day closed tue 08:00-12:00` takes time away. */
function addHours(model: Model, line: string): void {
  const [, id, ...rest] = line.split(/\s+/)
  const working = rest[0] !== 'closed'
  const [days = '', times = ''] = working ? rest : rest.slice(1)
  const [first = '', last = first] = days.split('-')
  const [startTime, endTime] = times.split('-')
  put(model, 'calendar', { id, name: id })
  put(model, 'shift', {
    id: `${id} ${days} ${times}`,
    calendarId: id,
    name: line,
    days: WEEKDAYS.slice(WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last) + 1),
    startTime,
    endTime,
    working,
  })
}

function readRecord(line: string, now: Instant): { record: RecordName; body: Record<string, unknown> } {
  const [head = '', ...clauses] = line.split(/,\s+/)
  const [name = '', ...tokens] = head.split(/[\s/]+/)
  const word = WORDS[name]
  if (word === undefined) throw new Error(`No such word: ${line}`)
  const body: Record<string, unknown> = { id: tokens.join('-'), ...word.fixed }
  word.head.forEach((field, k) => {
    if (!field.startsWith("'")) body[field] = fieldValue(word.record, field, { text: tokens[k] ?? '', now })
    else if (`'${tokens[k]}'` !== field) throw new Error(`Expected ${field}: ${line}`)
  })
  for (const clause of clauses) Object.assign(body, readClause(word, clause, now))
  if ('orderId' in definitionOf(word.record).fields) body.orderId ??= body.id
  if (word.record === 'disruption') {
    body.startAt ??= now
    if (!clauses.some((each) => each.startsWith('named '))) body.id = head
  }
  if ('name' in definitionOf(word.record).fields && !['operation', 'routingOperation'].includes(word.record)) body.name ??= body.id
  return { record: word.record, body }
}

function readClause(word: Word, clause: string, now: Instant): Readonly<Record<string, unknown>> {
  const key = Object.keys(word.clauses)
    .filter((each) => clause === each || clause.startsWith(`${each} `))
    .sort((a, b) => b.length - a.length)[0]
  const target = key === undefined ? undefined : word.clauses[key]
  if (key === undefined || target === undefined) {
    if (/^(planned|released|held|running|completed)$/.test(clause)) return { status: clause }
    if (clause === 'unlimited') return { capacity: 0 }
    throw new Error(`No such clause: ${clause}`)
  }
  return typeof target === 'string' ? { [target]: fieldValue(word.record, target, { text: clause.slice(key.length + 1), now }) } : target
}

function fieldValue(record: RecordName, field: string, given: { text: string; now: Instant }): unknown {
  if (field === 'id') return given.text
  const kind = definitionOf(record).fields[field]?.kind
  if (kind === undefined) throw new Error(`A ${record} has no ${field}.`)
  return readValue(kind, given)
}

function readValue(kind: FieldKind, { text, now }: { text: string; now: Instant }): unknown {
  if (kind.type === 'number' || kind.type === 'integer') return readNumber(text)
  if (kind.type === 'quantity') return { value: Number(text), unit: 'EA' }
  if (kind.type === 'instant') return readTime(text, now)
  if (kind.type === 'refs') return text.split(' ')
  if (kind.type !== 'money') return text
  const [currency, amount] = text.split(' ')
  return { amount: Math.round(Number(amount) * 100), scale: 2, currency }
}

/** `4h` and `90min` are seconds, `5%` is a fraction, `2 days` and `3` are themselves. */
function readNumber(text: string): number {
  const [, digits = '', unit = ''] = /^([\d.]+)(%|s|min|h|d)?(?= |$)/.exec(text) ?? []
  if (digits === '') throw new Error(`Not a number: ${text}`)
  return unit === '%' ? Number(digits) / 100 : Number(digits) * (SECONDS[unit] ?? 1)
}

const midnight = (now: Instant): number => Math.floor(instantToMs(now) / DAY_MS) * DAY_MS

function readTime(text: string, now: Instant): Instant {
  const [day = '', time = '00:00'] = text.split(' ')
  const today = (new Date(midnight(now)).getUTCDay() + 6) % 7
  const days = day.startsWith('d') ? Number(day.slice(1)) : (WEEKDAYS.indexOf(day.toLowerCase()) - today + 7) % 7
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return instantFromMs(midnight(now) + days * DAY_MS + hours * 3_600_000 + minutes * 60_000)
}

/** An instant in the words in which tests state them. */
export function timeText(instant: Instant | null, now: Instant): string {
  if (instant === null) return 'unknown'
  const ms = instantToMs(instant)
  const days = Math.floor((ms - midnight(now)) / DAY_MS)
  const time = instant.slice(11, instant.slice(17, 19) === '00' ? 16 : 19)
  if (time === '00:00') return `d${days}`
  const weekday = WEEKDAYS[(new Date(ms).getUTCDay() + 6) % 7] ?? ''
  return `${days >= 0 && days < 7 ? `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}` : `d${days}`} ${time}`
}

/** `1d 2h 30min`. */
export function durationText(seconds: number): string {
  const parts = Object.entries(SECONDS)
    .reverse()
    .reduce<{ left: number; words: string[] }>(
      ({ left, words }, [unit, size]) => ({
        left: left % size,
        words: left >= size ? [...words, `${Math.floor(left / size)}${unit}`] : words,
      }),
      { left: Math.abs(seconds), words: [] },
    )
  return parts.words.join(' ') || '0'
}
