/** Who can act on a disruption: off without a works agreement, closed to who needs no names, else asked for by a person and logged. A person chooses. */
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { WhoCanAct } from '../../../src/core/people/answer.ts'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import { Answer } from '../../kit/answer.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './actions.module.css'
import { TakeDialog } from './take-dialog.tsx'
import type { Chosen, Taking } from './taking.ts'
import { useNaming } from './use-people-data.ts'
import { type ListedPerson, WhoList } from './who-list.tsx'

export function WhoSection({ disruption }: { readonly disruption: Disruption }) {
  const { actions } = useWords()
  return (
    <Section title={actions.who}>
      <Who disruption={disruption} />
    </Section>
  )
}

function Who({ disruption }: { readonly disruption: Disruption }) {
  const { actions } = useWords()
  const naming = useNaming()
  const [wanted, setWanted] = useState(false)
  const hasPlace = disruption.workUnitId !== undefined || disruption.workCenterId !== undefined || disruption.workOrderId !== undefined
  const who = useAnswer<WhoCanAct>(wanted ? '/who-can-act' : null, { disruptionId: disruption.id })
  if (naming === 'unknown') return <p className={styles.reserved} />
  if (naming === 'off') {
    return (
      <div className={styles.closed}>
        <p>
          <strong>{actions.whoOff}</strong>
        </p>
        <p>{actions.whoOffWhy}</p>
      </div>
    )
  }
  if (!hasPlace) return <p className={styles.empty}>{disruption.kind === 'purchaseMoved' ? actions.whoBuyer : actions.whoNoPlace}</p>
  if (naming === 'forbidden') return <p className={styles.closed}>{actions.whoForbidden}</p>
  if (!wanted) {
    return (
      <p>
        <Button variant="default" onClick={() => setWanted(true)}>
          {actions.whoShow}
        </Button>{' '}
        <span className={styles.quiet}>{actions.whoLogged}</span>
      </p>
    )
  }
  return <Answer of={who}>{(found) => <Found found={found} disruption={disruption} />}</Answer>
}

const CHECK: Pick<Taking, 'kind' | 'moves'> = { kind: 'check', moves: [] }

/** Where qualified people are missing, whoever is chosen is moved there: that is what fills the gap. */
function movedTo({ kind, workCenterId, skill, startAt, endAt }: Disruption): Pick<Taking, 'kind' | 'moves'> | undefined {
  if (kind !== 'qualificationMissing' || workCenterId === undefined || skill === undefined || endAt === undefined) return undefined
  return { kind: 'movePerson', moves: [{ type: 'staff', workCenterId, skill, fromAt: startAt, toAt: endAt }] }
}

function Found({ found, disruption }: { readonly found: WhoCanAct; readonly disruption: Disruption }) {
  const { actions, kit } = useWords()
  const mayDecide = useSession().data?.permissions.includes('actions.decide') === true
  const [chosen, setChosen] = useState<Chosen>()
  const { workCenterId, workCenter, fromAt, toAt, asks, can, almost, without, leads } = found
  const gap = movedTo(disruption)
  const choose = (lacks: boolean) => (person: ListedPerson) => (
    <Button
      variant="default"
      size="compact-md"
      disabled={!mayDecide || disruption.closedAt !== undefined}
      aria-label={actions.chooseOf(person.name)}
      onClick={() => setChosen({ personId: person.personId, name: person.name, lacks })}
    >
      {actions.choose}
    </Button>
  )
  return (
    <>
      <p>
        <Words
          of={actions.whoFor<ReactNode>(
            <Name thing={{ kind: 'workCenter', id: workCenterId, name: workCenter }} />,
            <Moment at={fromAt} exact />,
            <Moment at={toAt} exact />,
          )}
        />
      </p>
      {asks.length === 0 ? null : (
        <p className={styles.quiet}>
          {actions.whoAsks} {asks.map(actions.whoAsked).join('; ')}.
        </p>
      )}
      <div className={styles.whoLists}>
        <WhoList
          title={actions.can}
          empty={actions.canNobody}
          people={can.map((each) => ({ ...each, said: each.reasons }))}
          control={choose(false)}
        />
        <WhoList
          title={actions.almost}
          empty={actions.almostNobody}
          people={almost.map((each) => ({ ...each, said: each.lacks }))}
          control={choose(true)}
        />
        {without === 0 ? null : <p className={styles.quiet}>{actions.whoWithout(without)}</p>}
        {leads.length === 0 ? null : <WhoList title={actions.leads} empty="" people={leads.map((each) => ({ ...each, said: [] }))} />}
      </div>
      {chosen === undefined ? null : (
        <TakeDialog
          taking={{ ...(gap ?? CHECK), ownerRole: 'teamLead', disruptionId: disruption.id }}
          title={gap === undefined ? `${kit.actionKinds.check}: ${chosen.name}` : actions.movesPerson(chosen.name)}
          chosen={chosen}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  )
}
