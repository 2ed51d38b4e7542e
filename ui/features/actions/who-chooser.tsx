/** Chooses who does it, where a person wants that: from the qualified, or with a reason from those who lack one thing. Nobody is proposed first. */
import { Button, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WhoCanAct } from '../../../src/core/people/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './actions.module.css'
import type { Chosen, Taking } from './taking.ts'
import { useNaming } from './use-people-data.ts'
import { whoAsked } from './who-asked.ts'
import { WhoList } from './who-list.tsx'

interface WhoChooserProps {
  readonly taking: Taking
  readonly chosen: Chosen | undefined
  readonly onChoose: (next: Chosen | undefined) => void
}

export function WhoChooser({ taking, chosen, onChoose }: WhoChooserProps) {
  const { actions } = useWords()
  const naming = useNaming()
  const asked = whoAsked(taking)
  const [wanted, setWanted] = useState(chosen !== undefined)
  const who = useAnswer<WhoCanAct>(wanted && naming === 'on' && asked !== null ? '/who-can-act' : null, asked ?? {})
  if (naming !== 'on' || asked === null) return null
  return (
    <section className={styles.chooser}>
      <h3 className={styles.small}>{actions.chooseWho}</h3>
      <p className={styles.quiet}>{actions.chooseWhoWhy}</p>
      {wanted ? (
        <Answer of={who}>{(found) => <Choices found={found} chosen={chosen} onChoose={onChoose} />}</Answer>
      ) : (
        <Button variant="default" onClick={() => setWanted(true)}>
          {actions.whoShow}
        </Button>
      )}
    </section>
  )
}

function Choices({ found, chosen, onChoose }: Omit<WhoChooserProps, 'taking'> & { readonly found: WhoCanAct }) {
  const { actions } = useWords()
  const pick = (lacks: boolean) => (person: { readonly personId: string; readonly name: string }) => (
    <Radio
      name="who"
      aria-label={actions.chooseOf(person.name)}
      checked={chosen?.personId === person.personId}
      onChange={() => onChoose({ personId: person.personId, name: person.name, lacks })}
    />
  )
  return (
    <div className={styles.form} role="radiogroup" aria-label={actions.chooseWho}>
      <Radio name="who" label={actions.nobodyByName} checked={chosen === undefined} onChange={() => onChoose(undefined)} />
      <WhoList
        title={actions.can}
        empty={actions.canNobody}
        people={found.can.map((each) => ({ ...each, said: each.reasons }))}
        control={pick(false)}
      />
      <WhoList
        title={actions.almost}
        empty={actions.almostNobody}
        people={found.almost.map((each) => ({ ...each, said: each.lacks }))}
        control={pick(true)}
      />
      {chosen?.lacks === true ? (
        <TextInput
          label={actions.reasonNeeded}
          description={actions.reasonWhy}
          required
          value={chosen.overrideReason ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const { overrideReason: _, ...rest } = chosen
            onChoose(value.trim() === '' ? rest : { ...rest, overrideReason: value })
          }}
        />
      ) : null}
    </div>
  )
}
