/** What the expected end of a disruption rests on: by code where it was computed here, else in the words of whoever recorded it. */
import type { Disruption } from '../../../src/core/records/disruption.ts'
import { SaidText } from '../../kit/said-text.tsx'
import { ServerText } from '../../kit/server-text.tsx'

export function hasEndBasis({ endBasis, endRestsOn }: Disruption): boolean {
  return endBasis !== undefined || endRestsOn !== undefined
}

export function EndBasis({ disruption: { endBasis, endRestsOn } }: { readonly disruption: Disruption }) {
  if (endRestsOn !== undefined)
    return endRestsOn.map((each) => (
      <p key={JSON.stringify(each)}>
        <SaidText said={each} />
      </p>
    ))
  return endBasis === undefined ? null : (
    <p>
      <ServerText text={endBasis} />
    </p>
  )
}
