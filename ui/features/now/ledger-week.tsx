/** What actions of the last seven days were worth, each euro once: kept promises, money saved, what it cost. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Ledger } from '../../../src/core/actions/answer.ts'
import type { MoneySums } from '../../../src/core/records/action-figures.ts'
import { instantFromMs } from '../../../src/core/values/instant.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { isWorthless, lossOf, worthOf } from '../actions/saved-worth.ts'
import styles from './now.module.css'

const HOUR = 3_600_000
const WEEK = 168 * HOUR

export function LedgerWeek({ byKind = false }: { readonly byKind?: boolean }) {
  const { now, chain, ledger: ledgerWords } = useWords()
  const { nowMs } = usePlant()
  // Whole hours, so that a page that stays open asks the same question for an hour.
  const toMs = Math.ceil(nowMs / HOUR) * HOUR
  const ledger = useAnswer<Ledger>('/ledger', { from: instantFromMs(toMs - WEEK), to: instantFromMs(toMs) }, { keep: true })
  return (
    <Section title={now.ledgerWeek} aside={<Link to="/ledger">{now.wholeLedger}</Link>}>
      <Answer of={ledger}>
        {({ total, open, byKind: kinds }) => (
          <>
            {total.actions === 0 ? (
              <p className={styles.empty}>{now.ledgerNone}</p>
            ) : (
              <p>
                <Words
                  of={(lossOf(total.saved) === undefined ? ledgerWords.keptSaved<ReactNode> : ledgerWords.keptLost<ReactNode>)(
                    now.actionCount(total.actions),
                    chain.promises(total.promisesKept),
                    <Worth sums={total.saved} />,
                  )}
                />{' '}
                {total.cost.length === 0 ? null : <Words of={now.ledgerCost<ReactNode>(<MoneyText amounts={total.cost} />)} />}
              </p>
            )}
            {open > 0 ? <p className={styles.quiet}>{now.ledgerOpen(open)}</p> : null}
            {byKind && kinds.length > 0 ? <ByKind sums={kinds} /> : null}
          </>
        )}
      </Answer>
    </Section>
  )
}

/** What was saved or lost, with what it is of. */
function Worth({ sums }: { readonly sums: MoneySums }) {
  const { kit } = useWords()
  const { amounts, of } = worthOf(sums)
  const money = <MoneyText amounts={lossOf(sums) ?? amounts} />
  return <Words of={(of === 'revenue' ? kit.ofRevenue : kit.ofContribution)<ReactNode>(money)} />
}

/** What each kind of measure saved and cost. */
function ByKind({ sums }: { readonly sums: Ledger['byKind'] }) {
  const { now, kit } = useWords()
  const { number } = useFormat()
  return (
    <FirstFew
      items={sums}
      keyOf={({ key }) => key}
      row={({ key, name, actions, worked, saved, cost }) => (
        <div className={styles.row}>
          <span>{kit.actionKinds[key as keyof typeof kit.actionKinds] ?? name}</span>
          <span className={styles.quiet}>{now.workedOf(number(worked), number(actions))}</span>
          <span className={styles.money}>
            {isWorthless(saved) ? '–' : <Worth sums={saved} />}
            {cost.length === 0 ? null : (
              <>
                {', '}
                <Words of={now.costOf<ReactNode>(<MoneyText amounts={cost} />)} />
              </>
            )}
          </span>
        </div>
      )}
    />
  )
}
