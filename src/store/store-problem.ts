/** How the store refuses or fails: an error that carries a problem, because the ports promise plain values. */
import type { Problem } from '../core/values/result.ts'

/** What every function of the store rejects with, be it refused or an outside failure. `cause` is the error beneath, if any. */
export class StoreProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem, cause?: unknown) {
    super(`${problem.message} ${problem.next}`, { cause })
    this.name = 'StoreProblem'
    this.problem = problem
  }
}

/** Builds the error from its parts; `parts` is the message, then what to do next. */
export function storeProblem(code: string, parts: readonly [message: string, next: string], facts: Problem['facts'] = {}): StoreProblem {
  return new StoreProblem({ code, message: parts[0], next: parts[1], facts })
}

/** The SQLSTATE or system error code of a failure, or an empty string. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

const BY_CODE: Readonly<Record<string, readonly [code: string, message: string, next: string]>> = {
  '53100': ['disk-full', 'The disk of the database is full.', 'Free some space; nothing that was confirmed is lost.'],
  '53300': ['database-busy', 'The database takes no more connections.', 'Close other programs that use it, or raise its max_connections.'],
  '28P01': ['database-sign-in', 'The database refused the user or the password.', 'Correct the user and the password in DATABASE_URL.'],
  '28000': ['database-sign-in', 'The database refused the user.', "Correct DATABASE_URL, or allow this user in the server's pg_hba.conf."],
  '3D000': ['database-missing', 'The database does not exist.', 'Create it on the server, or correct its name in DATABASE_URL.'],
  '42501': [
    'database-permission',
    'The database user may not do this.',
    'Make the user the owner of the database that DATABASE_URL names.',
  ],
  ECONNREFUSED: [
    'database-unreachable',
    'No database answers at this address.',
    'Start the server, or correct host and port in DATABASE_URL.',
  ],
  ENOTFOUND: ['database-unreachable', 'The database host has no address.', 'Correct the host in DATABASE_URL.'],
  ENOENT: [
    'database-unreachable',
    'No database answers at this socket.',
    'Start the server, or correct the socket folder in DATABASE_URL.',
  ],
  ETIMEDOUT: [
    'database-unreachable',
    'The database did not answer in time.',
    'Check that the host in DATABASE_URL can be reached from here.',
  ],
}

/** The error as a `StoreProblem`; what is already one stays as it is. */
export function asStoreProblem(error: unknown): StoreProblem {
  if (error instanceof StoreProblem) return error
  const code = codeOf(error)
  const reason = error instanceof Error ? error.message : String(error)
  const known = BY_CODE[code]
  if (known !== undefined) return new StoreProblem({ code: known[0], message: known[1], next: known[2], facts: { reason } }, error)
  const next = 'Read the reason; the log of the database says more.'
  return new StoreProblem({ code: 'store-failed', message: 'The store could not do this.', next, facts: { reason, code } }, error)
}

const LOST_CODES = new Set(['57P01', '57P02', '57P03', '57P05', '08000', '08003', '08006', 'ECONNRESET', 'EPIPE'])

/** Whether the error means that the connection is gone, so that the outcome of what was under way is not known. */
export function isConnectionLoss(error: unknown): boolean {
  if (LOST_CODES.has(codeOf(error))) return true
  return (
    error instanceof Error && /Connection terminated|connection error|not queryable|Connection ended|Client was closed/i.test(error.message)
  )
}
