/** What a disruption is, as a sentence with a link to its page: the same words on every page. */
import type { ReactNode } from 'react'
import type { DisruptionStanding, Thing } from '../../../src/core/impact/page-answer.ts'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import { Name } from '../../kit/name.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'

/** `Weld 2 has stopped`: the place leads to the disruption's page. */
export function DisruptionWords({ standing }: { readonly standing: Pick<DisruptionStanding, 'disruption' | 'place'> }) {
  const { chain } = useWords()
  const { percent, quantity } = useFormat()
  const { disruption, place } = standing
  const target: Thing = { kind: 'disruption', id: disruption.id, name: place?.name ?? chain.unknownPlace }
  const link = <Name thing={target} />
  const told: Readonly<Record<Disruption['kind'], () => readonly ReactNode[]>> = {
    workUnitDown: () => chain.stopped<ReactNode>(link),
    workUnitSlow: () =>
      disruption.rate === undefined ? chain.slowUnknown<ReactNode>(link) : chain.slow<ReactNode>(link, percent(disruption.rate)),
    scrap: () => chain.scrapped<ReactNode>(link, disruption.quantity === undefined ? '' : quantity(disruption.quantity)),
    lotHeld: () => chain.held<ReactNode>(link),
    purchaseMoved: () => chain.moved<ReactNode>(link),
    orderChanged: () => chain.orderChanged<ReactNode>(link),
    orderCancelled: () => chain.orderCancelled<ReactNode>(link),
    signalLost: () => chain.signalLost<ReactNode>(link),
  }
  return <Words of={told[disruption.kind]()} />
}
