/** What the address of a landing page holds. */
export interface NowSearch {
  /** The disruption that is shown; the one that costs customers most when not stated. */
  readonly disruption?: string
  /** The work unit that the operator stands at. */
  readonly unit?: string
}
