/** What the address of the people page holds. */
export interface PeopleSearch {
  /** How many days from now on are shown; three when not stated. */
  readonly days?: number
  /** The cell that is open: work center, skill and begin of the shift, with bars between. */
  readonly open?: string
}

export interface PeoplePageProps {
  readonly search: PeopleSearch
  readonly onSearch: (next: PeopleSearch) => void
}
