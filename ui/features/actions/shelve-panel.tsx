/** A role hears no more of a cause for a while, for a reason: the cause itself stays in every list and every figure. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Shelving } from '../../../src/core/records/shelving.ts'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { instantFromMs } from '../../../src/core/values/instant.ts'
import { Moment } from '../../kit/moment.tsx'
import { newId } from '../../live/new-id.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useSession } from '../../live/use-session.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './actions.module.css'
import { Refusal } from './refusal.tsx'
import { RoleSelect } from './role-select.tsx'
import { useDeeds } from './use-deeds.ts'

const HOURS = [1, 4, 8, 24, 72] as const
const HOUR_MS = 3_600_000

interface ShelvePanelProps {
  readonly disruptionId: string
  readonly role: WorkRole
  /** Whether it can be shelved: what has ended is not. */
  readonly open: boolean
}

export function ShelvePanel({ disruptionId, role: first, open }: ShelvePanelProps) {
  const { actions } = useWords()
  const { duration } = useFormat()
  const { nowMs } = usePlant()
  const mayDecide = useSession().data?.permissions.includes('actions.decide') === true
  const [role, setRole] = useState(first)
  const [hours, setHours] = useState<number>(HOURS[2])
  const [reason, setReason] = useState('')
  const deeds = useDeeds()
  if (!mayDecide || !open) return null
  return (
    <details className={styles.fold}>
      <summary>{actions.shelve}</summary>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() === '') return
          const untilAt = instantFromMs(Math.round(nowMs) + hours * HOUR_MS)
          deeds.run([{ type: 'shelve', shelvingId: newId('shelving'), disruptionId, role, untilAt, reason: reason.trim() }], {
            said: actions.saidShelved,
            after: () => setReason(''),
          })
        }}
      >
        <p className={styles.quiet}>{actions.shelveWhy}</p>
        <div className={styles.fields}>
          <RoleSelect label={actions.shelveRole} value={role} onChange={setRole} />
          <NativeSelect
            label={actions.shelveFor}
            value={String(hours)}
            data={HOURS.map((each) => ({ value: String(each), label: duration(each * 3600) }))}
            onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}
          />
        </div>
        <TextInput label={actions.shelveReason} required value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
        <Refusal of={deeds.problem} />
        <div className={styles.buttons}>
          <Button type="submit" variant="default" loading={deeds.busy}>
            {actions.shelveNow}
          </Button>
        </div>
      </form>
    </details>
  )
}

/** What is shelved, with the way to hear of it again. */
export function ShelvedList({
  items,
  subject,
}: {
  readonly items: readonly Shelving[]
  readonly subject?: (shelving: Shelving) => ReactNode
}) {
  const { actions, kit } = useWords()
  const mayDecide = useSession().data?.permissions.includes('actions.decide') === true
  const deeds = useDeeds()
  if (items.length === 0) return null
  return (
    <>
      <ul className={styles.plain}>
        {items.map((shelving) => (
          <li key={shelving.id} className={styles.shelved}>
            <span className={styles.stack}>
              {subject?.(shelving)}
              <span>
                <Words
                  of={actions.shelvedUntil<ReactNode>(
                    kit.workRoles[shelving.role],
                    <Moment at={shelving.untilAt} exact />,
                    shelving.reason,
                  )}
                />
              </span>
            </span>
            {mayDecide ? (
              <Button
                variant="default"
                size="compact-md"
                loading={deeds.busy}
                onClick={() => deeds.run([{ type: 'unshelve', shelvingId: shelving.id }], { said: actions.saidUnshelved })}
              >
                {actions.unshelve}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Refusal of={deeds.problem} />
    </>
  )
}
