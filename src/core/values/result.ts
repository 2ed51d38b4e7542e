/** An expected failure is a value: a constant code and sentence, with the facts as fields. */

/** `code` is stable for programs, `message` a constant sentence, `next` says what to do, `facts` hold what varies. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly next: string
  readonly facts: Readonly<Record<string, string | number>>
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function failed<T>(problem: Problem): Result<T> {
  return { ok: false, problem }
}
