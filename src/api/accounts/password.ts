/** Passwords: which are good enough, and how they are kept. Length counts, rules of composition don't. */
import { hash, verify } from '@node-rs/argon2'
import { failed, type Problem, type Result } from '../../core/values/result.ts'
import type { Account, AccountStore, Role } from '../../engine/ports.ts'
import { commonPasswords } from './common-passwords.ts'

const LENGTH_MIN = 12
const LENGTH_MAX = 1000

/** argon2id with 19 MiB and two passes: the lower of the costs in use for sign-ins, so that two at a time fit a small machine. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Why `password` is not good enough for the account `name`, or undefined when it is. */
export function passwordProblem(password: string, name: string): Problem | undefined {
  const length = [...password].length
  const plain = password.normalize('NFKC').toLowerCase()
  if (length < LENGTH_MIN) {
    return {
      code: 'password-short',
      message: 'The password is too short.',
      next: 'Take a longer one; a sentence is easy to remember.',
      facts: { length, least: LENGTH_MIN },
    }
  }
  if (length > LENGTH_MAX)
    return { code: 'password-long', message: 'The password is too long.', next: 'Take a shorter one.', facts: { length, most: LENGTH_MAX } }
  if (
    commonPasswords.has(plain) ||
    new Set(plain).size < 3 ||
    (name !== '' && plain.replaceAll(name.normalize('NFKC').toLowerCase(), '').length < 4)
  ) {
    return {
      code: 'password-common',
      message: 'The password is one of those that are guessed first.',
      next: 'Take one that nobody else would think of.',
      facts: {},
    }
  }
  return undefined
}

/** The password as it is kept: argon2id in its encoded form, with salt and cost. */
export function hashPassword(password: string): Promise<string> {
  // argon2id is the package's default algorithm.
  return hash(password.normalize('NFKC'), cost)
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC')).catch(() => false)
}

/** Makes the account that a server needs before others may reach it. Fails as `makeAccount` does. */
export function makeOwner(accounts: AccountStore, owner: { readonly name: string; readonly password: string }): Promise<Result<Account>> {
  return makeAccount(accounts, { ...owner, role: 'owner' })
}

/** Makes an account. Fails on a weak password, or when the name is taken. */
export async function makeAccount(
  accounts: AccountStore,
  asked: { readonly name: string; readonly role: Role; readonly password: string },
): Promise<Result<Account>> {
  const name = asked.name.trim()
  if (name === '' || name.length > 200) {
    return failed({
      code: 'account-name-invalid',
      message: 'An account needs a name of 1 to 200 characters.',
      next: 'Give it a name.',
      facts: { length: name.length },
    })
  }
  const problem = passwordProblem(asked.password, name)
  if (problem !== undefined) return failed(problem)
  return accounts.create({ name, role: asked.role, passwordHash: await hashPassword(asked.password) })
}
