/**
 * An hour of the example company: trouble comes, what would help is asked for and taken, the trouble ends, and what it was worth is settled.
 * In the end the ledger is the sum of its lines, and the journal alone reaches the same outcomes again.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { runProgram, startServing } from '../src/cli/pump-works.fixture.ts'
import type { ActionStanding, Countermeasure, CountermeasureAnswer, Ledger } from '../src/core/actions/answer.ts'
import type { DisruptionStanding } from '../src/core/impact/page-answer.ts'
import type { WhoCanAct } from '../src/core/people/answer.ts'
import type { Outcome } from '../src/core/records/outcome.ts'
import { instantToMs } from '../src/core/values/instant.ts'
import { addMoney, type Money } from '../src/core/values/money.ts'
import type { ActionCommand } from '../src/engine/action-ports.ts'
import type { ExampleState, Trouble } from '../src/engine/example-ports.ts'

const PATIENCE_MS = 120_000
const HOUR_MS = 3_600_000
let folder = ''
let server: Awaited<ReturnType<typeof startServing>>
let startedAtMs = 0

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-hour-'))
  server = await startServing(['--example', '--data', folder])
  await until('the machines run', async () => ((await asked<{ state: ExampleState }>('/example')).state.running ? true : undefined))
  await asked('/example/speed', { speed: 60 })
  startedAtMs = await plantMs()
})
after(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function asked<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  assert.ok(response.ok, `${path}: ${response.status} ${response.ok ? '' : await response.text()}`)
  return (await response.json()) as T
}

const decide = (command: ActionCommand): Promise<unknown> => asked('/decisions', command)
const standings = async (): Promise<readonly DisruptionStanding[]> =>
  (await asked<{ items: readonly DisruptionStanding[] }>('/standings')).items
const outcomes = async (): Promise<readonly Outcome[]> => (await asked<{ items: readonly Outcome[] }>('/outcomes?limit=100')).items

async function plantMs(): Promise<number> {
  const { state } = await asked<{ state: ExampleState }>('/example')
  return instantToMs(state.plantTime)
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const endsAt = Date.now() + PATIENCE_MS; Date.now() < endsAt; await sleep(250)) {
    const found = await look()
    if (found !== undefined) return found
  }
  return assert.fail(`it never came to this: ${what}`)
}

/** Makes trouble and waits for the disruption that follows from it. */
async function trouble(kind: DisruptionStanding['disruption']['kind'], what: { trouble: Trouble; target?: string }): Promise<string> {
  const known = new Set((await standings()).map(({ disruption }) => disruption.id))
  await asked('/example/trouble', what)
  const found = await until(`${what.trouble} is a disruption`, async () =>
    (await standings()).find(({ disruption }) => disruption.kind === kind && !known.has(disruption.id)),
  )
  return found.disruption.id
}

/** Proposes and takes a countermeasure, as the page does. */
async function take(
  disruptionId: string,
  { kind, ownerRole, moves }: Pick<Countermeasure, 'kind' | 'ownerRole' | 'moves'>,
): Promise<string> {
  const actionId = `act-${disruptionId}-${kind}`
  await decide({ type: 'propose', actionId, disruptionId, kind, ownerRole, moves })
  await decide({ type: 'take', actionId })
  return actionId
}

const countermeasures = (id: string): Promise<CountermeasureAnswer> =>
  asked<CountermeasureAnswer>(`/disruptions/${encodeURIComponent(id)}/countermeasures?limit=10`)

