/**
 * Small random plants as records, with everything that the flow engine must live with, for laws that must hold in every plant.
 * References are numbers taken modulo what there is, so that a failing plant shrinks to a small one.
 */
import fc from 'fast-check'
import { emptyModel, type Model, putRecord } from '../chain/model.ts'
import { type AnyRecord, definitionOf, type RecordName } from '../records/all.ts'
import type { Disruption } from '../records/disruption.ts'
import { WEEKDAYS } from '../records/shift.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'

export const NOW = instantFromMs(Date.parse('2026-05-04T08:00:00Z'))
export const HOUR = 3600
const DAY = 24 * HOUR

/** `seconds` after now. */
export function later(seconds: number): Instant {
  return instantFromMs(instantToMs(NOW) + seconds * 1000)
}

export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
export const between = (min: number, max: number) => fc.integer({ min, max })
const some = <T>(arbitrary: fc.Arbitrary<T>, minLength: number, maxLength: number) => fc.array(arbitrary, { minLength, maxLength })
export const pick = fc.nat(20)
export const days = (min: number, max: number) => between(min * 4, max * 4).map((quarters) => later((quarters * DAY) / 4))
const group = maybe(fc.constantFrom('g1', 'g2'))
/** What a supply is kept for: nothing, a line, or an order. */
const reservation = fc.tuple(fc.constantFrom('none', 'none', 'line', 'order'), pick)
const work = { setup: maybe(between(0, 4)), family: maybe(fc.constantFrom('red', 'blue')), hours: between(0, 30), perUnit: between(0, 40) }

const plantParts = fc.record({
  calendars: some(fc.record({ opens: between(0, 10), hours: between(4, 13), days: fc.subarray([...WEEKDAYS], { minLength: 2 }) }), 1, 2),
  centers: some(fc.record({ calendar: maybe(pick) }), 1, 3),
  units: some(
    fc.record({
      center: pick,
      calendar: maybe(pick),
      capacity: fc.constantFrom(1, 1, 1, 2, undefined),
      efficiency: fc.constantFrom(undefined, undefined, 0.8, 1.25),
    }),
    0,
    5,
  ),
  materials: some(
    fc.record({
      source: fc.constantFrom('make', undefined, 'buy'),
      lead: maybe(between(0, 12)),
      minimum: maybe(between(1, 6)),
      multiple: maybe(between(1, 8)),
      parts: some(
        fc.record({
          below: pick,
          quantity: between(1, 3),
          scrap: fc.constantFrom(undefined, 0.05, 0.5),
          takenAt: fc.constantFrom(undefined, 'end'),
          step: maybe(pick),
        }),
        0,
        3,
      ),
      steps: some(fc.record({ ...work, center: pick, unit: maybe(pick) }), 0, 3),
    }),
    2,
    6,
  ),
  stock: some(fc.record({ material: pick, quantity: between(0, 25) }), 0, 3),
  lots: some(
    fc.record({
      material: pick,
      quantity: between(1, 20),
      at: maybe(days(-1, 8)),
      disposition: fc.constantFrom(undefined, 'unrestricted', 'held'),
      keptFor: reservation,
      group,
    }),
    0,
    3,
  ),
  purchases: some(
    fc.record({ material: pick, quantity: between(1, 30), received: maybe(between(0, 10)), at: days(-2, 20), keptFor: reservation, group }),
    0,
    4,
  ),
  orders: some(
    fc.record({
      material: pick,
      quantity: between(1, 20),
      done: maybe(between(0, 10)),
      lost: maybe(between(0, 4)),
      status: fc.constantFrom(undefined, undefined, 'planned', 'released', 'running', 'held', 'completed', 'cancelled'),
      from: maybe(days(-3, 6)),
      lasts: maybe(between(1, 6)),
      due: maybe(days(-1, 15)),
      keptFor: reservation,
      group,
      parts: group,
      operations: some(
        fc.record({
          ...work,
          center: pick,
          unit: maybe(pick),
          status: fc.constantFrom(undefined, undefined, 'planned', 'running', 'held', 'completed'),
          rank: maybe(between(0, 6)),
          done: maybe(between(0, 5)),
        }),
        0,
        3,
      ),
    }),
    0,
    6,
  ),
  lines: some(
    fc.record({
      material: pick,
      customer: pick,
      quantity: between(1, 20),
      delivered: maybe(between(0, 3)),
      due: maybe(days(0, 25)),
      price: maybe(between(1, 9999)),
      cost: maybe(between(1, 5000)),
      penalty: maybe(fc.constantFrom(0.005, 0.02)),
      priority: maybe(between(1, 3)),
      group,
      status: fc.constantFrom(undefined, undefined, undefined, 'open', 'shipped', 'cancelled'),
    }),
    1,
    8,
  ),
})

