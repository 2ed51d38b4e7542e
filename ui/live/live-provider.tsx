/** Keeps the whole page live: one stream, questions asked again when their answers may have changed, and how the connection stands. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { ViewAge } from '../../src/engine/ports.ts'
import { AskFailure } from './ask.ts'
import { type Connection, LiveFeed } from './live-feed.ts'
import { Refresher } from './refresher.ts'
import { listedBy } from './use-records.ts'

interface Live {
  readonly connection: Connection
  /** Whether the journal is ahead of the answers: newer changes are being projected. */
  readonly behind: boolean
  /** Tries at once instead of waiting. */
  readonly tryNow: () => void
}

const Followed = createContext<Live>({ connection: { kind: 'connecting' }, behind: false, tryNow: () => undefined })

/** A page that nobody sees lets its connection go after this; browsers allow only six to one server. */
const REST_AFTER_MS = 10_000
/** A projection that is done sooner is not worth a word. */
const BEHIND_AFTER_MS = 700
/** Kinds of records that no projection reads, so that none follows their changes. */
const DECIDED: ReadonlySet<string> = new Set([
  'action',
  'actionNote',
  'assignment',
  'outcome',
  'scenario',
  'notice',
  'shelving',
  'workReport',
])
const UNPLANNED: ReadonlySet<string> = new Set(['signal', 'stateWord', 'workUnitState', ...DECIDED])
/** Questions about what people decide, below the API. */
const ASKS_OF_DECISIONS = /^\/(actions|inbox|ledger|scenarios|kept)(\/|$)|^\/disruptions\/[^/]+\/(file|countermeasures)$|^\/work-reports\//
/** What a projection does not change, what plans the site anew for each answer, and data about people, each look at which is logged. */
const NOT_BY_VIEWS: ReadonlySet<string> = new Set([
  '/session',
  '/example',
  '/trials',
  '/scenarios',
  '/who-can-act',
  '/people-data',
  '/people-access-log',
])

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(makeClient)
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' })
  const [heads, setHeads] = useState({ entry: 0, view: 0 })
  const feed = useMemo(() => makeFeed(new Refresher(client), setConnection, setHeads), [client])
  useEffect(() => keepRunning(feed), [feed])
  const behind = useLater(heads.entry > heads.view && heads.view > 0, BEHIND_AFTER_MS)
  const live = useMemo(() => ({ connection, behind, tryNow: () => feed.start() }), [connection, behind, feed])
  return (
    <QueryClientProvider client={client}>
      <Followed value={live}>{children}</Followed>
    </QueryClientProvider>
  )
}

/** How the connection stands. */
export function useLive(): Live {
  return useContext(Followed)
}

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The stream says what is old; time alone does not.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && error instanceof AskFailure && (error.status === 0 || error.status === 503),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  })
}

type Heads = { readonly entry: number; readonly view: number }

function makeFeed(
  refresher: Refresher,
  onConnection: (next: Connection) => void,
  setHeads: (next: (heads: Heads) => Heads) => void,
): LiveFeed {
  return new LiveFeed({
    url: '/api/v1/live',
    fetch: (...args) => fetch(...args),
    now: Date.now,
    onConnection,
    onMissed: () => refresher.refresh(() => true),
    onEntry({ seq, changes }) {
      const changed = new Set<string>(changes.map(({ record }) => record))
      if ([...changed].some((record) => !UNPLANNED.has(record))) setHeads((heads) => ({ ...heads, entry: seq }))
      // The floor, the states in the chain and the lists of records never wait for a projection.
      void refresher.refresh(
        (path) =>
          path === '/status' ||
          path === '/floor' ||
          path.startsWith('/floor/') ||
          (path === '/chain' && changed.has('workUnitState')) ||
          (ASKS_OF_DECISIONS.test(path) && [...changed].some((record) => DECIDED.has(record))) ||
          changed.has(listedBy(path) ?? ''),
      )
    },
    onView(view: ViewAge) {
      setHeads((heads) => ({ ...heads, view: Math.max(heads.view, view.seq) }))
      void refresher.refresh(
        (path) => listedBy(path) === undefined && !path.startsWith('/floor/') && !NOT_BY_VIEWS.has(path),
        (answer) => isOfView(answer, view),
      )
    },
  })
}

/** Whether an answer comes from this projection or a later one. */
function isOfView(answer: unknown, { seq, builtAt }: ViewAge): boolean {
  const of = (answer as { readonly view?: ViewAge | null } | undefined)?.view
  return of != null && of.seq >= seq && of.builtAt >= builtAt
}

/** Runs the feed while the page is seen, and at once when the machine finds its network again. */
function keepRunning(feed: LiveFeed): () => void {
  let resting: ReturnType<typeof setTimeout> | undefined
  let rested = false
  const look = (): void => {
    clearTimeout(resting)
    if (document.visibilityState === 'hidden') {
      resting = setTimeout(() => {
        rested = true
        feed.rest()
      }, REST_AFTER_MS)
    } else if (rested) {
      rested = false
      feed.start()
    }
  }
  const tryAgain = (): void => feed.start()
  document.addEventListener('visibilitychange', look)
  globalThis.addEventListener('online', tryAgain)
  // A machine that lost its network knows it before the stream falls silent.
  globalThis.addEventListener('offline', tryAgain)
  feed.start()
  return () => {
    clearTimeout(resting)
    document.removeEventListener('visibilitychange', look)
    globalThis.removeEventListener('online', tryAgain)
    globalThis.removeEventListener('offline', tryAgain)
    feed.stop()
  }
}

/** `value`, but true only once it has been true for `ms`. */
function useLater(value: boolean, ms: number): boolean {
  const [later, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), value ? ms : 0)
    return () => clearTimeout(timer)
  }, [value, ms])
  return later && value
}
