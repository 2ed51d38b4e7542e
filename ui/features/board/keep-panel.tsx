/** Keeping what is on the board: under a name, as part of the plan after a look at what is written, or not at all. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ScenarioStanding, Trial } from '../../../src/core/actions/answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { ServerText } from '../../kit/server-text.tsx'
import { usePlant } from '../../live/use-plant.ts'
import { useSession } from '../../live/use-session.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { ApplyDialog } from './apply-dialog.tsx'
import styles from './board.module.css'
import { useScenarioKeeping } from './use-scenario-keeping.ts'

interface KeepPanelProps {
  readonly opened: ScenarioStanding | undefined
  readonly moves: readonly PlanMove[]
  readonly trial: Trial | undefined
  /** Shows the scenario as it is saved; nothing at all where it was thrown away. */
  readonly onOpen: (scenarioId: string | undefined) => void
}

export function KeepPanel({ opened, moves, trial, onOpen }: KeepPanelProps) {
  const { board } = useWords()
  const { dateTime } = useFormat()
  const { now } = usePlant()
  const permissions = useSession().data?.permissions ?? []
  const scenario = opened?.scenario
  const [name, setName] = useState(scenario?.name ?? '')
  const [looking, setLooking] = useState(false)
  const keeping = useScenarioKeeping({ scenario, moves, onOpen })
  const called = name.trim() === '' ? board.unnamed(dateTime(now)) : name.trim()
  const mayApply = permissions.includes('plan.change')
  if (!permissions.includes('actions.decide')) return <p className={styles.quiet}>{board.mayNotSave}</p>
  if (scenario?.state === 'applied') return <AppliedPanel scenarioId={scenario.id} keeping={keeping} />
  return (
    <div className={styles.form}>
      <TextInput
        label={board.name}
        placeholder={board.unnamed(dateTime(now))}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button disabled={trial === undefined || !mayApply || keeping.busy} onClick={() => setLooking(true)}>
          {board.apply}
        </Button>
        <Button variant="default" loading={keeping.busy} disabled={moves.length === 0} onClick={() => keeping.save(called)}>
          {board.save}
        </Button>
        <Button
          variant="default"
          disabled={keeping.busy || (moves.length === 0 && scenario === undefined)}
          onClick={() => keeping.throwAway()}
        >
          {board.throwAway}
        </Button>
      </div>
      {mayApply ? null : <p className={styles.quiet}>{board.mayNotApply}</p>}
      <Problem text={keeping.problem} />
      <ApplyDialog
        trial={looking ? trial : undefined}
        onClose={() => setLooking(false)}
        onApply={() => {
          setLooking(false)
          keeping.apply(called)
        }}
      />
    </div>
  )
}

interface AppliedPanelProps {
  readonly scenarioId: string
  readonly keeping: ReturnType<typeof useScenarioKeeping>
}

function AppliedPanel({ scenarioId, keeping }: AppliedPanelProps) {
  const { board } = useWords()
  return (
    <div className={styles.form}>
      <p>{board.isApplied}</p>
      <div className={styles.buttons}>
        <Button variant="default" loading={keeping.busy} onClick={() => keeping.undo()}>
          {board.undo}
        </Button>
        <a href={`/api/v1/scenarios/${encodeURIComponent(scenarioId)}/plan.csv`} download>
          {board.asFile}
        </a>
      </div>
      <Problem text={keeping.problem} />
    </div>
  )
}

function Problem({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null
  return (
    <p role="alert" className={styles.problem}>
      <ServerText text={text} />
    </p>
  )
}