type PlantParts = typeof plantParts extends fc.Arbitrary<infer T> ? T : never
type Body = Readonly<Record<string, unknown>>

/** A random plant; `unlimited` leaves out every limit of capacity. */
export function plants(options: { readonly unlimited?: boolean } = {}): fc.Arbitrary<Model> {
  return plantParts.map((parts) =>
    modelOf(options.unlimited === true ? { ...parts, units: parts.units.map((unit) => ({ ...unit, capacity: undefined })) } : parts),
  )
}

export const each = (value: number | undefined) => (value === undefined ? undefined : { value, unit: 'EA' })
const euros = (amount: number | undefined) => (amount === undefined ? undefined : { amount, scale: 2, currency: 'EUR' })
const hours = (value: number | undefined) => (value === undefined ? undefined : value * HOUR)
const minutes = (value: number | undefined) => (value === undefined ? undefined : value * 60)

/** Puts records through their schemas; what is undefined is left out. */
class Book {
  readonly model = emptyModel()

  put(record: RecordName, body: Body): void {
    const stated = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    putRecord(this.model, record, definitionOf(record).schema.parse(stated) as AnyRecord)
  }
}

const named = (list: readonly unknown[], prefix: string, number: number | undefined) =>
  number === undefined || list.length === 0 ? undefined : `${prefix}${(number % list.length) + 1}`

function modelOf(parts: PlantParts): Model {
  const book = new Book()
  book.put('site', { id: 'plant', name: 'Random plant', zone: 'Europe/Berlin', currency: 'EUR' })
  for (const n of [1, 2, 3]) book.put('customer', { id: `C${n}`, name: `Customer ${n}` })
  putPlaces(book, parts)
  putMaterials(book, parts)
  putSupplies(book, parts)
  putOrders(book, parts)
  parts.lines.forEach((line, l) => {
    const { material, customer, quantity, delivered, due, price, cost, penalty, ...rest } = line
    book.put('salesOrderLine', {
      id: `L${l + 1}`,
      orderId: `S${(l % 3) + 1}`,
      customerId: `C${(customer % 3) + 1}`,
      materialId: named(parts.materials, 'M', material % 3),
      quantity: each(quantity),
      delivered: each(delivered),
      confirmedAt: due,
      price: euros(price),
      cost: euros(cost),
      penaltyPerDay: penalty,
      priority: rest.priority,
      pegGroup: rest.group,
      status: rest.status,
    })
  })
  return book.model
}

function putPlaces(book: Book, { calendars, centers, units }: PlantParts): void {
  calendars.forEach((calendar, c) => {
    const id = `K${c + 1}`
    const time = (hour: number) => `${String(hour).padStart(2, '0')}:00`
    book.put('calendar', { id, name: id })
    book.put('shift', {
      id,
      calendarId: id,
      name: 'day',
      days: calendar.days,
      startTime: time(calendar.opens),
      endTime: time(calendar.opens + calendar.hours),
      working: true,
    })
    book.put('shift', {
      id: `${id} break`,
      calendarId: id,
      name: 'break',
      days: ['mon', 'thu'],
      startTime: time(calendar.opens + 1),
      endTime: time(calendar.opens + 2),
      working: false,
    })
  })
  centers.forEach((center, c) => {
    book.put('workCenter', { id: `W${c + 1}`, name: `Center ${c + 1}`, calendarId: named(calendars, 'K', center.calendar) })
  })
  units.forEach(({ center, calendar, ...rest }, u) => {
    book.put('workUnit', {
      id: `U${u + 1}`,
      name: `Unit ${u + 1}`,
      workCenterId: named(centers, 'W', center),
      calendarId: named(calendars, 'K', calendar),
      ...rest,
    })
  })
}

function putMaterials(book: Book, parts: PlantParts): void {
  parts.materials.forEach((material, m) => {
    const id = `M${m + 1}`
    book.put('material', {
      id,
      name: id,
      unit: 'EA',
      source: material.source,
      leadTimeSeconds: material.lead === undefined ? undefined : material.lead * DAY,
      lotMinimum: each(material.minimum),
      lotMultiple: each(material.multiple),
    })
    const deeper = parts.materials.length - m - 1
    material.parts.forEach(({ below, quantity, scrap, takenAt, step }, b) => {
      // Bills lead down only, so that there is no loop among them.
      if (deeper > 0)
        book.put('bomLine', {
          id: `${id} ${b}`,
          parentId: id,
          componentId: `M${m + 2 + (below % deeper)}`,
          quantity: each(quantity),
          scrapFactor: scrap,
          takenAt,
          sequence: step === undefined ? undefined : ((step % 3) + 1) * 10,
        })
    })
    material.steps.forEach((step, s) => {
      book.put('routingOperation', {
        id: `${id} ${s}`,
        materialId: id,
        sequence: (s + 1) * 10,
        ...placeOf(parts, step),
        setupSeconds: hours(step.setup),
        setupGroup: step.family,
        runSecondsPerUnit: minutes(step.perUnit),
      })
    })
  })
}

