/** What one requirement of one shift means: what a gap puts at risk, and who could cover it, by the alphabet and with reasons. A person chooses. */
import { Button, CloseButton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { CoverageCell, WhoCanAct } from '../../../src/core/people/answer.ts'
import type { Said } from '../../../src/core/values/said.ts'
import { Answer } from '../../kit/answer.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { useSaid } from '../../kit/said-text.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useSession } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './people.module.css'

export function GapCard({ cell, onClose }: { readonly cell: CoverageCell; readonly onClose: () => void }) {
  const { people } = useWords()
  const { workCenter, skill, fromAt, toAt, supply, required } = cell
  return (
    <div className={styles.card}>
      <CloseButton className={styles.close ?? ''} aria-label={people.close} onClick={onClose} />
      <p className={styles.cardTitle}>
        {workCenter}, {skill}: {people.thereOf(supply, required)}, <Moment at={fromAt} exact /> – <Moment at={toAt} exact />
      </p>
      <Risk cell={cell} />
      <WhoCould cell={cell} />
    </div>
  )
}

function Risk({ cell: { gap, risk, disruptionId } }: { readonly cell: CoverageCell }) {
  const { people, chain } = useWords()
  if (gap <= 0) return <p>{people.isCovered}</p>
  if (risk === null || risk.promises === 0) return <p>{people.gapInside}</p>
  const promises = chain.promises(risk.promises)
  return (
    <p className={styles.risk}>
      <Words
        of={people.gapRisks<ReactNode>(
          disruptionId === null ? promises : <Name thing={{ kind: 'disruption', id: disruptionId, name: promises }} />,
          chain.customers(risk.customers),
          <RevenueAtRisk amounts={risk.money.revenue} />,
        )}
      />
    </p>
  )
}

/** Names are data about people: they are asked for when somebody wants them, for each question is logged with its purpose. */
function WhoCould({ cell: { workCenterId, fromAt, toAt } }: { readonly cell: CoverageCell }) {
  const { people } = useWords()
  const [wanted, setWanted] = useState(false)
  const may = useSession().data?.permissions.includes('people.read') === true
  const who = useAnswer<WhoCanAct>(wanted ? '/who-can-act' : null, { workCenterId, from: fromAt, to: toAt })
  if (!may) return <p className={styles.quiet}>{people.namesClosed}</p>
  if (!wanted) {
    return (
      <p>
        <Button variant="default" onClick={() => setWanted(true)}>
          {people.showWho}
        </Button>{' '}
        <span className={styles.quiet}>{people.isLogged}</span>
      </p>
    )
  }
  return (
    <Answer of={who}>
      {({ can, almost, leads }) => (
        <div className={styles.who}>
          <PersonList title={people.can} empty={people.nobodyCan} items={can.map((each) => ({ ...each, said: each.reasons }))} />
          <PersonList title={people.almost} empty={people.nobodyAlmost} items={almost.map((each) => ({ ...each, said: each.lacks }))} />
          {leads.length === 0 ? null : <PersonList title={people.leads} empty="" items={leads.map((each) => ({ ...each, said: [] }))} />}
        </div>
      )}
    </Answer>
  )
}

interface PersonListProps {
  readonly title: string
  readonly empty: string
  readonly items: readonly { readonly personId: string; readonly name: string; readonly said: readonly Said[] }[]
}

function PersonList({ title, empty, items }: PersonListProps) {
  const say = useSaid()
  return (
    <section>
      <h3 className={styles.small}>{title}</h3>
      {items.length === 0 ? (
        <p className={styles.quiet}>{empty}</p>
      ) : (
        <ul className={styles.plain}>
          {items.map(({ personId, name, said }) => (
            <li key={personId}>
              <strong>{name}</strong>
              {said.length === 0 ? null : <span className={styles.quiet}> {said.map(say).join('; ')}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
