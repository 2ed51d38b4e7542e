/** Who is let in before a route runs: which host was meant, which page asks, who is asking, and what they may do. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Instant } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'
import type { AccountStore, Role } from '../engine/ports.ts'
import type { SignIns } from './accounts/sign-in.ts'
import { mayDo, type Permission } from './contract/permissions.ts'

/** Who asks. `local` is whoever sits at this machine while no owner account exists; they act as owner. */
export interface Caller {
  readonly name: string
  readonly role: Role
  readonly local: boolean
  readonly expiresAt: Instant | null
  readonly token: string | null
}

export const COOKIE = 'throughline_session'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether an address to listen on can be reached from this machine alone. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address)
}

/** Why the server may not listen on `host`, or undefined when it may. */
export async function problemOfListening(host: string, accounts: AccountStore): Promise<Problem | undefined> {
  if (isLoopback(host) || (await accounts.anyOwner())) return undefined
  return {
    code: 'owner-missing',
    message: 'Without an owner account the server listens on this machine alone.',
    next: 'Run "throughline account create-owner" first, or listen on 127.0.0.1.',
    facts: { host },
  }
}

export interface Asked {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** Whether the server listens on loopback alone. */
  readonly loopback: boolean
}

/**
 * Refuses what a page of another origin sends. A page can point a name of its own at 127.0.0.1 and would then be of one origin with this server,
 * so on loopback only the machine's own names are taken for it.
 */
export function problemOfOrigin({ method, headers, loopback }: Asked): Problem | undefined {
  const host = headers.host ?? ''
  if (loopback && !LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())) {
    return {
      code: 'host-refused',
      message: 'This server answers to the names of this machine alone.',
      next: 'Ask it as localhost or 127.0.0.1.',
      facts: { host },
    }
  }
  const { origin } = headers
  const foreign = origin !== undefined && hostOf(origin) !== host.toLowerCase()
  const crossSite = headers['sec-fetch-site'] === 'cross-site' && method !== 'GET' && method !== 'HEAD'
  if (!foreign && !crossSite) return undefined
  return {
    code: 'origin-refused',
    message: 'Pages of another origin may not ask this server.',
    next: 'Ask from a page of this server, or from a program without an Origin header.',
    facts: { origin: origin ?? '' },
  }
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}

/** The token of a request: a bearer token, or the cookie of a browser. */
export function tokenOf(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer ([A-Za-z0-9_-]+)$/i.exec(headers.authorization ?? '')?.[1]
  if (headers.authorization !== undefined) return bearer
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === COOKIE) return value
  }
  return undefined
}

export interface Doorkeeper {
  /** The caller of a request that may pass, or why it may not. */
  admit(headers: IncomingHttpHeaders, permission: Permission): Promise<{ readonly caller: Caller | null } | { readonly problem: Problem }>
}

const ACCOUNT_REQUIRED: Problem = {
  code: 'account-required',
  message: 'This needs a signed-in account.',
  next: 'Sign in by POST /api/v1/session, then send the cookie or the bearer token.',
  facts: {},
}
const SESSION_ENDED: Problem = { code: 'session-ended', message: 'The session has ended.', next: 'Sign in again.', facts: {} }
const LOCAL_OWNER: Caller = { name: 'local', role: 'owner', local: true, expiresAt: null, token: null }

/** What a caller is told who lacks a permission. */
export function permissionMissing({ name, role }: Pick<Caller, 'name' | 'role'>, permission: Permission): Problem {
  return {
    code: 'permission-missing',
    message: 'This account may not do that.',
    next: 'Ask the owner of this server.',
    facts: { name, role, permission },
  }
}

/** Decides for a server that listens on loopback alone, or on other addresses, too. */
export function doorkeeper(accounts: AccountStore, signIns: SignIns, loopback: boolean): Doorkeeper {
  // An owner never goes away, so that only the answer "none yet" is asked for again.
  let owned = false
  return {
    async admit(headers, permission) {
      if (permission === 'public') return { caller: null }
      owned ||= await accounts.anyOwner()
      if (!owned && loopback) return { caller: LOCAL_OWNER }
      const token = tokenOf(headers)
      if (token === undefined) return { problem: ACCOUNT_REQUIRED }
      const holder = await signIns.holderOf(token)
      if (holder === undefined) return { problem: SESSION_ENDED }
      const { name, role } = holder.account
      if (!mayDo(role, permission)) return { problem: permissionMissing({ name, role }, permission) }
      return { caller: { name, role, local: false, expiresAt: holder.session.expiresAt, token } }
    },
  }
}