test('a stopped test bench: what would help is offered with its price, one is taken, and the outcome is settled when the bench runs again', async () => {
  const id = await trouble('workUnitDown', { trouble: 'stopMachine', target: 'bench-2' })
  const answer = await until('something would help', async () => {
    const found = await countermeasures(id)
    return found.items.length > 0 ? found : undefined
  })
  assert.ok(answer.tried > 0)
  // A look is as good as a plan only for what changes nothing but the end of the cause.
  for (const { evaluated, kind } of answer.items) assert.ok(evaluated === 'replanned' || kind === 'repairFirst', kind)
  for (const { promisesKept, secondsBack, net, wins, ...rest } of answer.items)
    assert.ok(
      wins.length > 0 && (promisesKept > 0 || secondsBack > 0 || net.amount > 0),
      `nothing is offered that helps nobody: ${JSON.stringify({ promisesKept, secondsBack, net, wins: wins.length, ...rest })}`,
    )
  const [best] = answer.items
  assert.ok(best !== undefined)
  const taken = await take(id, best)
  const check = await take(id, { kind: 'check', ownerRole: 'maintenance', moves: [] })
  const { items } = await asked<{ items: readonly ActionStanding[] }>('/actions?open=true&limit=100')
  assert.ok(items.find(({ action }) => action.id === taken)?.action.frozen !== undefined, 'the projection without it was not frozen')
  await asked('/example/recovery', { trouble: 'stopMachine', target: 'bench-2' })
  const settled = await until('both actions are settled', async () => {
    const all = (await outcomes()).filter(({ actionId }) => actionId === taken || actionId === check)
    return all.length === 2 ? all : undefined
  })
  for (const { figures } of settled) assert.ok(figures.reached.length > 0, 'an outcome says how it was reached')
})

test('a late supplier, and a measure that is thought better of: undoing it gives the plan back', async () => {
  const id = await trouble('purchaseMoved', { trouble: 'lateSupplier' })
  const [best] = (await countermeasures(id)).items
  if (best !== undefined && best.moves.length > 0) {
    const actionId = await take(id, best)
    await decide({ type: 'undo', actionId })
    await decide({ type: 'drop', actionId, reason: 'The supplier found a way by itself.' })
  }
  await asked('/example/recovery', { trouble: 'lateSupplier' })
  await until('the delivery is as it was', async () =>
    (await standings()).every(({ disruption }) => disruption.id !== id) ? true : undefined,
  )
})

test('a night without a qualified tester: who could act is a list in the order of the alphabet, and a person chooses', async () => {
  const gap = (await standings()).find(({ disruption }) => disruption.kind === 'qualificationMissing')
  // Which promises it reaches hangs on the hour at which the example was started; that a night lacks somebody does not.
  assert.ok(gap !== undefined, 'nobody is missing in the next nights')
  const who = await asked<WhoCanAct>(`/who-can-act?disruptionId=${encodeURIComponent(gap.disruption.id)}`)
  const names = [...who.can, ...who.almost].map(({ name }) => name)
  assert.ok(names.length > 0)
  assert.deepEqual(
    who.almost.map(({ name }) => name),
    who.almost.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'de')),
  )
})

test('the ledger is the sum of its lines, and the journal alone reaches it again', async () => {
  await until('an hour of plant time has passed', async () => ((await plantMs()) - startedAtMs > HOUR_MS ? true : undefined))
  const from = new Date(startedAtMs - HOUR_MS).toISOString()
  const ledger = await asked<Ledger>(`/ledger?from=${from}&to=${new Date((await plantMs()) + HOUR_MS).toISOString()}`)
  assert.equal(ledger.lines.length, (await outcomes()).length)
  const sum = (all: readonly Money[]): number =>
    all.reduce((total, each) => addMoney(total, each), { amount: 0, scale: 2, currency: 'EUR' }).amount
  assert.equal(sum(ledger.total.saved.contribution), sum(ledger.lines.flatMap(({ saved }) => saved.contribution)))
  for (const parts of [ledger.byCause, ledger.byKind, ledger.byTeam])
    assert.equal(sum(parts.flatMap(({ saved }) => saved.contribution)), sum(ledger.total.saved.contribution))
  await server.stop()
  const verified = await runProgram(['verify', '--json', '--data', folder])
  assert.equal(verified.code, 0, `${verified.out}${verified.err}`)
  const { ledger: reached } = JSON.parse(verified.out) as { ledger: { outcomes: number; reconciled: number } }
  assert.deepEqual([reached.outcomes, reached.reconciled], [ledger.lines.length, ledger.lines.length])
})
