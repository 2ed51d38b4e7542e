/** What is said about a cause and its actions, oldest first, by role and never by name; and the way to say something. */
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import type { ActionNote } from '../../../src/core/records/action-note.ts'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { Moment } from '../../kit/moment.tsx'
import { newId } from '../../live/new-id.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'
import { Refusal } from './refusal.tsx'
import { RoleSelect } from './role-select.tsx'
import { useDeeds } from './use-deeds.ts'

interface DiscussionProps {
  readonly disruptionId: string
  readonly notes: readonly ActionNote[]
  readonly actions: readonly ActionStanding[]
  readonly role: WorkRole
}

export function Discussion({ disruptionId, notes, actions: standings, role }: DiscussionProps) {
  const { actions, kit } = useWords()
  const kinds = new Map(standings.map(({ action }) => [action.id, action.kind]))
  const all = new Map([...notes, ...standings.flatMap((each) => each.notes)].map((note) => [note.id, note]))
  const said = [...all.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
  return (
    <>
      {said.length === 0 ? <p className={styles.empty}>{actions.noNotes}</p> : null}
      <ol className={styles.notes}>
        {said.map((note) => {
          const kind = kinds.get(note.actionId ?? '')
          return (
            <li key={note.id}>
              <p className={styles.quiet}>
                <strong>{kit.workRoles[note.role]}</strong> <Moment at={note.at} />
                {kind === undefined ? null : ` · ${actions.about(kit.actionKinds[kind])}`}
              </p>
              <p className={styles.noteText}>{note.text}</p>
            </li>
          )
        })}
      </ol>
      <Say disruptionId={disruptionId} role={role} />
    </>
  )
}

function Say({ disruptionId, role: first }: { readonly disruptionId: string; readonly role: WorkRole }) {
  const { actions } = useWords()
  const mayDecide = useSession().data?.permissions.includes('actions.decide') === true
  const [role, setRole] = useState(first)
  const [text, setText] = useState('')
  const [noteId, setNoteId] = useState(() => newId('note'))
  const deeds = useDeeds()
  if (!mayDecide) return <p className={styles.quiet}>{actions.mayNotDecide}</p>
  return (
    <form
      className={styles.say}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        deeds.run([{ type: 'note', noteId, disruptionId, role, text: text.trim() }], {
          said: actions.saidNote,
          after: () => {
            setText('')
            setNoteId(newId('note'))
          },
        })
      }}
    >
      <Textarea
        label={actions.say}
        required
        autosize
        minRows={2}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Refusal of={deeds.problem} />
      <div className={styles.buttons}>
        <RoleSelect label={actions.sayAs} value={role} onChange={setRole} />
        <Button type="submit" variant="default" loading={deeds.busy}>
          {actions.send}
        </Button>
      </div>
    </form>
  )
}
