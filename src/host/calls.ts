/** Calls over a message port: one side serves plain objects of async functions, the other calls them as if they were here. */
import type { MessagePort } from 'node:worker_threads'
import type { Problem } from '../core/values/result.ts'

interface CallMessage {
  readonly call: number
  readonly method: string
  readonly args: readonly unknown[]
}

type ReplyMessage =
  | { readonly reply: number; readonly value: unknown }
  | { readonly reply: number; readonly failure: { readonly message: string; readonly problem: Problem | null } }

/** The two things about a port that calls need; a worker and a message port both have them. */
export interface CallPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
}

/** What is served: async functions by name. */
export type Served = Readonly<Record<string, ((...args: never[]) => Promise<unknown>) | undefined>>

/** Answers calls that come in by `port`. A failure crosses as its message, with its problem where it carries one. */
export function serveCalls(port: CallPort | MessagePort, served: Served): void {
  const answer = async ({ call, method, args }: CallMessage): Promise<ReplyMessage> => {
    try {
      const serving = Object.hasOwn(served, method) ? served[method] : undefined
      if (serving === undefined) throw new Error(`nothing serves ${method}`)
      return { reply: call, value: await serving(...(args as never[])) }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { reply: call, failure: { message, problem: problemOf(error) } }
    }
  }
  port.on('message', (message: unknown) => {
    if (isCall(message)) void answer(message).then((reply) => port.postMessage(reply))
  })
}

/** The calling side. Every call settles: with the reply, or with what `giveUp` was told. */
export interface Caller {
  call(method: string, ...args: readonly unknown[]): Promise<unknown>
  /** Rejects all open calls and every later one. */
  giveUp(problem: Problem): void
}

/** Calls what the other end of `port` serves. Messages that are no replies are left to other listeners. */
export function callsOver(port: CallPort | MessagePort): Caller {
  const open = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>()
  let [calls, gone]: [number, Problem | undefined] = [0, undefined]
  port.on('message', (message: unknown) => {
    if (!isReply(message)) return
    const waiting = open.get(message.reply)
    open.delete(message.reply)
    if (waiting === undefined) return
    if ('failure' in message) waiting.reject(new Error(message.failure.message, { cause: message.failure.problem ?? undefined }))
    else waiting.resolve(message.value)
  })
  return {
    call(method, ...args) {
      if (gone !== undefined) return Promise.reject(new Error(gone.message, { cause: gone }))
      calls += 1
      const call = calls
      return new Promise((resolve, reject) => {
        open.set(call, { resolve, reject })
        port.postMessage({ call, method, args } satisfies CallMessage)
      })
    },
    giveUp(problem) {
      gone = problem
      for (const { reject } of open.values()) reject(new Error(problem.message, { cause: problem }))
      open.clear()
    },
  }
}

function isCall(message: unknown): message is CallMessage {
  return typeof message === 'object' && message !== null && 'call' in message
}

function isReply(message: unknown): message is ReplyMessage {
  return typeof message === 'object' && message !== null && 'reply' in message
}

/** The problem that an error carries: as its own field, as the store's do, or as its cause. */
function problemOf(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null
  const carried = 'problem' in error ? error.problem : error.cause
  return typeof carried === 'object' && carried !== null && 'code' in carried && 'next' in carried ? (carried as Problem) : null
}
