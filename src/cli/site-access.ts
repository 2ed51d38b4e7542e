/** The site that a command works on: found in the store, loaded as a model, with its names for reading. */
import { emptyModel, getRecord, type Model, putRecord } from '../core/chain/model.ts'
import { type RecordName, recordNames } from '../core/records/all.ts'
import { listNames, nearMiss } from '../core/values/near-miss.ts'
import { openStore, type Store } from '../store/open-store.ts'
import type { Call } from './command.ts'
import { wrongUse } from './outcome.ts'

/** Opens the store for as long as `work` takes, and leaves it whatever happens. */
export async function withStore<T>({ config, terminal }: Call, work: (store: Store) => Promise<T>): Promise<T> {
  const { databaseUrl } = config
  const store = await openStore({
    dataDir: config.dataFolder,
    onProgress: terminal.progress,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  })
  try {
    return await work(store)
  } finally {
    await store.close()
    terminal.settle()
  }
}

/** The configured site, or the only one there is. Throws a `Refusal` when neither says which. */
export async function siteIn(store: Store, configured: string | undefined): Promise<string> {
  const sites = await store.listSites()
  if (configured !== undefined && sites.includes(configured)) return configured
  if (configured === undefined && sites.length === 1 && sites[0] !== undefined) return sites[0]
  if (sites.length === 0) {
    const next = 'Bring some in: throughline import <folder> --mapping <file>.'
    throw wrongUse({ code: 'site-none', message: 'The store holds no data yet.', next, facts: { store: store.name } })
  }
  const facts = { sites: listNames(sites), ...(configured === undefined ? {} : { asked: configured }) }
  throw wrongUse({ code: 'site-which', message: 'It is not clear which site is meant.', next: 'Say which by --site.', facts })
}

/** A site as it stands in the store now. */
export interface LoadedSite {
  readonly id: string
  readonly model: Model
  readonly zone: string
}

/** Reads every record of the site; works beside a server that writes to it. */
export async function loadSite(store: Store, id: string, { terminal }: Pick<Call, 'terminal'>): Promise<LoadedSite> {
  const model = emptyModel()
  let loaded = 0
  for await (const { record, body } of store.reader(id).loadRecords()) {
    putRecord(model, record, body)
    loaded += 1
    if (loaded % 10_000 === 0) terminal.progress(`Loading ${id}: ${loaded.toLocaleString('en-US')} records`)
  }
  const [site] = model.byKind.site.values()
  return { id, model, zone: site?.zone ?? 'UTC' }
}

/** The id of the one record that `text` names, by id or by name. Throws a `Refusal` with the nearest names otherwise. */
export function idOf(model: Model, kinds: readonly RecordName[], text: string): { readonly kind: RecordName; readonly id: string } {
  for (const kind of kinds) if (getRecord(model, kind, text) !== undefined) return { kind, id: text }
  const wanted = text.toLowerCase()
  const named = kinds.flatMap((kind) =>
    [...model.byKind[kind].values()].filter((each) => nameIn(each).toLowerCase() === wanted).map(({ id }) => ({ kind, id })),
  )
  if (named.length === 1 && named[0] !== undefined) return named[0]
  const words = kinds.map(plainName).join(' or ')
  if (named.length > 1) {
    const facts = { name: text, ids: listNames(named.map((each) => each.id)) }
    throw wrongUse({ code: 'use-ambiguous-name', message: 'Several records have this name.', next: 'Give the id of one of them.', facts })
  }
  throw wrongUse({
    code: 'use-unknown-name',
    message: `There is no ${words} of this id or name.`,
    next: hintFor(model, kinds, text),
    facts: { asked: text },
  })
}

function hintFor(model: Model, kinds: readonly RecordName[], text: string): string {
  const candidates = kinds
    .flatMap((kind) => [...model.byKind[kind].values()].flatMap((each) => [each.id, nameIn(each)]))
    .filter((each) => each !== '')
  const near = nearMiss(text, candidates)
  if (near !== undefined) return `Did you mean ${near}?`
  return candidates.length === 0
    ? 'The site holds none; import some first.'
    : `There are, for example: ${listNames(candidates.slice(0, 5))}.`
}

function nameIn(record: object): string {
  return 'name' in record && typeof record.name === 'string' ? record.name : ''
}

/** `purchaseOrderLine` as people say it. */
export function plainName(kind: RecordName): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** The name of a record with its id, or the id alone where it has none. */
export function called(model: Model, kind: RecordName, id: string): string {
  const record = getRecord(model, kind, id)
  const name = record === undefined ? '' : nameIn(record)
  return name === '' || name === id ? id : `${name} (${id})`
}

/** How many records the site holds of each kind that it has any of. */
export function countsOf(model: Model): readonly (readonly [RecordName, number])[] {
  return recordNames.map((name) => [name, model.byKind[name].size] as const).filter(([, size]) => size > 0)
}
