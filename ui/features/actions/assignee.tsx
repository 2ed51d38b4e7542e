/** That somebody was chosen for an action; who, is shown to whoever asks for it and may know. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Answer } from '../../kit/answer.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'
import { useNaming } from './use-people-data.ts'

interface ChosenPeople {
  readonly items: readonly { readonly personId: string; readonly name: string; readonly overridden: boolean }[]
}

export function Assignee({ actionId }: { readonly actionId: string }) {
  const { actions } = useWords()
  const naming = useNaming()
  const [wanted, setWanted] = useState(false)
  const chosen = useAnswer<ChosenPeople>(wanted ? `/actions/${encodeURIComponent(actionId)}/people` : null)
  if (!wanted) {
    return (
      <p>
        {actions.chosen}{' '}
        {naming === 'on' ? (
          <Button variant="default" size="compact-md" onClick={() => setWanted(true)}>
            {actions.showChosen}
          </Button>
        ) : null}
      </p>
    )
  }
  return (
    <Answer of={chosen}>
      {({ items }) => (
        <ul className={styles.plain}>
          {items.map(({ personId, name, overridden }) => (
            <li key={personId}>
              <strong>{name}</strong> {overridden ? <span className={styles.quiet}>{actions.overridden}</span> : null}
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}
