/** What the address of the floor holds. */
export interface FloorSearch {
  readonly view?: 'schedule'
  /** Left edge of the schedule, in milliseconds since 1970-01-01T00:00:00Z; it follows now when not stated. */
  readonly from?: number
  /** How much time is seen, in minutes. */
  readonly minutes?: number
}

export interface FloorPageProps {
  readonly search: FloorSearch
  readonly onSearch: (next: FloorSearch) => void
}
