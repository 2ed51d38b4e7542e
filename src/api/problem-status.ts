/** Which HTTP status a failure has, and its problem details. */
import type { Problem } from '../core/values/result.ts'
import type { ProblemDetails } from './contract/problem.ts'

/** Codes whose status does not follow from their name. Every other expected failure is 422: understood, but not possible as asked. */
const statusByCode: Readonly<Record<string, number>> = {
  'account-required': 401,
  'sign-in-refused': 401,
  'session-ended': 401,
  'permission-missing': 403,
  'origin-refused': 403,
  'personal-data-off': 403,
  'method-not-allowed': 405,
  'record-exists': 409,
  'record-changed': 409,
  'record-in-use': 409,
  'action-state-differs': 409,
  'scenario-state-differs': 409,
  'badge-taken': 409,
  'push-off': 409,
  'import-under-way': 409,
  'import-stage-differs': 409,
  'example-not-running': 409,
  'body-too-large': 413,
  'media-type-unsupported': 415,
  'host-refused': 421,
  'sign-in-paused': 429,
  'request-invalid': 400,
  'body-unreadable': 400,
  'internal-error': 500,
  'engine-restarting': 503,
  'engine-stopping': 503,
  'engine-not-ready': 503,
  'store-unavailable': 503,
  'writer-lock-lost': 503,
  'site-closed': 503,
  'site-none': 503,
  'floor-none': 503,
  'floor-restarting': 503,
  'disk-full': 503,
  'projection-failed': 503,
  'streams-exhausted': 503,
  'sign-in-busy': 503,
}

export function statusOf(code: string): number {
  if (code.startsWith('database-')) return 503
  return statusByCode[code] ?? (code.endsWith('-not-found') || code.endsWith('-unknown') ? 404 : 422)
}

export interface ProblemPlace {
  /** The path that was asked, without its query, which may hold what is nobody's business in a log. */
  readonly instance: string
  readonly status?: number
  readonly errors?: ProblemDetails['errors']
}

export function detailsOf(problem: Problem, place: ProblemPlace): ProblemDetails {
  const told = Object.entries(problem.facts).map(([name, value]) => `${name} ${value}`)
  const sentence = problem.message.replace(/\.$/, '')
  return {
    type: `urn:throughline:problem:${problem.code}`,
    title: problem.message,
    status: place.status ?? statusOf(problem.code),
    detail: told.length === 0 ? problem.message : `${sentence}: ${told.join(', ')}.`,
    instance: place.instance,
    code: problem.code,
    next: problem.next,
    facts: problem.facts,
    ...(place.errors === undefined ? {} : { errors: place.errors }),
  }
}

/** The problem that an error carries: as its own field, as the store's do, or as its cause, as the engine's do. */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const carried = 'problem' in error ? error.problem : error.cause
  return typeof carried === 'object' && carried !== null && 'code' in carried && 'next' in carried && 'facts' in carried
    ? (carried as Problem)
    : undefined
}
