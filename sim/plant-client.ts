/** What the simulated floor asks the server, over the same API as everybody else. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImpactAnswer } from '../src/core/impact/answer.ts'
import type { Schedule } from '../src/core/impact/page-answer.ts'
import type { Coverage, CoverageCell, WhoCanAct } from '../src/core/people/answer.ts'
import type { AnyRecord, RecordByName, RecordName } from '../src/core/records/all.ts'
import type { Change } from '../src/core/records/change.ts'
import type { Disruption } from '../src/core/records/disruption.ts'
import type { Instant } from '../src/core/values/instant.ts'
import type { ImportState } from '../src/engine/ports.ts'

export interface PlantClient {
  list<N extends RecordName>(record: N): Promise<readonly RecordByName[N][]>
  get<N extends RecordName>(record: N, id: string): Promise<RecordByName[N] | undefined>
  schedule(from: Instant, to: Instant): Promise<Schedule>
  impact(disruption: Disruption): Promise<ImpactAnswer | undefined>
  /** False when the server refused, as it does when a record has changed meanwhile: whoever asked looks again. */
  change(changes: readonly Change[]): Promise<boolean>
  coverage(from: Instant, to: Instant): Promise<Coverage>
  /** Undefined where nothing may be said of people. */
  whoCanAct(shift: CoverageCell): Promise<WhoCanAct | undefined>
  /** Imports a folder of this machine; false when it was refused or failed. */
  importFiles(folder: string, mapping: string): Promise<boolean>
}

const PATHS: Partial<Record<RecordName, string>> = {
  workUnit: 'work-units',
  signal: 'signals',
  stateWord: 'state-words',
  disruption: 'disruptions',
  operation: 'operations',
  workOrder: 'work-orders',
  bomLine: 'bom-lines',
  material: 'materials',
  stock: 'stock',
  lot: 'lots',
  supplier: 'suppliers',
  purchaseOrderLine: 'purchase-order-lines',
  salesOrderLine: 'sales-order-lines',
}

const PAGE = 500
const PATIENCE_MS = 15_000
/** How often an import under way is asked for. */
const IMPORT_ASK_MS = 100

/** Rejects when the server can't be reached; its refusals are values. */
export function plantClient(serverUrl: string, token: string | undefined): PlantClient {
  const ask = (path: string, body?: unknown): Promise<Response> =>
    fetch(`${serverUrl}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  const json = async <T>(response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`The server answered ${response.status} to ${response.url}.`)
    return (await response.json()) as T
  }
  return {
    async list<N extends RecordName>(record: N) {
      const all: RecordByName[N][] = []
      let after: string | null = null
      do {
        const query: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
        const page: { items: RecordByName[N][]; next: string | null } = await json(await ask(`/${PATHS[record]}?limit=${PAGE}${query}`))
        all.push(...page.items)
        after = page.next
      } while (after !== null)
      return all
    },
    async get<N extends RecordName>(record: N, id: string) {
      const response = await ask(`/${PATHS[record]}/${encodeURIComponent(id)}`)
      if (response.status === 404) return undefined
      return await json<RecordByName[N]>(response)
    },
    schedule: async (from, to) => json(await ask(`/schedule?from=${from}&to=${to}&limit=2000`)),
    async impact(disruption) {
      const response = await ask('/impact', { disruption })
      return response.ok ? ((await response.json()) as ImpactAnswer) : undefined
    },
    change: async (changes) => (await ask('/changes', { changes })).ok,
    coverage: async (from, to) => json(await ask(`/coverage?from=${from}&to=${to}`)),
    async whoCanAct({ workCenterId, fromAt, toAt }) {
      const response = await ask(`/who-can-act?workCenterId=${encodeURIComponent(workCenterId)}&from=${fromAt}&to=${toAt}`)
      return response.ok ? ((await response.json()) as WhoCanAct) : undefined
    },
    importFiles: (folder, mapping) => importFiles(ask, { folder, mapping }),
  }
}

/** Read, looked at and applied, as a person would do it. */
async function importFiles(
  ask: (path: string, body?: unknown) => Promise<Response>,
  source: { readonly folder: string; readonly mapping: string },
): Promise<boolean> {
  const begun = await ask('/imports', source)
  if (!begun.ok) return false
  const { importId } = (await begun.json()) as ImportState
  for (let applying = false; ; ) {
    const response = await ask(`/imports/${importId}`)
    const { stage } = (await response.json()) as ImportState
    if (stage === 'applied') return true
    if (!response.ok || stage === 'failed' || stage === 'discarded') return false
    if (stage === 'previewed' && !applying) {
      applying = true
      if (!(await ask(`/imports/${importId}/apply`, {})).ok) return false
    }
    await sleep(IMPORT_ASK_MS)
  }
}

/** An update of one record, with what stood there before. */
export function updated<T extends AnyRecord>(record: RecordName, from: T, to: Partial<T>): Change {
  return { type: 'updated', record, id: from.id, from, to: { ...from, ...to } }
}
