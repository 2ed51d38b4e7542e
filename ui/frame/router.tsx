/** The pages by address. The address holds everything that a page shows, so that it can be sent to a colleague. */
import { createRootRoute, createRoute, createRouter, redirect, retainSearchParams } from '@tanstack/react-router'
import type { ThingKind } from '../../src/core/impact/page-answer.ts'
import { ActionsPage } from '../features/actions/actions-page.tsx'
import { type ActionsSearch, workRoleOf } from '../features/actions/actions-search.ts'
import { DisruptionPage } from '../features/actions/disruption-page.tsx'
import { movesOf } from '../features/board/board-moves.ts'
import { BoardPage } from '../features/board/board-page.tsx'
import type { BoardSearch } from '../features/board/board-search.ts'
import { DataPage } from '../features/data/data-page.tsx'
import type { DataSearch } from '../features/data/data-search.ts'
import { FloorPage } from '../features/floor/floor-page.tsx'
import type { FloorSearch } from '../features/floor/floor-search.ts'
import { KioskPage, type KioskSearch } from '../features/kiosk/kiosk-page.tsx'
import { KeptPage, type KeptSearch } from '../features/ledger/kept-page.tsx'
import { LedgerPage } from '../features/ledger/ledger-page.tsx'
import { type LedgerSearch, spanOf } from '../features/ledger/ledger-search.ts'
import type { NowSearch } from '../features/now/now-search.ts'
import { PeoplePage } from '../features/people/people-page.tsx'
import type { PeopleSearch } from '../features/people/people-search.ts'
import { DisruptionListPage } from '../features/promises/disruption-list-page.tsx'
import { PromiseListPage, type PromiseListSearch } from '../features/promises/promise-list-page.tsx'
import { PromisePage } from '../features/promises/promise-page.tsx'
import { SearchPage, type SearchSearch } from '../features/search/search-page.tsx'
import { SupplyPage } from '../features/supply/supply-page.tsx'
import { TracePage } from '../features/trace/trace-page.tsx'
import { Broken } from './broken.tsx'
import { Missing } from './missing.tsx'
import { NowOrWho } from './now-or-who.tsx'
import { isPersonRole, type PersonRole, rememberedRole } from './roles.ts'
import { Shell } from './shell.tsx'

type Loose = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
const count = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)

/** In whose name somebody acts who has not said who they are. */
const UNSAID: PersonRole = 'plantManager'

/** Leaves out what is not stated, so that an address holds nothing that goes without saying. */
function stated<T extends object>(search: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: Missing,
  // A role that is not one is overwritten: what is only left out stays in the search of the page.
  validateSearch: ({ role }: Loose): { role?: PersonRole | undefined } => ({ role: isPersonRole(role) ? role : undefined }),
  search: { middlewares: [retainSearchParams(['role'])] },
  beforeLoad({ search, location }) {
    const role = rememberedRole()
    if (search.role === undefined && role !== undefined)
      throw redirect({ to: location.pathname, search: { ...location.search, role }, replace: true })
  },
})

