/** The form that adds a change: everything that a drag does, and what can't be dragged. */
import { Button, Select } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'
import type { FieldsProps } from './fields-props.ts'
import { DeliverFields, EndByFields, OpenTimeFields, PromiseFields, RunOnFields, StartAtFields } from './move-fields.tsx'

const KINDS = ['runOn', 'startAt', 'openTime', 'deliver', 'promiseAt', 'endBy'] as const
type FormKind = (typeof KINDS)[number]

const FIELDS: Readonly<Record<FormKind, (props: FieldsProps) => ReactNode>> = {
  runOn: RunOnFields,
  startAt: StartAtFields,
  openTime: OpenTimeFields,
  deliver: DeliverFields,
  promiseAt: PromiseFields,
  endBy: EndByFields,
}

interface AddMoveProps {
  readonly schedule: Schedule | undefined
  readonly operationId: string | undefined
  readonly onAdd: (move: PlanMove) => void
}

export function AddMove({ schedule, operationId, onAdd }: AddMoveProps) {
  const { board } = useWords()
  const [kind, setKind] = useState<FormKind>('runOn')
  const [move, setMove] = useState<PlanMove>()
  // Fields begin empty again after each change that was added.
  const [round, setRound] = useState(0)
  const Fields = FIELDS[kind]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (move === undefined) return
    onAdd(move)
    setMove(undefined)
    setRound(round + 1)
  }
  return (
    <form id="add-move" className={styles.form} onSubmit={submit} aria-label={board.add}>
      <Select
        label={board.addWhat}
        allowDeselect={false}
        value={kind}
        onChange={(value) => {
          setMove(undefined)
          setKind(value as FormKind)
        }}
        data={KINDS.map((value) => ({ value, label: board.kinds[value] }))}
      />
      <Fields key={`${kind}:${operationId}:${round}`} schedule={schedule} operationId={operationId} onMove={setMove} />
      <Button type="submit" variant="default" disabled={move === undefined}>
        {board.add}
      </Button>
    </form>
  )
}
