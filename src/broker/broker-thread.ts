/** What the main thread and the broker's thread say to each other. */

/** Where it listens, and to whom. */
export interface BrokerAccess {
  /** An address of this machine. Any other than a loopback address needs users. */
  readonly address: string
  /** 0 takes a free one. */
  readonly port: number
  /** Passwords by name. Without it, whoever reaches the port may use it. */
  readonly users?: Readonly<Record<string, string>>
}

/** What the thread says when it could begin, or could not. */
export type BrokerNotice =
  | { readonly listening: { readonly port: number } }
  | { readonly failed: { readonly code: string; readonly reason: string } }
