/** Asks a role for a measure, or for something in a person's own words; by when it is wanted goes with it. */
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { Dialog, DialogCancel } from '../../kit/dialog.tsx'
import { InstantInput } from '../../kit/instant-input.tsx'
import { newId } from '../../live/new-id.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'
import { Refusal } from './refusal.tsx'
import { RoleSelect } from './role-select.tsx'
import { type Asking, proposal } from './taking.ts'
import { actionElementId, focusOn, useDeeds } from './use-deeds.ts'

interface AskDialogProps {
  readonly asking: Asking
  readonly onClose: () => void
}

export function AskDialog({ asking, onClose }: AskDialogProps) {
  const { actions, kit } = useWords()
  const [actionId] = useState(() => newId('action'))
  const [role, setRole] = useState<WorkRole>(asking.ownerRole)
  const [what, setWhat] = useState('')
  const [byAt, setByAt] = useState(asking.byAt ?? null)
  const deeds = useDeeds()
  const isFree = asking.moves.length === 0
  const { byAt: _, ...rest } = asking
  const send = (): void => {
    const word = what.trim() === '' ? {} : { what: what.trim() }
    const command = proposal({ ...rest, ownerRole: role, ...word, ...(byAt === null ? {} : { byAt }) }, actionId)
    deeds.run([command], {
      said: actions.saidAsked(kit.workRoles[role]),
      after: () => {
        onClose()
        focusOn(actionElementId(actionId))
      },
    })
  }
  return (
    <Dialog title={actions.askTitle} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {isFree ? null : <p>{kit.actionKinds[asking.kind]}</p>}
        <RoleSelect label={actions.askRole} value={role} onChange={setRole} />
        <Textarea
          label={isFree ? actions.askWhat : actions.askWord}
          required={isFree}
          autosize
          minRows={2}
          value={what}
          onChange={({ currentTarget }) => setWhat(currentTarget.value)}
        />
        <InstantInput label={actions.askBy} value={byAt} onChange={setByAt} required={false} />
        <Refusal of={deeds.problem} />
        <div className={styles.buttons}>
          <Button type="submit" loading={deeds.busy}>
            {actions.askNow}
          </Button>
          <DialogCancel />
        </div>
      </form>
    </Dialog>
  )
}
