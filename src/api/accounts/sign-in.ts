/** Signing in and out: tokens that only their holder knows, sessions that end by idling and by age. */
import { createHash, randomBytes } from 'node:crypto'
import { type Instant, instantFromMs, instantToMs } from '../../core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import type { Account, AccountSession, AccountStore, Clock } from '../../engine/ports.ts'
import { attempts } from './attempts.ts'
import { checkGate } from './check-gate.ts'
import { hashPassword, verifyPassword } from './password.ts'

/** A shift: whoever leaves for the day is signed out by the next. */
export const IDLE_MAX_MS = 8 * 3_600_000
export const AGE_MAX_MS = 7 * 24 * 3_600_000
/** The use of a session is written at most this often: a page asks many times a second. */
const TOUCHED_EVERY_MS = 60_000

export interface SignedIn {
  readonly token: string
  readonly session: AccountSession
  readonly account: Account
}

export interface SignIns {
  signIn(claim: { readonly name: string; readonly password: string; readonly address: string }): Promise<Result<SignedIn>>
  /** Who holds `token`; undefined when it is unknown, idle too long or too old. */
  holderOf(token: string): Promise<{ readonly account: Account; readonly session: AccountSession } | undefined>
  signOut(token: string): Promise<void>
}

const REFUSED: Problem = {
  code: 'sign-in-refused',
  message: 'The name or the password is wrong.',
  next: 'Try again, or ask the owner of this server.',
  facts: {},
}
export const BUSY: Problem = {
  code: 'sign-in-busy',
  message: 'Too many people are signing in at this moment.',
  next: 'Try again in a few seconds.',
  facts: {},
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Keeps count of failures in memory: a restart forgives them, and costs whoever guesses more than it gives. */
export function signIns(accounts: AccountStore, clock: Clock): SignIns {
  const byAccount = attempts({ free: 5, firstWaitMs: 1000, longestWaitMs: 5 * 60_000 })
  const byAddress = attempts({ free: 20, firstWaitMs: 1000, longestWaitMs: 15 * 60_000 })
  const gate = checkGate()
  // An unknown name must take as long as a known one, or the answer's time would tell which names exist.
  let nobody: Promise<string> | undefined

  return {
    async signIn({ name, password, address }) {
      const key = name.trim().normalize('NFKC').toLowerCase()
      const now = clock.now()
      const waitMs = Math.max(byAccount.waitMs(key, now), byAddress.waitMs(address, now))
      if (waitMs > 0) return failed(paused(waitMs))
      if (gate.full()) return failed(BUSY)
      // Counted before the check and forgiven after it, so that many at once are no way around the limit.
      byAccount.failed(key, now)
      byAddress.failed(address, now)
      const found = await gate.run(async () => {
        const account = await accounts.findByName(name.trim())
        nobody ??= hashPassword(randomBytes(16).toString('hex'))
        return (await verifyPassword(account?.passwordHash ?? (await nobody), password)) ? account : undefined
      })
      if (found === undefined) return failed(REFUSED)
      byAccount.forget(key)
      // Only this one: whoever has an account must not be able to clear the count of an address by signing in between guesses.
      byAddress.takeBack(address)
      return ok(await begin(accounts, found, clock.now()))
    },
    async holderOf(token) {
      const found = await accounts.findSession(tokenHash(token))
      if (found === undefined) return undefined
      const now = clock.now()
      const idleMs = instantToMs(now) - instantToMs(found.session.usedAt)
      if (now >= found.session.expiresAt || idleMs > IDLE_MAX_MS) {
        await accounts.revokeSession(found.session.tokenHash)
        return undefined
      }
      if (idleMs > TOUCHED_EVERY_MS) await accounts.touchSession(found.session.tokenHash, now)
      return found
    },
    signOut: (token) => accounts.revokeSession(tokenHash(token)),
  }
}

async function begin(accounts: AccountStore, account: Account, now: Instant): Promise<SignedIn> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = instantFromMs(instantToMs(now) + AGE_MAX_MS)
  const session: AccountSession = { tokenHash: tokenHash(token), accountId: account.id, createdAt: now, usedAt: now, expiresAt }
  await accounts.saveSession(session)
  return { token, session, account }
}

export function paused(waitMs: number): Problem {
  const next = 'Wait as long as it says, then try again. Other accounts are not affected.'
  return {
    code: 'sign-in-paused',
    message: 'After several wrong passwords signing in is paused.',
    next,
    facts: { waitSeconds: Math.ceil(waitMs / 1000) },
  }
}
