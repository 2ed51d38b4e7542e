/** What a route is: everything that the server, the OpenAPI document and a client need to know of it, as data. */
import { z } from 'zod'
import type { Permission } from './permissions.ts'

/** `P`, `Q`, `B` and `R` are what the handler gets as path parameters, query and body, and what it answers. */
export interface Route<P = unknown, Q = unknown, B = unknown, R = unknown> {
  /** The operation's name in the document and in a client. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below the server's root, with parameters as `{id}`. */
  readonly path: string
  readonly permission: Permission
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly params: z.ZodType<P>
  readonly query: z.ZodType<Q>
  /** Null when the route takes none. */
  readonly body: z.ZodType<B> | null
  readonly status: 200 | 201 | 202 | 204
  readonly answer: z.ZodType<R>
  readonly answerDoc: string
  /** JSON unless stated; the schema of the others is plain text. */
  readonly media: 'application/json' | 'text/event-stream' | 'text/csv'
}

/** No parameters. Strict, so that a misspelt one is refused rather than ignored. */
export const nothing = z.strictObject({})

type Stated = 'id' | 'method' | 'path' | 'permission' | 'tag' | 'summary' | 'answerDoc'

/** Fills in what most routes have in common. */
export function route<P = Record<string, never>, Q = Record<string, never>, B = undefined, R = undefined>(
  stated: Pick<Route<P, Q, B, R>, Stated> & Partial<Omit<Route<P, Q, B, R>, Stated>>,
): Route<P, Q, B, R> {
  const none = nothing as unknown as z.ZodType<never>
  return {
    description: '',
    params: none,
    query: none,
    body: null,
    status: 200,
    answer: z.undefined() as unknown as z.ZodType<R>,
    media: 'application/json',
    ...stated,
  }
}
