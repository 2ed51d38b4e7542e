/** One gap as a sentence: where, how many, for what and when, and what becomes late by it. */
import type { ReactNode } from 'react'
import type { CoverageCell } from '../../../src/core/people/answer.ts'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'

/** `Welding lacks 1 of 2 for pressure welding, Sun 10 May, 22:00: 3 promises, 41,200 EUR.` */
export function GapWords({ cell }: { readonly cell: CoverageCell }) {
  const { people, chain } = useWords()
  const { gap, required, skill, workCenterId, workCenter, fromAt, risk, disruptionId } = cell
  const when = <Moment at={fromAt} exact />
  const center = <Name thing={{ kind: 'workCenter', id: workCenterId, name: workCenter }} />
  const lacks = <Words of={people.lacks<ReactNode>({ center, count: people.ofNeeded(gap, required), skill, when })} />
  if (risk === null || risk.promises === 0) return <>{lacks}. </>
  const promises =
    disruptionId === null ? (
      chain.promises(risk.promises)
    ) : (
      <Name thing={{ kind: 'disruption', id: disruptionId, name: chain.promises(risk.promises) }} />
    )
  return (
    <>
      {lacks}: {promises}, <RevenueAtRisk amounts={risk.money.revenue} />.
    </>
  )
}