function placeOf(parts: PlantParts, { center, unit }: { center: number; unit: number | undefined }): Body {
  const id = named(parts.units, 'U', unit)
  return {
    workCenterId: named(parts.centers, 'W', center),
    workUnitIds: id === undefined ? undefined : [id, `U${(((unit ?? 0) + 1) % parts.units.length) + 1}`],
  }
}

function keptFor(parts: PlantParts, [kind, number]: readonly [string, number]): Body {
  return {
    salesOrderLineId: kind === 'line' ? named(parts.lines, 'L', number) : undefined,
    workOrderId: kind === 'order' ? named(parts.orders, 'O', number) : undefined,
  }
}

function putSupplies(book: Book, parts: PlantParts): void {
  for (const n of [1, 2]) book.put('supplier', { id: `V${n}`, name: `Supplier ${n}` })
  parts.stock.forEach((stock, s) => {
    book.put('stock', { id: `T${s + 1}`, materialId: named(parts.materials, 'M', stock.material), quantity: each(stock.quantity) })
  })
  parts.lots.forEach((lot, l) => {
    book.put('lot', {
      id: `B${l + 1}`,
      materialId: named(parts.materials, 'M', lot.material),
      quantity: each(lot.quantity),
      availableAt: lot.at,
      disposition: lot.disposition,
      pegGroup: lot.group,
      ...keptFor(parts, lot.keptFor),
    })
  })
  parts.purchases.forEach((purchase, p) => {
    book.put('purchaseOrderLine', {
      id: `P${p + 1}`,
      orderId: `P${p + 1}`,
      supplierId: `V${(p % 2) + 1}`,
      materialId: named(parts.materials, 'M', purchase.material),
      quantity: each(purchase.quantity),
      received: each(purchase.received),
      promisedAt: purchase.at,
      pegGroup: purchase.group,
      ...keptFor(parts, purchase.keptFor),
    })
  })
}

function putOrders(book: Book, parts: PlantParts): void {
  parts.orders.forEach((order, o) => {
    const id = `O${o + 1}`
    const [kind, number] = order.keptFor
    const end =
      order.from === undefined || order.lasts === undefined ? undefined : instantFromMs(instantToMs(order.from) + order.lasts * DAY * 1000)
    book.put('workOrder', {
      id,
      materialId: named(parts.materials, 'M', order.material),
      quantity: each(order.quantity),
      completed: each(order.done),
      scrapped: each(order.lost),
      status: order.status,
      plannedStartAt: order.from,
      plannedEndAt: end,
      dueAt: order.due,
      salesOrderLineId: kind === 'line' ? named(parts.lines, 'L', number) : undefined,
      parentWorkOrderId: kind === 'order' ? named(parts.orders, 'O', number) : undefined,
      pegGroup: order.group,
      componentPegGroup: order.parts,
    })
    order.operations.forEach((operation, k) => {
      const timed = k % 2 === 0 ? { workSeconds: hours(operation.hours) } : { runSecondsPerUnit: minutes(operation.perUnit) }
      book.put('operation', {
        id: `${id} ${k}`,
        workOrderId: id,
        sequence: (k + 1) * 10,
        ...placeOf(parts, operation),
        ...timed,
        setupSeconds: hours(operation.setup),
        setupGroup: operation.family,
        status: operation.status,
        planRank: operation.rank,
        completed: each(operation.done),
      })
    })
  })
}

/** The same plant with its records put in another order; `salt` chooses which. */
export function shuffled(model: Model, salt: number): Model {
  const other = emptyModel()
  for (const [record, records] of Object.entries(model.byKind)) {
    const rank = (id: string) =>
      [...id].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) + salt, 0x811c9dc5 ^ salt)
    for (const body of [...records.values()].sort((a, b) => rank(a.id) - rank(b.id))) putRecord(other, record as RecordName, body)
  }
  return other
}

/** The plant with these disruptions recorded. */
export function withDisruptions(model: Model, list: readonly Disruption[]): Model {
  const other = shuffled(model, 0)
  for (const each of list) putRecord(other, 'disruption', each)
  return other
}