const now = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: ({ disruption, unit }: Loose) => stated<NowSearch>({ disruption: text(disruption), unit: text(unit) }),
  component: function Now() {
    const { role, ...search } = now.useSearch()
    const navigate = now.useNavigate()
    return <NowOrWho role={role} search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const promises = createRoute({
  getParentRoute: () => root,
  path: '/promises',
  validateSearch: ({ late, customer, offset }: Loose) =>
    stated<PromiseListSearch>({ late: late === true ? true : undefined, customer: text(customer), offset: count(offset) }),
  component: function Promises() {
    const { role: _, ...search } = promises.useSearch()
    const navigate = promises.useNavigate()
    return <PromiseListPage search={search} onSearch={(next) => void navigate({ search: next })} />
  },
})

const onePromise = createRoute({
  getParentRoute: () => root,
  path: '/promises/$lineId',
  component: function OnePromise() {
    return <PromisePage {...onePromise.useParams()} />
  },
})

const disruptions = createRoute({ getParentRoute: () => root, path: '/disruptions', component: DisruptionListPage })

const oneDisruption = createRoute({
  getParentRoute: () => root,
  path: '/disruptions/$disruptionId',
  component: function OneDisruption() {
    return <DisruptionPage {...oneDisruption.useParams()} role={oneDisruption.useSearch().role ?? UNSAID} />
  },
})

const actions = createRoute({
  getParentRoute: () => root,
  path: '/actions',
  validateSearch: ({ inbox }: Loose) => stated<ActionsSearch>({ inbox: workRoleOf(inbox) }),
  component: function Actions() {
    const { role = UNSAID, ...search } = actions.useSearch()
    const navigate = actions.useNavigate()
    return <ActionsPage role={role} search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const ledgerSearch = ({ days }: Loose): LedgerSearch => stated<LedgerSearch>({ days: spanOf(days) })

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  validateSearch: ledgerSearch,
  component: function OneLedger() {
    const { role: _, ...search } = ledger.useSearch()
    const navigate = ledger.useNavigate()
    return <LedgerPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const kept = createRoute({
  getParentRoute: () => root,
  path: '/kept/$workCenterId',
  validateSearch: ({ days, shift }: Loose) => stated<KeptSearch>({ days: spanOf(days), shift: text(shift) }),
  component: function Kept() {
    const { role: _, ...search } = kept.useSearch()
    const navigate = kept.useNavigate()
    return <KeptPage {...kept.useParams()} search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const floor = createRoute({
  getParentRoute: () => root,
  path: '/floor',
  validateSearch: ({ view, from, minutes }: Loose) =>
    stated<FloorSearch>({ view: view === 'schedule' ? view : undefined, from: count(from), minutes: count(minutes) }),
  component: function Floor() {
    const { role: _, ...search } = floor.useSearch()
    const navigate = floor.useNavigate()
    return <FloorPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const supply = createRoute({ getParentRoute: () => root, path: '/supply', component: SupplyPage })

const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  validateSearch: ({ moves, scenario, compare, from, minutes }: Loose) =>
    stated<BoardSearch>({
      moves: Array.isArray(moves) ? movesOf(moves) : undefined,
      scenario: text(scenario),
      compare: text(compare),
      from: count(from),
      minutes: count(minutes),
    }),
  component: function Board() {
    const { role: _, ...search } = board.useSearch()
    const navigate = board.useNavigate()
    return <BoardPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: ({ days, open }: Loose) => stated<PeopleSearch>({ days: count(days), open: text(open) }),
  component: function People() {
    const { role: _, ...search } = people.useSearch()
    const navigate = people.useNavigate()
    return <PeoplePage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  validateSearch: ({ only, text: holds, offset }: Loose) =>
    stated<DataSearch>({ only: only === 'mapped' || only === 'unmapped' ? only : undefined, text: text(holds), offset: count(offset) }),
  component: function Data() {
    const { role: _, ...search } = data.useSearch()
    const navigate = data.useNavigate()
    return <DataPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: ({ q }: Loose) => stated<SearchSearch>({ q: text(q) }),
  component: function Search() {
    return <SearchPage search={search.useSearch()} />
  },
})

const trace = createRoute({
  getParentRoute: () => root,
  path: '/trace/$kind/$id',
  component: function OneTrace() {
    const { kind, id } = trace.useParams()
    return <TracePage kind={kind as ThingKind} id={id} />
  },
})

const kiosk = createRoute({
  getParentRoute: () => root,
  path: '/kiosk',
  validateSearch: ({ unit }: Loose) => stated<KioskSearch>({ unit: text(unit) }),
  component: function Kiosk() {
    const { role: _, ...search } = kiosk.useSearch()
    const navigate = kiosk.useNavigate()
    return <KioskPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  },
})

const routeTree = root.addChildren([
  now,
  kiosk,
  promises,
  onePromise,
  disruptions,
  oneDisruption,
  actions,
  ledger,
  kept,
  floor,
  supply,
  board,
  people,
  data,
  search,
  trace,
])

export function makeRouter() {
  return createRouter({ routeTree, defaultErrorComponent: Broken, defaultNotFoundComponent: Missing, scrollRestoration: true })
}
