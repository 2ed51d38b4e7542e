/** From files to records: what a plant's IT person writes and what comes of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMapping } from './load-mapping.ts'
import { memoryImport } from './memory-import.fixture.ts'
import { importFiles, PLANT } from './plant-folder.fixture.ts'
import { runMapping } from './run-mapping.ts'

const STOCK = `
records:
  stock:
    file: stock.csv
    key: '{Item}-{Place}'
    fields:
      materialId: Item
      quantity: { column: Qty, unit: { column: Unit } }
      location: Place
`

test('rows become records, in the order of the file', async () => {
  const { records, setAside, read, staged } = await importFiles(STOCK, {
    'stock.csv': 'Item,Place,Qty,Unit\nbolt,A1,250,EA\n steel , B2 ,12.5,KGM\n',
  })
  assert.deepEqual(records, [
    'stock {"id":"bolt-A1","materialId":"bolt","quantity":{"value":250,"unit":"EA"},"location":"A1"}',
    'stock {"id":"steel-B2","materialId":"steel","quantity":{"value":12.5,"unit":"KGM"},"location":"B2"}',
  ])
  assert.deepEqual([setAside, read, staged], [[], 2, 3], 'the site is staged too')
})

test('each bad row is set aside with its line, its column and what would mend it, and keeps its cells', async () => {
  const rows = ['bolt,A1,-5,EA', 'nut,A1,"1,5",EA', 'pin,A1,ten,EA', 'rod,A1,3,Stk', 'cap,A1,,EA', ',A1,1,EA', 'ok,A1,1,EA']
  const { session, setAside, records } = await importFiles(STOCK, { 'stock.csv': `Item,Place,Qty,Unit\n${rows.join('\n')}\n` })
  assert.deepEqual(setAside, [
    'stock.csv:2 Qty import.negative -5',
    'stock.csv:3 Qty import.wrong-decimal-mark 1,5',
    'stock.csv:4 Qty import.not-a-number ten',
    'stock.csv:5 Qty import.unknown-unit Stk',
    'stock.csv:6 Qty import.missing-value',
    'stock.csv:7 Item, Place import.no-key',
  ])
  assert.equal(records.length, 1)
  const unit = session.setAside[3]
  assert.deepEqual([unit?.recordId, unit?.raw], ['rod-A1', { Item: 'rod', Place: 'A1', Qty: '3', Unit: 'Stk' }])
  assert.match(unit?.problem.next ?? '', /Add it to `units` in the mapping with the UN\/ECE code/)
})

test('units, numbers and empty cells are taken as the mapping says that they are written', async () => {
  const text = `units: { Stk: H87, '': EA }\nnumbers: { decimal: ',', thousands: '.' }\nempty: ['-', 'NULL']\n${STOCK}`
  const { records, setAside } = await importFiles(text, { 'stock.csv': 'Item;Place;Qty;Unit\nbolt;-;1.250,5;Stk\nnut;B;7;NULL\n' })
  assert.deepEqual(setAside, ['stock.csv:2 Item, Place import.no-key'])
  assert.deepEqual(records, ['stock {"id":"nut-B","materialId":"nut","quantity":{"value":7,"unit":"EA"},"location":"B"}'])
})

const ORDERS = `
dates: { formats: [DD.MM.YYYY, DD.MM.YYYY HH:mm] }
records:
  salesOrderLine:
    file: lines.csv
    join:
      order: { file: orders.csv, key: No, by: OrderNo }
    key: '{OrderNo}-{Line}'
    fields:
      orderId: OrderNo
      customerId: order.Customer
      materialId: Item
      quantity: { column: Qty, unit: EA }
      requestedAt: order.Due
      confirmedAt: { column: order.Due, plusDays: 2, timeOfDay: '17:00' }
      price: { column: UnitPrice, times: Qty, currency: { column: order.Currency, map: { '': EUR, US: USD, EUR: EUR } } }
      status: { column: order.State, map: { o: open, s: shipped }, unmapped: 'Ask sales what the state means.' }
`
const HEADERS = 'No,Customer,Due,Currency,State\nSO1,ACME,08.05.2026,,o\nSO2,Bolt & Co,09.05.2026 06:30,US,s\n'

test('a line takes what it needs from the header of its order', async () => {
  const { records, setAside } = await importFiles(ORDERS, {
    'orders.csv': HEADERS,
    'lines.csv': 'OrderNo,Line,Item,Qty,UnitPrice\nSO1,1,pump,3,19.99\nSO2,1,pump,1,20\n',
  })
  assert.deepEqual(setAside, [])
  assert.deepEqual(records, [
    'salesOrderLine {"id":"SO1-1","orderId":"SO1","customerId":"ACME","materialId":"pump","quantity":{"value":3,"unit":"EA"},"requestedAt":"2026-05-07T22:00:00.000Z","confirmedAt":"2026-05-10T15:00:00.000Z","price":{"amount":5997,"scale":2,"currency":"EUR"},"status":"open"}',
    'salesOrderLine {"id":"SO2-1","orderId":"SO2","customerId":"Bolt & Co","materialId":"pump","quantity":{"value":1,"unit":"EA"},"requestedAt":"2026-05-09T04:30:00.000Z","confirmedAt":"2026-05-11T04:30:00.000Z","price":{"amount":2000,"scale":2,"currency":"USD"},"status":"shipped"}',
  ])
})

test('a line without its order, an impossible date, an unknown state: each says so, and all of them on one row', async () => {
  const orders = `${HEADERS}SO3,ACME,30.02.2026,,o\nSO4,ACME,08.05.2026,,x\nSO5,ACME,soon,,y\nSO6,A,08.05.2026,,o\nSO6,B,08.05.2026,,o\n`
  const lines = ['SO9', 'SO3', 'SO4', 'SO5', 'SO6'].map((no) => `${no},1,pump,1,20`).join('\n')
  const { setAside, session } = await importFiles(ORDERS, {
    'orders.csv': orders,
    'lines.csv': `OrderNo,Line,Item,Qty,UnitPrice\n${lines}\n`,
  })
  assert.deepEqual(setAside, [
    'lines.csv:2 OrderNo import.lookup-missing SO9',
    'lines.csv:3 order.Due import.impossible-date 30.02.2026',
    'lines.csv:4 order.State import.unmapped-value x',
    'lines.csv:5 order.Due import.unknown-date-format soon',
    'lines.csv:6 OrderNo import.lookup-ambiguous SO6',
  ])
  assert.equal(session.setAside[2]?.problem.next, 'Ask sales what the state means.')
  assert.equal(session.setAside[3]?.problem.facts['also wrong'], 'order.Due, order.State')
})

test('a row of a joined file that cannot be judged is set aside once, whoever joins it', async () => {
  const join = `join: { rate: { file: rates.csv, where: 'int(row.Year) > 2025', key: Item, by: Item, optional: true } }`
  const text = `
records:
  supplier: { file: items.csv, ${join}, key: Item, fields: { name: Item, country: rate.Country } }
  customer: { file: items.csv, ${join}, key: Item, fields: { name: Item, country: rate.Country } }
`
  const { setAside, records } = await importFiles(text, {
    'items.csv': 'Item\nbolt\n',
    'rates.csv': 'Item,Year,Country\nnut,next,DE\nbolt,2026,AT\n',
  })
  assert.deepEqual(setAside, ['rates.csv:2 - import.expression-failed'])
  assert.deepEqual(records, ['supplier {"id":"bolt","name":"bolt","country":"AT"}', 'customer {"id":"bolt","name":"bolt","country":"AT"}'])
})

test('local times that daylight saving skips or repeats are taken, and noted once for each column', async () => {
  const text = `
records:
  roster:
    file: roster.csv
    key: No
    fields: { personId: Who, startAt: From, endAt: Until }
`
  const rows =
    'No,Who,From,Until\n1,p1,2026-03-29 02:30,2026-03-29 06:00\n2,p2,2026-10-25 02:15,2026-10-25 06:00\n3,p3,2026-10-25 02:15,2026-10-25 06:00\n'
  const { notes, records } = await importFiles(text, { 'roster.csv': rows }, true)
  assert.equal(records.length, 3)
  assert.deepEqual(
    notes.map(({ file, line, column, problem, count }) => `${file}:${line} ${column} ${problem.code} ${count}`),
    ['roster.csv:2 From import.local-time-skipped 1', 'roster.csv:3 From import.local-time-repeated 2'],
  )
})

test('data about people is not opened without a works agreement, and no cell of it is kept', async () => {
  const text = `
covers: [person, customer]
records:
  person: { file: people.csv, key: No, fields: { name: Name } }
  customer: { file: customers.csv, key: No, fields: { name: Name } }
`
  const files = { 'people.csv': 'No,Name\n1,Ana\n', 'customers.csv': 'No,Name\n1,ACME\n' }
  const without = await importFiles(text, files)
  assert.deepEqual(without.setAside, ['people.csv:1 - import.personal'])
  assert.match(without.session.setAside[0]?.problem.next ?? '', /works agreement/)
  assert.doesNotMatch(JSON.stringify(without.session.setAside), /Ana/)
  assert.deepEqual(without.covers, ['customer'])
  const under = await importFiles(text, files, true)
  assert.deepEqual(under.records, ['person {"id":"1","name":"Ana"}', 'customer {"id":"1","name":"ACME"}'])
  assert.deepEqual(under.covers, ['person', 'customer'])
})

test('expressions compute fields, conditions leave rows out, several files and several sources make one kind of record', async () => {
  const text = `
records:
  material:
    - file: 'items-*.csv'
      where: row.Type != "service"
      key: No
      fields:
        name: { expression: 'row.Name.trim() + (row.Size != "" ? " " + row.Size : "")' }
        unit: { const: EA }
        leadTimeSeconds: { expression: 'double(row.Weeks) * 7.0', in: days }
    - rows: [{ no: scrap, text: Scrap metal }]
      key: no
      fields: { name: text, unit: { const: KGM } }
`
  const files = {
    'items-b.csv': 'No,Name,Size,Type,Weeks\n3,Saw,,part,0.5\n',
    'items-a.csv': 'No,Name,Size,Type,Weeks\n1,Bolt,M8,part,2\n2,Repair,,service,1\n4,Nut,,part,many\n',
  }
  const { records, leftOut, setAside } = await importFiles(text, files)
  assert.deepEqual(records, [
    'material {"id":"1","name":"Bolt M8","unit":"EA","leadTimeSeconds":1209600}',
    'material {"id":"3","name":"Saw","unit":"EA","leadTimeSeconds":302400}',
    'material {"id":"scrap","name":"Scrap metal","unit":"KGM"}',
  ])
  assert.equal(leftOut, 1)
  assert.deepEqual(setAside, ['items-a.csv:4 Weeks import.expression-failed'])
})

test('the pegging rule gives work orders and sales lines their groups', async () => {
  const text = `
pegging:
  rule: A line is supplied by the work orders that start three days after its order.
  workOrder: { pegGroup: { expression: 'date(row.Start, "DD.MM.YYYY")' }, componentPegGroup: Day }
  salesOrderLine: { pegGroup: { expression: 'addDays(row.Ordered, 3)' } }
records:
  workOrder: { file: wo.csv, key: No, fields: { materialId: Item, quantity: { column: Qty, unit: EA } } }
  salesOrderLine: { file: so.csv, key: No, fields: { orderId: No, customerId: C, materialId: Item, quantity: { column: Qty, unit: EA } } }
`
  const { records } = await importFiles(text, {
    'wo.csv': 'No,Item,Qty,Start,Day\n1,pump,2,03.03.2026,\n',
    'so.csv': 'No,C,Item,Qty,Ordered\n7,ACME,pump,2,2026-02-28\n',
  })
  assert.deepEqual(records, [
    'workOrder {"id":"1","materialId":"pump","quantity":{"value":2,"unit":"EA"},"pegGroup":"2026-03-03"}',
    'salesOrderLine {"id":"7","orderId":"7","customerId":"ACME","materialId":"pump","quantity":{"value":2,"unit":"EA"},"pegGroup":"2026-03-03"}',
  ])
})

test('a kind is only covered by files that state it completely, so that a lost file removes nothing', async () => {
  const text = `
covers: [supplier, customer, calendar, stock]
records:
  supplier: { file: suppliers.csv, key: No, fields: { name: Name } }
  customer: { file: customers.csv, key: No, fields: { name: Name } }
  calendar: { file: calendars.csv, key: No, fields: { name: Name } }
  stock: { file: stock.csv, key: No, fields: { materialId: Item, quantity: { column: Qty, unit: EA } } }
  area: { file: areas.csv, optional: true, key: No, fields: { name: Name } }
`
  const files = {
    'customer.csv': 'No,Name\n',
    'suppliers.csv': 'No,Name\n',
    'calendars.csv': 'No,Name\n1,Day\n2\n',
    'stock.csv': 'No,Item,Qty\n1,bolt,5\n2,nut,-5\n',
  }
  const { covers, setAside, session, notes } = await importFiles(text, files)
  assert.deepEqual(covers, ['stock'], 'a row set aside by its id does not make the rest incomplete')
  assert.deepEqual(setAside, [
    'customers.csv:1 - import.missing-file',
    'calendars.csv:3 - import.ragged-row',
    'stock.csv:3 Qty import.negative -5',
  ])
  assert.match(session.setAside[0]?.problem.next ?? '', /Did you mean customer\.csv\?/)
  assert.deepEqual(
    notes.map((note) => `${note.column} ${note.problem.code}`),
    ['supplier import.not-covered', 'customer import.not-covered', 'calendar import.not-covered'],
  )
})

test('a file that lacks a column is set aside whole, and the rest is imported', async () => {
  const { setAside, records, session } = await importFiles(STOCK, { 'stock.csv': 'Item,Place,Quantity,Unit\nbolt,A1,1,EA\n' })
  assert.deepEqual([setAside, records], [['stock.csv:1 Qty import.missing-column'], []])
  assert.equal(session.setAside[0]?.problem.facts.has, 'Item, Place, Quantity, Unit')
})

test('a column that no JSON object has is noted', async () => {
  const text = `records: { customer: { file: c.json, key: id, fields: { name: name, country: contry } } }`
  const { notes, records } = await importFiles(text, { 'c.json': '[{"id": 1, "name": "ACME", "country": "DE"}]' })
  assert.deepEqual(records, ['customer {"id":"1","name":"ACME"}'])
  assert.deepEqual(
    notes.map((note) => `${note.column} ${note.problem.code}`),
    ['contry import.column-never-seen'],
  )
})

test('rows come in bounded batches, and a folder that is not there is a failure', async () => {
  const lines = Array.from({ length: 2500 }, (_, i) => `${i},Customer ${i}`)
  const { session, records } = await importFiles('records: { customer: { file: c.csv, key: No, fields: { name: Name } } }', {
    'c.csv': `No,Name\n${lines.join('\n')}\n`,
  })
  assert.equal(records.length, 2500)
  assert.ok(session.largestBatch <= 1000)
  const mapping = parseMapping(`${PLANT}records: {}\n`, 'plant.yaml')
  assert.ok(mapping.ok)
  const gone = await runMapping({ folder: '/nowhere/at/all', mapping: mapping.value, session: memoryImport(), worksAgreement: false })
  assert.equal(gone.ok ? '' : gone.problem.code, 'import.no-folder')
})

test('a mapping reaches no file outside its folder', async () => {
  for (const file of ['../secret.csv', '/etc/passwd']) {
    const { setAside } = await importFiles(`records: { customer: { file: '${file}', key: No, fields: { name: Name } } }`, {})
    assert.deepEqual(setAside, [`${file}:1 - import.outside-folder`])
  }
})
