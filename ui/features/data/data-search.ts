/** What the address of the page of signals holds. */
export interface DataSearch {
  readonly only?: 'mapped' | 'unmapped'
  readonly text?: string
  readonly offset?: number
}

export interface DataPageProps {
  readonly search: DataSearch
  readonly onSearch: (next: DataSearch) => void
}
