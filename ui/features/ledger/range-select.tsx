/** Which days are shown. */
import { NativeSelect } from '@mantine/core'
import { useWords } from '../../words/use-words.tsx'
import { daysOf, type LedgerSearch, SPANS, searchOf } from './ledger-search.ts'

interface RangeSelectProps {
  readonly label: string
  readonly search: LedgerSearch
  readonly onSearch: (next: LedgerSearch) => void
}

export function RangeSelect({ label, search, onSearch }: RangeSelectProps) {
  const { ledger } = useWords()
  const days = daysOf(search)
  const spans = SPANS.some((each) => each === days) ? SPANS : [...SPANS, days]
  return (
    <NativeSelect
      label={label}
      value={String(days)}
      data={spans.map((each) => ({ value: String(each), label: ledger.lastDays(each) }))}
      onChange={({ currentTarget }) => onSearch(searchOf(Number(currentTarget.value)))}
    />
  )
}
