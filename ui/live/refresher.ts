/** Asks again for what is on the page when it may have changed: each question at most once at a time, and once more when it changed meanwhile. */
import type { Query, QueryClient } from '@tanstack/react-query'

/** Between two answers to one question, so that a plant that changes all the time leaves the page time to draw. */
const PAUSE_MS = 200

export class Refresher {
  readonly #client: QueryClient
  /** Questions under way; true when they must be asked once more. */
  readonly #underWay = new Map<string, boolean>()

  constructor(client: QueryClient) {
    this.#client = client
  }

  /**
   * Everything whose key passes `matters` and whose answer is not `isNew` already. Resolves once what is on the page is new;
   * failures show where they were asked.
   */
  async refresh(matters: (path: string) => boolean, isNew: (answer: unknown) => boolean = () => false): Promise<void> {
    const touched = this.#client
      .getQueryCache()
      .findAll({ predicate: ({ queryKey, state }) => matters(String(queryKey[0])) && !isNew(state.data) })
    await this.#client.invalidateQueries({ predicate: (query) => touched.includes(query), refetchType: 'none' })
    await Promise.all(touched.filter((query) => query.isActive()).map((query) => this.#again(query, isNew)))
  }

  async #again(query: Query, isNew: (answer: unknown) => boolean): Promise<void> {
    const { queryHash, queryKey } = query
    if (this.#underWay.has(queryHash)) {
      this.#underWay.set(queryHash, true)
      return
    }
    // An answer that was asked for before the change may lack it.
    this.#underWay.set(queryHash, query.state.fetchStatus === 'fetching')
    try {
      for (;;) {
        await this.#client.refetchQueries({ queryKey, exact: true, type: 'active' }, { cancelRefetch: false })
        if (this.#underWay.get(queryHash) !== true || isNew(query.state.data)) return
        this.#underWay.set(queryHash, false)
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    } finally {
      this.#underWay.delete(queryHash)
    }
  }
}
