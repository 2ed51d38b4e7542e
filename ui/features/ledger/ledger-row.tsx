/** One settled action of the ledger; it opens to its outcome and how that was reached. */
import { type ReactNode, useState } from 'react'
import type { LedgerLine } from '../../../src/core/actions/answer.ts'
import type { Outcome } from '../../../src/core/records/outcome.ts'
import { Answer } from '../../kit/answer.tsx'
import { Moment } from '../../kit/moment.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { OutcomeView } from '../actions/outcome-view.tsx'
import { SavedMoney } from '../actions/saved-money.tsx'
import styles from './ledger.module.css'

export function LedgerRow({ line }: { readonly line: LedgerLine }) {
  const { ledger, kit, actions, chain } = useWords()
  const [open, setOpen] = useState(false)
  const { kind, cause, place, customers, ownerRole, promisesKept, saved, net, settledAt, verdict } = line
  return (
    <div className={styles.entry}>
      <div className={styles.entryRow}>
        <span className={styles.stack}>
          <strong>{kit.actionKinds[kind]}</strong>
          <span className={styles.quiet}>
            {actions.verdicts[verdict]}, {kit.workRoles[ownerRole]}, <Words of={ledger.settledAt<ReactNode>(<Moment at={settledAt} />)} />
          </span>
        </span>
        <span className={styles.stack}>
          <span>
            {place === null ? null : <Name thing={place} />}
            {place === null ? '' : ': '}
            {chain.kinds[cause as keyof typeof chain.kinds] ?? ledger.gone}
          </span>
          {customers.length === 0 ? null : (
            <span className={styles.quiet}>
              {ledger.forCustomers}{' '}
              {customers.map((customer, index) => (
                <span key={customer.id}>
                  {index === 0 ? '' : ', '}
                  <Name thing={customer} />
                </span>
              ))}
            </span>
          )}
        </span>
        <span>{promisesKept === 0 ? '–' : ledger.kept(chain.promises(promisesKept))}</span>
        <span className={styles.money}>
          <SavedMoney sums={saved} settled />
          {net === null ? null : (
            <span className={styles.quiet}>
              <Words of={ledger.net<ReactNode>(<MoneyText amounts={[net]} />)} />
            </span>
          )}
        </span>
      </div>
      <details className={styles.fold} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{ledger.openLine}</summary>
        {open ? <Opened line={line} /> : null}
      </details>
    </div>
  )
}

function Opened({ line: { outcomeId, kind } }: { readonly line: LedgerLine }) {
  const { ledger } = useWords()
  const outcome = useAnswer<Outcome>(`/outcomes/${encodeURIComponent(outcomeId)}`)
  return (
    <Answer of={outcome}>
      {(settled) => (
        <>
          <OutcomeView outcome={settled} kind={kind} />
          <p>
            <Name thing={{ kind: 'disruption', id: settled.disruptionId, name: ledger.toCause }} />
          </p>
        </>
      )}
    </Answer>
  )
}
