/** What a person decides on a page, in one or several commands: busy while it is sent, said when it is done, told when it is refused. */
import { useState } from 'react'
import type { ActionCommand } from '../../../src/engine/action-ports.ts'
import { useAnnounce } from '../../live/announcer.tsx'
import { AskFailure } from '../../live/ask.ts'
import { useDecide } from '../../live/use-decide.ts'

export interface Deeds {
  readonly busy: boolean
  /** Why the last one was refused, and what to do. */
  readonly problem: AskFailure | undefined
  /** Sends the commands in order; `after` is called once all are done and what shows them is new. */
  run(commands: readonly ActionCommand[], done: { readonly said: string; readonly after?: () => void }): void
  forget(): void
}

export function useDeeds(): Deeds {
  const announce = useAnnounce()
  const { mutateAsync } = useDecide()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AskFailure>()
  const send = async (commands: readonly ActionCommand[]): Promise<void> => {
    for (const command of commands) await mutateAsync(command)
  }
  return {
    busy,
    problem,
    forget: () => setProblem(undefined),
    run(commands, { said, after }) {
      setBusy(true)
      setProblem(undefined)
      send(commands)
        .then(() => {
          announce('actions', said)
          after?.()
        })
        .catch((error: unknown) => {
          if (!(error instanceof AskFailure)) throw error
          setProblem(error)
        })
        .finally(() => setBusy(false))
    },
  }
}

/** Puts the focus where a deed has led, once it is drawn: a button that is gone leaves nobody in the dark. */
export function focusOn(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}

export const actionElementId = (actionId: string): string => `action-${actionId}`
