/** An import beside a running server: the server reads and applies, through its API, and this is the session that a command works with. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportProgress, ImportSession, ImportState, RejectedRow } from '../engine/ports.ts'
import type { Call } from './command.ts'
import { Refusal } from './outcome.ts'
import type { RunningServer } from './server-file.ts'

/** What a command needs of an import that is read, wherever it was read. */
export type ReadImport = Pick<ImportSession, 'rejected' | 'apply' | 'discard'>

const POLL_MS = 100
/** As many rows as the API gives in one page. */
const PAGE_MAX = 500

/** Has the server read the files. Both are absolute paths of this machine. Throws a `Refusal` where it will not, or can't. */
export async function beginThroughServer(
  call: Call,
  server: RunningServer,
  source: { readonly folder: string; readonly mapping: string; readonly onProgress: (progress: ImportProgress) => void },
): Promise<{ readonly state: ImportState; readonly session: ReadImport }> {
  const api = clientOf(call, server)
  const { folder, mapping, onProgress } = source
  const begun = (await api('POST', 'imports', { folder, mapping })) as ImportState
  const path = `imports/${begun.importId}`
  const settled = async (whileAt: ImportState['stage']): Promise<ImportState> => {
    for (;;) {
      const state = (await api('GET', path)) as ImportState
      if (state.problem !== null) throw new Refusal(whileAt === 'reading' ? 2 : 3, [state.problem])
      // Told before it returns: a small import is over before it was asked about once.
      if (whileAt === 'reading' && state.progress !== null) onProgress(state.progress)
      if (state.stage !== whileAt) return state
      await sleep(POLL_MS)
    }
  }
  const session: ReadImport = {
    async rejected({ after, limit }) {
      const page = (await api('GET', `${path}/rejected?after=${after}&limit=${Math.min(limit, PAGE_MAX)}`)) as {
        readonly items: readonly (RejectedRow & { readonly n: number })[]
      }
      return page.items
    },
    async apply() {
      await api('POST', `${path}/apply`)
      const { applied } = await settled('applying')
      if (applied === null) throw new Refusal(3, [dropped(server)])
      return applied
    },
    async discard() {
      // What was applied can't be dropped, and a server that went away has dropped it by itself.
      await api('POST', `${path}/discard`).catch(() => undefined)
    },
  }
  return { state: await settled('reading'), session }
}

type Ask = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>

function clientOf({ config }: Call, server: RunningServer): Ask {
  return async (method, path, body) => {
    const response = await fetch(`${server.url}/api/v1/${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(config.token === undefined ? {} : { authorization: `Bearer ${config.token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Refusal(3, [unreachable(server, error)])
    })
    if (!response.ok) throw await refusalOf(response, server)
    return response.json()
  }
}

/** The server's own words, but for what it can't know: how a command is given its account. */
async function refusalOf(response: Response, server: RunningServer): Promise<Refusal> {
  const { code, title, next, facts } = (await response.json()) as {
    readonly [name in 'code' | 'title' | 'next']: string
  } & { readonly facts: Readonly<Record<string, string | number>> }
  if (response.status === 401) {
    const signIn = `curl ${server.url}/api/v1/session -H 'content-type: application/json' -d '{"name":"...","password":"...","as":"token"}'`
    const how = `Sign in as the owner, and give the command again with THROUGHLINE_TOKEN set to the token of the answer: ${signIn}`
    return new Refusal(2, [{ code, message: 'The running server has accounts, and wants to know who imports.', next: how, facts: {} }])
  }
  return new Refusal(response.status >= 500 || response.status === 409 ? 3 : 2, [{ code, message: title, next, facts }])
}

function unreachable(server: RunningServer, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'server-gone',
    message: 'The running server does not answer any more.',
    next: 'Look at what it said last. When it is back, or gone for good, give the command again: what was applied is not applied twice.',
    facts: { server: server.url, reason },
  }
}

function dropped(server: RunningServer) {
  return {
    code: 'import-dropped',
    message: 'Somebody else dropped the import before it was applied.',
    next: 'Give the command again.',
    facts: { server: server.url },
  }
}
