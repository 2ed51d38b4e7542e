/** Actions as a list: what is to be done and why, by whose role, where it stands, and by when. */
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { useWords } from '../../words/use-words.tsx'
import { worthOf } from '../actions/saved-worth.ts'
import { DisruptionWords } from '../chain/disruption-words.tsx'
import styles from './now.module.css'

export function ActionList({ items, empty }: { readonly items: readonly ActionStanding[]; readonly empty: string }) {
  if (items.length === 0) return <p className={styles.empty}>{empty}</p>
  return <FirstFew items={items} keyOf={({ action }) => action.id} row={(standing) => <ActionRow standing={standing} />} />
}

function ActionRow({ standing }: { readonly standing: ActionStanding }) {
  const { now, kit } = useWords()
  const { action, place, disruption, overdue } = standing
  const worth = action.promised === undefined ? [] : worthOf(action.promised.saved).amounts
  return (
    <div className={styles.row} data-warn={overdue || undefined}>
      <span className={styles.stack}>
        <span>{kit.actionKinds[action.kind]}</span>
        <span className={styles.quiet}>
          {kit.workRoles[action.ownerRole]}, {kit.actionStates[action.state]}
        </span>
      </span>
      <span className={styles.stack}>
        <span>
          {action.what === undefined ? null : `${action.what}: `}
          {disruption !== null ? <DisruptionWords standing={{ disruption, place }} /> : place === null ? null : <Name thing={place} />}
        </span>
        <span className={styles.quiet}>
          {overdue ? <strong className={styles.overdue}>◆ {now.overdue}</strong> : null}
          {overdue ? ' ' : ''}
          {action.takenAt === undefined ? now.askedSince : now.takenSince} <Moment at={action.takenAt ?? action.proposedAt} />
          {action.byAt === undefined ? null : (
            <>
              {', '}
              {now.wantedBy} <Moment at={action.byAt} exact />
            </>
          )}
        </span>
      </span>
      <span className={styles.money}>{worth.length === 0 ? '' : <MoneyText amounts={worth} />}</span>
    </div>
  )
}
