/** A small invented plant as files, and the program run on it as a person would run it. */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Two pumps promised on Friday, welded on Thursday on one welder that works around the clock. */
const FILES: Readonly<Record<string, string>> = {
  'items.csv': 'no,name,unit\nP-100,Pump 100,EA\nH-1,Housing,EA\n',
  'customers.csv': 'no,name\nC-1,Harbour Authority\nC-2,City Waterworks\n',
  'centers.csv': 'no,name\nweld,Welding\n',
  'units.csv': 'no,name,center,capacity\nwelder-2,Welder 2,weld,1\n',
  'orders.csv': 'no,item,qty,due,so\n4711,P-100,2,2026-05-08 10:00,SO-1/1\n4712,P-100,1,2026-05-12 10:00,SO-2/1\n',
  'operations.csv': 'order,seq,center,hours\n4711,10,weld,10\n4712,10,weld,4\n',
  'sales.csv':
    'no,order,customer,item,qty,confirmed,price\nSO-1/1,SO-1,C-1,P-100,2,2026-05-08 10:00,2400.5000\nSO-2/1,SO-2,C-2,P-100,1,2026-05-12 10:00,1300.2500\n',
  'mapping.yaml': `name: pump works
site: { id: pump-works, name: Pump works Leipzig, zone: Europe/Berlin, currency: EUR }
covers: [material, customer, salesOrderLine, workOrder]
records:
  material: { file: items.csv, key: no, fields: { name: name, unit: unit } }
  customer: { file: customers.csv, key: no, fields: { name: name } }
  workCenter: { file: centers.csv, key: no, fields: { name: name } }
  workUnit: { file: units.csv, key: no, fields: { name: name, workCenterId: center, capacity: capacity } }
  workOrder: { file: orders.csv, key: no, fields: { materialId: item, quantity: { column: qty, unit: EA }, dueAt: due, salesOrderLineId: so } }
  operation:
    file: operations.csv
    key: '{order}/{seq}'
    fields: { workOrderId: order, sequence: seq, workCenterId: center, workSeconds: { column: hours, in: hours } }
  salesOrderLine:
    file: sales.csv
    key: no
    fields:
      { orderId: order, customerId: customer, materialId: item, quantity: { column: qty, unit: EA }, confirmedAt: confirmed, price: { column: price, scale: 4 } }
`,
}

/** Writes the plant's files; `changed` replaces some of them. */
export function writePumpWorks(folder: string, changed: Readonly<Record<string, string>> = {}): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries({ ...FILES, ...changed })) writeFileSync(join(folder, name), text)
  return folder
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url))

/** Starts the program with none of our variables set but those given. */
export function startProgram(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('THROUGHLINE_') && name !== 'DATABASE_URL'),
  )
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    env: { ...inherited, THROUGHLINE_MQTT_LISTEN_PORT: '0', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    texts.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    texts.err += chunk
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, ...texts }))
  })
  return { child, texts, ended }
}

/** A server of `words` that listens, and the way to end it as Ctrl+C does. */
export async function startServing(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const server = startProgram(['start', '--port', '0', ...words, '--json', '--quiet'], env)
  await new Promise<void>((resolve, reject) => {
    server.child.stdout.once('data', () => resolve())
    server.ended.then((ended) => reject(new Error(ended.out + ended.err)))
  })
  const started = JSON.parse(server.texts.out) as { readonly url: string; readonly brokerUrl: string; readonly site: string | null }
  const stop = (): Promise<Ended> => {
    server.child.kill('SIGTERM')
    return server.ended
  }
  return { ...started, texts: server.texts, stop }
}

/** Runs one command line to its end; `input` is typed into it. */
export function runProgram(words: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { child, ended } = startProgram(words, env)
  child.stdin.end(input)
  return ended
}
