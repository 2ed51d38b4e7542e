/** All records of one kind, read page by page and kept until one of them changes. */
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, RecordName } from '../../src/core/records/all.ts'
import { type AskFailure, ask } from './ask.ts'
import type { Asked } from './use-answer.ts'

const PATHS = {
  site: '/sites',
  workCenter: '/work-centers',
  workUnit: '/work-units',
  supplier: '/suppliers',
  customer: '/customers',
  material: '/materials',
  purchaseOrderLine: '/purchase-order-lines',
  stateWord: '/state-words',
  disruption: '/disruptions',
} as const satisfies Partial<Record<RecordName, string>>

export type ListedRecord = keyof typeof PATHS

const PAGE = 500

interface RecordPage {
  readonly items: readonly AnyRecord[]
  readonly next: string | null
}

/** The kind whose records a question lists; undefined for other questions. */
export function listedBy(path: string): ListedRecord | undefined {
  return (Object.keys(PATHS) as ListedRecord[]).find((name) => PATHS[name] === path)
}

export function useRecords<T extends AnyRecord>(name: ListedRecord, wanted = true): Asked<readonly T[]> {
  return useQuery<readonly T[], AskFailure>({
    queryKey: [PATHS[name], 'all'],
    queryFn: ({ signal }) => readAll<T>(PATHS[name], signal),
    enabled: wanted,
  })
}

async function readAll<T extends AnyRecord>(path: string, signal: AbortSignal): Promise<readonly T[]> {
  const all: T[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await ask<RecordPage>(path, { limit: PAGE, after }, signal)
    all.push(...(items as readonly T[]))
    if (next === null) return all
    after = next
  }
}
