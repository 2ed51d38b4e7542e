/** All open promises by money at risk, then slack; the address holds what is chosen. */
import { SegmentedControl, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { PromiseRow } from './promise-row.tsx'
import styles from './promises.module.css'

export interface PromiseListSearch {
  readonly late?: boolean
  readonly customer?: string
  readonly offset?: number
}

interface PromiseListProps {
  readonly search: PromiseListSearch
  readonly onSearch: (next: PromiseListSearch) => void
}

interface PromisePage {
  readonly total: number
  readonly items: readonly PromiseAnswer[]
}

const PAGE = 25

export function PromiseListPage({ search, onSearch }: PromiseListProps) {
  const { promises, chain } = useWords()
  const offset = search.offset ?? 0
  const page = useAnswer<PromisePage>('/promises', {
    offset,
    limit: PAGE,
    brief: true,
    ...(search.late === true ? { late: true } : {}),
    ...(search.customer === undefined ? {} : { customerId: search.customer }),
  })
  const late = useAnswer<PromisePage>('/promises', { limit: 1, late: true, brief: true })
  const count = late.data?.total ?? 0
  const title = count === 0 ? promises.noneLate : <Words of={promises.countLate<ReactNode>(count, chain.promises(count))} />
  return (
    <>
      <Sentence tone={count > 0 ? 'late' : 'calm'} title={late.data === undefined ? promises.title : title}>
        <p className={styles.quiet}>{promises.subtitle}</p>
      </Sentence>
      <Filters search={search} onSearch={onSearch} />
      <Answer of={page}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className={styles.empty}>{search.late === true ? promises.noneLate : promises.none}</p>
          ) : (
            <>
              <ul className={styles.rows}>
                {items.map((promise) => (
                  <PromiseRow key={promise.salesOrderLineId} promise={promise} />
                ))}
              </ul>
              <Pages search={search} total={total} />
            </>
          )
        }
      </Answer>
    </>
  )
}

function Filters({ search, onSearch }: PromiseListProps) {
  const { promises } = useWords()
  const names = useNames()
  const { customer, late } = search
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={promises.title}
        value={late === true ? 'late' : 'all'}
        onChange={(value) => onSearch({ ...(value === 'late' ? { late: true } : {}), ...(customer === undefined ? {} : { customer }) })}
        data={[
          { value: 'all', label: promises.all },
          { value: 'late', label: promises.onlyLate },
        ]}
      />
      <Select
        aria-label={promises.customer}
        placeholder={promises.allCustomers}
        searchable
        clearable
        value={customer ?? null}
        onChange={(value) => onSearch({ ...(late === true ? { late } : {}), ...(value === null ? {} : { customer: value }) })}
        data={names.all('customer').map(({ id, name }) => ({ value: id, label: name }))}
      />
    </div>
  )
}

function Pages({ search, total }: { readonly search: PromiseListSearch; readonly total: number }) {
  const { promises } = useWords()
  const offset = search.offset ?? 0
  if (total <= PAGE) return null
  return (
    <nav className={styles.pages} aria-label={promises.title}>
      {offset > 0 ? (
        <Link to="/promises" search={{ ...search, offset: Math.max(0, offset - PAGE) }}>
          {promises.previous}
        </Link>
      ) : null}
      <span>{promises.page(offset + 1, Math.min(total, offset + PAGE), total)}</span>
      {offset + PAGE < total ? (
        <Link to="/promises" search={{ ...search, offset: offset + PAGE }}>
          {promises.next}
        </Link>
      ) : null}
    </nav>
  )
}
