/** What would help against the disruption that is shown: the best few, tried on the plan, each to be looked at on its page or on the board. */
import { Link } from '@tanstack/react-router'
import type { Countermeasure, CountermeasureAnswer } from '../../../src/core/actions/answer.ts'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Name } from '../../kit/name.tsx'
import { NetSaved } from '../../kit/named-money.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { useDisruptionName } from '../chain/disruption-words.tsx'
import styles from './now.module.css'

const FEW = 3

export function MeasureList({ shown }: { readonly shown: DisruptionStanding | undefined }) {
  const { now, chain } = useWords()
  const id = shown?.disruption.id
  const path = id === undefined ? null : `/disruptions/${encodeURIComponent(id)}/countermeasures`
  const measures = useAnswer<CountermeasureAnswer>(path, { limit: FEW }, { keep: true })
  const nameOf = useDisruptionName()
  const name = shown === undefined ? chain.unknownPlace : nameOf(shown)
  return (
    <Section
      title={now.measures}
      aside={id === undefined ? null : <Name thing={{ kind: 'disruption', id, name: now.allMeasures(name) }} />}
    >
      {id === undefined ? (
        <p className={styles.empty}>{now.noneOpen}</p>
      ) : (
        <Answer of={measures}>
          {({ items }) =>
            items.length === 0 ? (
              <p className={styles.empty}>{now.noMeasures}</p>
            ) : (
              <FirstFew items={items} keyOf={({ id: each }) => each} row={(measure) => <MeasureRow measure={measure} />} />
            )
          }
        </Answer>
      )}
    </Section>
  )
}

function MeasureRow({ measure }: { readonly measure: Countermeasure }) {
  const { now, kit, chain } = useWords()
  const { kind, ownerRole, what, moves, net, cost, ofThis, promisesBroken } = measure
  return (
    <div className={styles.row}>
      <span className={styles.stack}>
        <span>{kit.actionKinds[kind]}</span>
        <span className={styles.quiet}>{kit.workRoles[ownerRole]}</span>
      </span>
      <span className={styles.stack}>
        <span>
          <SaidText said={what} />
        </span>
        <span className={styles.quiet}>
          {ofThis.promisesKept > 0 ? `${now.keeps(chain.promises(ofThis.promisesKept))} ` : ''}
          {promisesBroken > 0 ? `${now.breaksOthers(chain.promises(promisesBroken))} ` : ''}
          {moves.length === 0 ? null : (
            <Link to="/board" search={{ moves }}>
              {now.onBoard}
            </Link>
          )}
        </span>
      </span>
      <span className={styles.money}>
        <NetSaved net={net} costKnown={cost.total !== null} />
      </span>
    </div>
  )
}
