/** People who can act, by the alphabet and each with their reasons; never a ranking. */
import type { ReactNode } from 'react'
import type { Said } from '../../../src/core/values/said.ts'
import { useSaid } from '../../kit/said-text.tsx'
import styles from './actions.module.css'

export interface ListedPerson {
  readonly personId: string
  readonly name: string
  readonly said: readonly Said[]
}

interface WhoListProps {
  readonly title: string
  readonly empty: string
  readonly people: readonly ListedPerson[]
  /** What can be done with a person; nothing where it is only told. */
  readonly control?: (person: ListedPerson) => ReactNode
}

export function WhoList({ title, empty, people, control }: WhoListProps) {
  const say = useSaid()
  return (
    <section className={styles.who}>
      <h3 className={styles.small}>{title}</h3>
      {people.length === 0 ? (
        <p className={styles.quiet}>{empty}</p>
      ) : (
        <ul className={styles.plain}>
          {people.map((person) => (
            <li key={person.personId} className={styles.person}>
              <span>
                <strong>{person.name}</strong>
                {person.said.length === 0 ? null : <span className={styles.quiet}> {person.said.map(say).join('; ')}</span>}
              </span>
              {control?.(person)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
