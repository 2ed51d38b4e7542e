/** Keeps the lights over work centers in step with the plant: after every commit, and as time passes. */
import type { Andon } from '../channels/andon.ts'
import type { Language } from '../core/values/language.ts'
import type { MessageDesk } from '../engine/message-ports.ts'
import type { Engine } from '../engine/ports.ts'

export interface AndonLightsOptions {
  readonly engine: Pick<Engine, 'subscribe'> & Pick<MessageDesk, 'andon'>
  readonly andon: Andon
  readonly language: Language
}

/** Commits within this time are shown at once. */
const GATHER_MS = 250
/** A stop is shown once it has lasted a minute, though nothing is committed then. */
const LOOK_MS = 10_000

/** Returns the way to stop; the broker keeps what was shown last. */
export function keepLights({ engine, andon, language }: AndonLightsOptions): () => Promise<void> {
  let waiting: NodeJS.Timeout | undefined
  let showing: Promise<void> = Promise.resolve()
  const show = async (): Promise<void> => {
    // While there is no site, or its engine starts again, there is nothing to show.
    const states = await engine.andon(language).catch(() => [])
    andon.show(states.map((state) => ({ workCenterId: state.workCenterId, payload: JSON.stringify(state) })))
  }
  const look = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      showing = showing.then(show)
    }, GATHER_MS)
  }
  const leave = engine.subscribe(look)
  const clock = setInterval(look, LOOK_MS)
  look()
  return async () => {
    leave()
    clearInterval(clock)
    clearTimeout(waiting)
    await showing
    await andon.close()
  }
}
