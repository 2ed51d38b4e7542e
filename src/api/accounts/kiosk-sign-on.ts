/** Signing off at a kiosk: a badge identifies, a PIN proves, and what comes of it lives for minutes in memory alone, so that nobody can read who was where. */
import { createHash, randomBytes } from 'node:crypto'
import { type Instant, instantFromMs, instantToMs } from '../../core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../../core/values/result.ts'
import type { KioskKeys } from '../../engine/people-ports.ts'
import type { Clock } from '../../engine/ports.ts'
import { attempts } from './attempts.ts'
import { checkGate } from './check-gate.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { BUSY, paused } from './sign-in.ts'

/** Long enough to sign off, short enough that the next person at the screen is not taken for the one before. */
const SIGN_ON_MS = 5 * 60_000
/** More than all kiosks of a plant hold at a time; beyond it the oldest goes. */
const SIGN_ONS_MAX = 1000

interface SignedOn {
  readonly personId: string
  readonly expiresAt: Instant
}

interface BadgeClaim {
  readonly site: string
  readonly badge: string
  readonly pin: string
  readonly address: string
}

export interface KioskSignOns {
  setKey(site: string, key: { readonly personId: string; readonly badge: string; readonly pin: string }): Promise<Result<void>>
  /** The token says who signed on until it expires. */
  signOn(claim: BadgeClaim): Promise<Result<SignedOn & { readonly token: string }>>
  /** Who holds `token`; undefined when it is unknown or over. */
  holderOf(token: string): SignedOn | undefined
  signOff(token: string): void
}

const REFUSED: Problem = {
  code: 'sign-in-refused',
  message: 'The badge or the PIN is wrong.',
  next: 'Try again, or ask who set the PIN.',
  facts: {},
}

/** Counts failures in memory, as signing in does. */
export function kioskSignOns(keys: KioskKeys, clock: Clock): KioskSignOns {
  const byBadge = attempts({ free: 5, firstWaitMs: 1000, longestWaitMs: 15 * 60_000 })
  const byAddress = attempts({ free: 20, firstWaitMs: 1000, longestWaitMs: 15 * 60_000 })
  const gate = checkGate()
  const signedOn = new Map<string, SignedOn>()
  // An unknown badge must take as long as a known one, or the answer's time would tell which badges exist.
  let nobody: Promise<string> | undefined
  return {
    async setKey(site, { personId, badge, pin }) {
      const problem = problemOfPin(pin)
      if (problem !== undefined) return failed(problem)
      return keys.put(site, { personId, badgeHash: badgeHash(badge), pinHash: await hashPassword(pin) })
    },
    async signOn({ site, badge, pin, address }) {
      const key = `${site}/${badgeHash(badge)}`
      const now = clock.now()
      const waitMs = Math.max(byBadge.waitMs(key, now), byAddress.waitMs(address, now))
      if (waitMs > 0) return failed(paused(waitMs))
      if (gate.full()) return failed(BUSY)
      // Counted before the check and forgiven after it, so that many at once are no way around the limit.
      byBadge.failed(key, now)
      byAddress.failed(address, now)
      const personId = await gate.run(async () => {
        const found = await keys.find(site, badgeHash(badge))
        nobody ??= hashPassword(randomBytes(16).toString('hex'))
        return (await verifyPassword(found?.pinHash ?? (await nobody), pin)) ? found?.personId : undefined
      })
      if (personId === undefined) return failed(REFUSED)
      byBadge.forget(key)
      byAddress.takeBack(address)
      const token = randomBytes(32).toString('base64url')
      const signed: SignedOn = { personId, expiresAt: instantFromMs(instantToMs(clock.now()) + SIGN_ON_MS) }
      signedOn.set(token, signed)
      const oldest = signedOn.keys().next().value
      if (signedOn.size > SIGN_ONS_MAX && oldest !== undefined) signedOn.delete(oldest)
      return ok({ token, ...signed })
    },
    holderOf(token) {
      const found = signedOn.get(token)
      if (found === undefined || clock.now() < found.expiresAt) return found
      signedOn.delete(token)
      return undefined
    },
    signOff: (token) => void signedOn.delete(token),
  }
}

/** Case and space around it make no difference: readers differ in both. */
function badgeHash(badge: string): string {
  return createHash('sha256').update(badge.trim().normalize('NFKC').toLowerCase()).digest('hex')
}

/** Why a PIN of digits is not good enough, or undefined when it is: the ones in a row are guessed first. */
function problemOfPin(pin: string): Problem | undefined {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])))
  const inRow = steps.size === 1 && Math.abs([...steps][0] ?? 0) <= 1
  if (/^\d{6,12}$/.test(pin) && !inRow) return undefined
  return {
    code: 'pin-weak',
    message: 'The PIN is one of those that are guessed first.',
    next: 'Take 6 to 12 digits that neither repeat nor count up or down.',
    facts: {},
  }
}
