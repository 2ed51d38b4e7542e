/** The commands of one site in the order in which they came. Changes that wait together share the store's next transaction. */
import type { Model } from '../core/chain/model.ts'
import type { Change } from '../core/records/change.ts'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import { problemOfChanges, problemOfShapes, touchedBy } from './change-check.ts'
import type { Cause, JournalEntry, SiteStore } from './ports.ts'

export interface QueueOptions {
  /** The model as it is now; what is taken changes it. */
  readonly model: Model
  readonly append: SiteStore['append']
  /** Applies entries, in order of their numbers, and tells whoever listens. */
  readonly take: (entries: readonly JournalEntry[]) => void
  /** Takes what the journal holds beyond the model. */
  readonly catchUp: () => Promise<void>
}

interface ChangeCommand {
  readonly changes: readonly Change[]
  readonly cause: Cause
  /** Whether it may hold records about people: decided by a person under a works agreement. */
  readonly people: boolean
  readonly answer: (outcome: Result<JournalEntry>) => void
}

type Command = ChangeCommand | { readonly run: () => Promise<void> }

/** Runs until it is stopped. A command that fails takes no other with it. */
export class CommandQueue {
  readonly #options: QueueOptions
  #waiting: Command[] = []
  #working: Promise<void> | undefined
  #stopped = false
  /** An append that failed may still have been committed; the journal says, before anything else is written. */
  #uncertain = false

  constructor(options: QueueOptions) {
    this.#options = options
  }

  /** Resolves once the changes are durable and in the model, or with the reason why they are not. Rejects when stopped. */
  change(changes: readonly Change[], cause: Cause, people = false): Promise<Result<JournalEntry>> {
    return this.#enqueue((resolve) => ({ changes, cause, people, answer: resolve }))
  }

  /** Runs work that writes to the journal by itself in turn, and then takes what it wrote, whatever became of it. */
  outside<T>(work: () => Promise<T>): Promise<T> {
    const written = async (): Promise<T> => {
      try {
        return await work()
      } finally {
        this.#uncertain = true
        await this.#catchUp()
      }
    }
    return this.#enqueue<T>((resolve, reject) => ({ run: () => written().then(resolve, reject) }))
  }

  /** Takes no more commands and waits for those that came before. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#working
  }

  #enqueue<T>(command: (resolve: (value: T) => void, reject: (error: unknown) => void) => Command): Promise<T> {
    if (this.#stopped) return Promise.reject(new Error(STOPPING.message, { cause: STOPPING }))
    return new Promise((resolve, reject) => {
      this.#waiting.push(command(resolve, reject))
      // A moment later, so that what comes in one go is committed in one go.
      this.#working ??= Promise.resolve().then(() => this.#work())
    })
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if ('run' in next) {
        this.#waiting.shift()
        await next.run()
      } else await this.#commit()
    }
    this.#working = undefined
  }

  /** Never rejects: what goes wrong is the answer to those whom it concerns. */
  async #commit(): Promise<void> {
    try {
      if (this.#uncertain) await this.#catchUp()
    } catch (error) {
      for (const { answer } of this.#takeWhile(() => true)) answer(failed(storeProblem(error)))
      return
    }
    const group = this.#takeGroup()
    const outcomes = await Promise.all(group.map((command) => this.#append(command)))
    const entries = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
    if (entries.length < outcomes.length) {
      this.#uncertain = true
      // The journal is read again before the next change; what was confirmed stays confirmed until then.
      await this.#catchUp().catch(() => undefined)
    } else if (entries.length > 0) this.#options.take(entries)
    for (const [index, outcome] of outcomes.entries()) group[index]?.answer(outcome)
  }

  async #append({ changes, cause }: ChangeCommand): Promise<Result<JournalEntry>> {
    try {
      return ok(await this.#options.append(changes, cause))
    } catch (error) {
      return failed(storeProblem(error))
    }
  }

  /**
   * The next changes that may be written together; what the model refuses is answered at once. A change that touches what one
   * before it touches begins the next group: whether it may be written follows from what became of that one. Within a group,
   * therefore, the model alone says what each change stands on, and one that the store refuses takes no other with it.
   */
  #takeGroup(): readonly ChangeCommand[] {
    const [written, referred] = [new Set<string>(), new Set<string>()]
    const group: ChangeCommand[] = []
    this.#takeWhile((command) => {
      const { changes, people, answer } = command
      const misshapen = problemOfShapes(changes, people)
      if (misshapen !== undefined) {
        answer(failed(misshapen))
        return true
      }
      const touched = touchedBy(changes)
      const meets = touched.written.some((key) => written.has(key) || referred.has(key)) || touched.referred.some((key) => written.has(key))
      if (meets) return false
      const problem = problemOfChanges(this.#options.model, changes)
      if (problem !== undefined) {
        answer(failed(problem))
        return true
      }
      for (const key of touched.written) written.add(key)
      for (const key of touched.referred) referred.add(key)
      group.push(command)
      return true
    })
    return group
  }

  /** Takes changes off the queue as long as `wanted` says so, and none from behind a command of another kind. */
  #takeWhile(wanted: (command: ChangeCommand) => boolean): readonly ChangeCommand[] {
    const taken: ChangeCommand[] = []
    for (const command of this.#waiting) {
      if ('run' in command || !wanted(command)) break
      taken.push(command)
    }
    this.#waiting.splice(0, taken.length)
    return taken
  }

  async #catchUp(): Promise<void> {
    await this.#options.catchUp()
    this.#uncertain = false
  }
}

const STOPPING: Problem = {
  code: 'engine-stopping',
  message: 'The engine is stopping and takes no more changes.',
  next: 'Send it again once the server is back.',
  facts: {},
}

/** The store's own reason where it has one; an error of any other kind says only that nothing was confirmed. */
function storeProblem(error: unknown): Problem {
  const told = error instanceof Error && 'problem' in error ? (error.problem as Problem) : undefined
  return (
    told ?? {
      code: 'store-unavailable',
      message: 'The store did not confirm the change.',
      next: 'Read the journal before sending it again: it may have been kept.',
      facts: { reason: error instanceof Error ? error.message : String(error) },
    }
  )
}
