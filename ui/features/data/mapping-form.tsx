/** The form that gives a signal its meaning. */
import { Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Change } from '../../../src/core/records/change.ts'
import type { Signal } from '../../../src/core/records/signal.ts'
import type { StateWord } from '../../../src/core/records/state-word.ts'
import type { SignalStanding } from '../../../src/engine/floor-ports.ts'
import { ServerText } from '../../kit/server-text.tsx'
import { type AskFailure, send } from '../../live/ask.ts'
import { useNames } from '../../live/use-names.ts'
import { useRecords } from '../../live/use-records.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './data.module.css'
import { mappingChange, unmappingChange } from './mapping-change.ts'

interface MappingFormProps {
  readonly signal: SignalStanding
  readonly onDone: () => void
}

export function MappingForm({ signal, onDone }: MappingFormProps) {
  const { data, kit } = useWords()
  const names = useNames()
  const { mapping, address } = signal
  const [workUnitId, setWorkUnit] = useState(mapping?.workUnitId ?? null)
  const [role, setRole] = useState<Signal['role'] | null>(mapping?.role ?? null)
  const [vocabulary, setVocabulary] = useState(mapping?.vocabulary ?? null)
  const { mutate, isPending, error } = usePost(onDone)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (workUnitId !== null && role !== null) mutate(mappingChange(signal, { workUnitId, role, vocabulary }))
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={mapping === null ? data.mapOf(address) : data.changeOf(address)}>
      <Select
        label={data.workUnit}
        required
        searchable
        autoFocus
        value={workUnitId}
        onChange={setWorkUnit}
        data={names.all('workUnit').map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={data.role}
        required
        value={role}
        onChange={(value) => setRole(value as Signal['role'] | null)}
        data={Object.entries(data.roles).map(([value, label]) => ({ value, label }))}
      />
      {role === 'state' ? <Vocabulary value={vocabulary} onChange={setVocabulary} /> : null}
      <div className={styles.formButtons}>
        <Button type="submit" loading={isPending} disabled={workUnitId === null || role === null}>
          {data.save}
        </Button>
        <Button variant="default" onClick={onDone}>
          {kit.cancel}
        </Button>
        {mapping === null ? null : (
          <Button variant="default" disabled={isPending} onClick={() => mutate(unmappingChange(mapping))}>
            {data.remove}
          </Button>
        )}
      </div>
      {error === null ? null : (
        <p role="alert" className={styles.problem}>
          {data.refused} <ServerText text={`${error.problem.message} ${error.problem.next}`} />
        </p>
      )}
    </form>
  )
}

interface VocabularyProps {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** Lists of state words that the plant has; without one, values are read as the plain names of the states. */
function Vocabulary({ value, onChange }: VocabularyProps) {
  const { data } = useWords()
  const words = useRecords<StateWord>('stateWord').data ?? []
  const lists = [...new Set(words.map(({ vocabulary }) => vocabulary))].sort()
  return <Select label={data.vocabulary} placeholder={data.vocabularyNone} clearable value={value} onChange={onChange} data={lists} />
}

function usePost(onDone: () => void) {
  const client = useQueryClient()
  return useMutation<unknown, AskFailure, Change>({
    mutationFn: (change) => send('POST', '/changes', { changes: [change] }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['/floor/signals'] })
      onDone()
    },
  })
}
