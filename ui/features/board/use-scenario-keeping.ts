/** Saves, applies, takes back and throws away what is on the board. */
import { useState } from 'react'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import type { Scenario } from '../../../src/core/records/scenario.ts'
import { useAnnounce } from '../../live/announcer.tsx'
import { AskFailure } from '../../live/ask.ts'
import { newId } from '../../live/new-id.ts'
import { useDecide } from '../../live/use-decide.ts'
import { useWords } from '../../words/use-words.tsx'

interface Keeping {
  readonly busy: boolean
  /** What went wrong and what to do. */
  readonly problem: string | undefined
  save(name: string): void
  apply(name: string): void
  undo(): void
  throwAway(): void
}

interface KeepingOptions {
  readonly scenario: Scenario | undefined
  readonly moves: readonly PlanMove[]
  readonly onOpen: (scenarioId: string | undefined) => void
}

export function useScenarioKeeping({ scenario, moves, onOpen }: KeepingOptions): Keeping {
  const { board } = useWords()
  const announce = useAnnounce()
  const { mutateAsync } = useDecide()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  // Saving again what is a draft changes it; whatever is part of the plan stays as it is.
  const [fresh] = useState(() => newId('scenario'))
  const id = scenario?.state === 'draft' ? scenario.id : fresh
  const saved = (name: string) => mutateAsync({ type: 'saveScenario', scenarioId: id, name, role: 'planner', moves })
  const run = (deed: () => Promise<string | undefined>, said: string): void => {
    setBusy(true)
    setProblem(undefined)
    deed()
      .then((open) => {
        announce('board', said)
        onOpen(open)
      })
      .catch((error: unknown) => setProblem(error instanceof AskFailure ? `${error.problem.message} ${error.problem.next}` : String(error)))
      .finally(() => setBusy(false))
  }
  return {
    busy,
    problem,
    save: (name) => run(() => saved(name).then(() => id), board.saidSaved(name)),
    apply: (name) =>
      run(async () => {
        await saved(name)
        await mutateAsync({ type: 'applyScenario', scenarioId: id })
        return id
      }, board.saidApplied(name)),
    undo: () =>
      run(async () => {
        if (scenario !== undefined) await mutateAsync({ type: 'undoScenario', scenarioId: scenario.id })
        return undefined
      }, board.saidUndone),
    throwAway: () =>
      run(async () => {
        if (scenario?.state === 'draft') await mutateAsync({ type: 'dropScenario', scenarioId: scenario.id })
        return undefined
      }, board.saidThrown),
  }
}
