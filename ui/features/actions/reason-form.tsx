/** Asks for a reason before something is given up or a check is overridden. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFocusOnce } from '../../kit/use-focus-once.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'

interface ReasonFormProps {
  readonly label: string
  readonly button: string
  readonly busy: boolean
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}

export function ReasonForm({ label, button, busy, onSend, onCancel }: ReasonFormProps) {
  const { kit } = useWords()
  const field = useFocusOnce<HTMLInputElement>()
  const [reason, setReason] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onSend(reason.trim())
      }}
    >
      <TextInput ref={field} label={label} required value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} />
      <div className={styles.buttons}>
        <Button type="submit" loading={busy}>
          {button}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {kit.cancel}
        </Button>
      </div>
    </form>
  )
}
