/** What actions were worth: the sum in a sentence, by cause, measure, team and customer, and every settled action with how it was reached. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Ledger, LedgerSum } from '../../../src/core/actions/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { MoneyText } from '../../kit/money-text.tsx'
import { Name } from '../../kit/name.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { SavedMoney } from '../actions/saved-money.tsx'
import { isWorthless, lossOf, worthOf } from '../actions/saved-worth.ts'
import styles from './ledger.module.css'
import { ledgerCsv } from './ledger-csv.ts'
import { LedgerRow } from './ledger-row.tsx'
import { daysOf, type LedgerSearch, ledgerRange } from './ledger-search.ts'
import { RangeSelect } from './range-select.tsx'
import { smallAndTold } from './small-rows.ts'
import { SumTable } from './sum-table.tsx'

interface LedgerPageProps {
  readonly search: LedgerSearch
  readonly onSearch: (next: LedgerSearch) => void
}

export function LedgerPage({ search, onSearch }: LedgerPageProps) {
  const { ledger: words } = useWords()
  const { nowMs } = usePlant()
  const ledger = useAnswer<Ledger>('/ledger', ledgerRange(search, nowMs), { keep: true })
  return (
    <>
      <div className={styles.pick}>
        <RangeSelect label={words.range} search={search} onSearch={onSearch} />
        {ledger.data === undefined || ledger.data.lines.length === 0 ? null : <ExportButton ledger={ledger.data} />}
      </div>
      <Answer of={ledger}>
        {(answer) => (
          <>
            <Total ledger={answer} days={daysOf(search)} />
            <Sums ledger={answer} />
            {answer.lines.length === 0 ? null : <Lines ledger={answer} />}
            <Teams search={search} />
          </>
        )}
      </Answer>
    </>
  )
}

function Total({ ledger: { total, open }, days }: { readonly ledger: Ledger; readonly days: number }) {
  const { ledger, chain, kit } = useWords()
  const actions = ledger.actionCount(total.actions)
  const promises = chain.promises(total.promisesKept)
  const lost = lossOf(total.saved)
  const named = worthOf(total.saved).of === 'revenue' ? kit.ofRevenue : kit.ofContribution
  const title =
    total.actions === 0
      ? ledger.none(ledger.lastDays(days))
      : isWorthless(total.saved)
        ? ledger.keptOnly<ReactNode>(actions, promises)
        : lost !== undefined
          ? ledger.keptLost<ReactNode>(actions, promises, <Words of={named<ReactNode>(<MoneyText amounts={lost} />)} />)
          : ledger.keptSaved<ReactNode>(actions, promises, <SavedMoney sums={total.saved} settled />)
  return (
    <Sentence tone={lost === undefined ? 'calm' : 'warn'} title={typeof title === 'string' ? title : <Words of={title} />}>
      <p>
        {total.actions === 0 ? (
          ledger.noneWhy
        ) : total.cost.length === 0 ? (
          ledger.costNothing
        ) : (
          <Words of={ledger.itCost<ReactNode>(<MoneyText amounts={total.cost} />)} />
        )}
      </p>
      {open === 0 ? null : (
        <p>
          {ledger.open(open)} <Link to="/actions">{ledger.openLink}</Link>
        </p>
      )}
      <p className={styles.quiet}>{ledger.once}</p>
    </Sentence>
  )
}

function Sums({ ledger: { byCause, byKind, byTeam, byCustomer } }: { readonly ledger: Ledger }) {
  const { ledger, chain, kit } = useWords()
  const worded = (words: Readonly<Record<string, string>>, other: string) => (sum: LedgerSum) => words[sum.key] ?? other
  return (
    <div className={styles.sums}>
      <SumTable title={ledger.byCause} sums={byCause} name={worded(chain.kinds, ledger.gone)} />
      <SumTable title={ledger.byKind} sums={byKind} name={worded(kit.actionKinds, '–')} />
      <SumTable title={ledger.byTeam} sums={byTeam} name={(sum) => <Team sum={sum} />} />
      <SumTable
        title={ledger.byCustomer}
        sums={byCustomer}
        costs={false}
        name={({ key, name }) => <Name thing={{ kind: 'customer', id: key, name }} />}
      />
    </div>
  )
}

/** A work center and a role, as `weld/planner`; or a role alone. */
function Team({ sum: { key, name } }: { readonly sum: LedgerSum }) {
  const { ledger, kit } = useWords()
  const cut = key.lastIndexOf('/')
  const role = key.slice(cut + 1)
  const roleWord = kit.workRoles[role as keyof typeof kit.workRoles] ?? role
  if (cut < 0) return roleWord
  return (
    <Link to="/kept/$workCenterId" params={{ workCenterId: key.slice(0, cut) }}>
      {ledger.teamOf(name, roleWord)}
    </Link>
  )
}

function Lines({ ledger: { lines } }: { readonly ledger: Ledger }) {
  const { ledger } = useWords()
  const [small, told] = smallAndTold(lines)
  return (
    <Section title={ledger.lines}>
      <FirstFew items={told} keyOf={({ outcomeId }) => outcomeId} row={(line) => <LedgerRow line={line} />} />
      {small.length === 0 ? null : <p className={styles.quiet}>{ledger.small(small.length)}</p>}
    </Section>
  )
}

/** The way to what each team kept for customers. */
function Teams({ search }: { readonly search: LedgerSearch }) {
  const { ledger } = useWords()
  const names = useNames()
  const centers = names.all('workCenter')
  if (centers.length === 0) return null
  return (
    <Section title={ledger.teams}>
      <ul className={styles.teams}>
        {centers.map(({ id, name }) => (
          <li key={id}>
            <Link to="/kept/$workCenterId" params={{ workCenterId: id }} search={search}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ExportButton({ ledger: { lines, fromAt, toAt } }: { readonly ledger: Ledger }) {
  const { ledger } = useWords()
  const download = (): void => {
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    const url = URL.createObjectURL(new Blob(['\uFEFF', ledgerCsv(lines, ledger.csv)], { type: 'text/csv' }))
    const link = Object.assign(document.createElement('a'), {
      href: url,
      download: `ledger-${fromAt.slice(0, 10)}-${toAt.slice(0, 10)}.csv`,
    })
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <Button variant="default" onClick={download}>
      {ledger.export}
    </Button>
  )
}
