/** What one setting is: its key, where it may come from, what is allowed, and the words that the manual prints. */
import type { z } from 'zod'

export interface Setting {
  /** Dotted, as the file nests it. */
  readonly key: string
  readonly env: string
  /** The option of the command line, where there is one. */
  readonly flag?: string
  readonly schema: z.ZodType<string | number>
  readonly kind: 'text' | 'path' | 'number'
  /** What is allowed, in words. */
  readonly allowed: string
  readonly default?: string | number
  readonly example: string
  readonly doc: string
  /** Holds a password: never printed. */
  readonly secret?: boolean
}
