/** Asks the server of this page: JSON in, JSON out, and every failure as a problem that says what to do next. */
import type { Problem } from '../../src/core/values/result.ts'

/** Values of a query; undefined ones are left out. */
export type Params = Readonly<Record<string, string | number | boolean | undefined>>

/** Why the server did not answer what was asked. `status` is 0 where it could not be reached at all. */
export class AskFailure extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.message)
    this.status = status
    this.problem = problem
  }
}

const API = '/api/v1'

/** Reads `path` below the API. Rejects with an `AskFailure`. */
export function ask<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const query = new URLSearchParams(Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
  const url = `${API}${path}${query.size === 0 ? '' : `?${query}`}`
  return answered<T>(fetch(url, { headers: { accept: 'application/json' }, ...(signal === undefined ? {} : { signal }) }))
}

/** Sends `body`. Rejects with an `AskFailure`. */
export function send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return sendFor<T>(undefined, { method, path, body })
}

interface Sent {
  readonly method: 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

/** As `send`, in the name of whoever signed on at this kiosk. */
export function sendFor<T>(signOn: string | undefined, { method, path, body }: Sent): Promise<T> {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(signOn === undefined ? {} : { 'throughline-sign-on': signOn }),
  }
  return answered<T>(fetch(`${API}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }))
}

async function answered<T>(asked: Promise<Response>): Promise<T> {
  const response = await asked.catch((error: unknown) => {
    // An answer that nobody waits for any more is no failure of the server.
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable(error)
  })
  if (response.status === 204) return undefined as T
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body as T
  throw new AskFailure(response.status, problemOf(body, response.status))
}

function unreachable(error: unknown): AskFailure {
  return new AskFailure(0, {
    code: 'server-unreachable',
    message: 'The server of this page does not answer.',
    next: 'Check that it runs and that this machine reaches it; the page tries again by itself.',
    facts: { reason: error instanceof Error ? error.message : String(error) },
  })
}

/** Problem details carry the facts beside the standard fields (RFC 9457). */
function problemOf(body: unknown, status: number): Problem {
  const { code, detail, title, next, facts } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return {
    code: typeof code === 'string' ? code : 'answer-unreadable',
    message:
      ([title, detail].find((each) => typeof each === 'string') as string | undefined) ??
      'The server answered something that this page can not read.',
    next: typeof next === 'string' ? next : 'Reload the page; if it stays so, report it with the details.',
    facts: typeof facts === 'object' && facts !== null ? (facts as Problem['facts']) : { status },
  }
}
