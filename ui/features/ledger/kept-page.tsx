/** What a team's work kept for customers: for the team itself. A small team sees its area's figures or the site's, and is told so. */
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { KeptForCustomers } from '../../../src/core/actions/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './ledger.module.css'
import { type LedgerSearch, ledgerRange } from './ledger-search.ts'
import { RangeSelect } from './range-select.tsx'

export interface KeptSearch extends LedgerSearch {
  /** The name of a shift; all of them when not stated. */
  readonly shift?: string
}

interface KeptPageProps {
  readonly workCenterId: string
  readonly search: KeptSearch
  readonly onSearch: (next: KeptSearch) => void
}

export function KeptPage({ workCenterId, search, onSearch }: KeptPageProps) {
  const { ledger } = useWords()
  const { nowMs } = usePlant()
  const { shift, ...days } = search
  const asked = { ...ledgerRange(days, nowMs), ...(shift === undefined ? {} : { shift }) }
  const kept = useAnswer<KeptForCustomers>(`/kept/${encodeURIComponent(workCenterId)}`, asked, { keep: true })
  const shifts = kept.data?.shifts ?? []
  const names = shift === undefined || shifts.includes(shift) ? shifts : [...shifts, shift]
  return (
    <>
      <div className={styles.pick}>
        <RangeSelect
          label={ledger.keptIn}
          search={days}
          onSearch={(next) => onSearch({ ...next, ...(shift === undefined ? {} : { shift }) })}
        />
        {names.length < 2 && shift === undefined ? null : (
          <NativeSelect
            label={ledger.keptShift}
            value={shift ?? ''}
            data={[{ value: '', label: ledger.allShifts }, ...names.map((name) => ({ value: name, label: name }))]}
            onChange={({ currentTarget: { value } }) => onSearch(value === '' ? days : { ...days, shift: value })}
          />
        )}
      </div>
      <Answer of={kept}>{(answer) => <KeptView kept={answer} asked={shift} />}</Answer>
    </>
  )
}

function KeptView({ kept, asked }: { readonly kept: KeptForCustomers; readonly asked: string | undefined }) {
  const { ledger, chain } = useWords()
  const { number } = useFormat()
  const { of, widened, shipped, shippedOnTime, keptByActions, customers, promises } = kept
  const scope = widened === 'none' ? <Name thing={of} /> : ledger.scopes[widened]
  return (
    <>
      <Sentence
        tone="calm"
        title={
          <Words
            of={
              shipped === 0
                ? ledger.keptNone<ReactNode>(scope)
                : ledger.keptSentence<ReactNode>(scope, number(shippedOnTime), number(shipped))
            }
          />
        }
      >
        <p>
          {ledger.keptTitle}: <Name thing={of} />
          {kept.shift === null ? '' : `, ${ledger.shiftNamed(kept.shift)}`}
        </p>
        {keptByActions === 0 ? null : <p>{ledger.keptByActions(chain.promises(keptByActions))}</p>}
        {kept.shift === null ? null : <p className={styles.quiet}>{ledger.shiftHow}</p>}
        {asked !== undefined && kept.shift === null ? <p className={styles.quiet}>{ledger.shiftTooFew}</p> : null}
        {widened === 'none' ? null : <p className={styles.quiet}>{ledger.widened[widened]}</p>}
      </Sentence>
      {customers.length === 0 ? null : (
        <Section title={ledger.keptFor}>
          <ul className={styles.teams}>
            {customers.map((customer) => (
              <li key={customer.id}>
                <Name thing={customer} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={ledger.keptPromises}>
        {promises.length === 0 ? (
          <p className={styles.quiet}>{ledger.keptPromisesNone}</p>
        ) : (
          <FirstFew items={promises} keyOf={({ salesOrderLineId }) => salesOrderLineId} row={(promise) => <KeptRow promise={promise} />} />
        )}
      </Section>
    </>
  )
}

function KeptRow({ promise }: { readonly promise: KeptForCustomers['promises'][number] }) {
  const { ledger } = useWords()
  const { salesOrderLineId: id, customer, material, metAt, onTime } = promise
  return (
    <div className={styles.keptRow}>
      <span className={styles.stack}>
        <Name thing={customer} />
        <Name thing={{ kind: 'salesOrderLine', id, name: id }} />
      </span>
      <span>{material.name}</span>
      <span>
        <Moment at={metAt} exact />
      </span>
      <span>{onTime ? `● ${ledger.leftOnTime}` : `▲ ${ledger.leftLate}`}</span>
    </div>
  )
}
