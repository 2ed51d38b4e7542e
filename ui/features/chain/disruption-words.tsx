/** What a disruption is, as a sentence with a link to its page: the same words on every page. */
import type { ReactNode } from 'react'
import type { DisruptionStanding, Thing } from '../../../src/core/impact/page-answer.ts'
import { Name } from '../../kit/name.tsx'
import type { Format } from '../../words/format.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { tellDisruption } from './disruption-sentence.ts'

type Told = Pick<DisruptionStanding, 'disruption' | 'place'>

/** `Weld 2 has stopped`: the place leads to the disruption's page. */
export function DisruptionWords({ standing }: { readonly standing: Told }) {
  const { chain } = useWords()
  const format = useFormat()
  const { percent, quantity } = format
  const { disruption, place } = standing
  const target: Thing = { kind: 'disruption', id: disruption.id, name: place?.name ?? chain.unknownPlace }
  const order = orderOf(standing)
  const words = tellDisruption<ReactNode>(chain, disruption.kind, {
    place: <Name thing={target} />,
    rate: disruption.rate === undefined ? undefined : percent(disruption.rate),
    quantity: disruption.quantity === undefined ? '' : quantity(disruption.quantity),
    order: order === undefined ? undefined : <Name thing={{ kind: 'workOrder', id: order, name: order }} />,
    shift: shiftText(disruption, format),
  })
  return <Words of={words} />
}

/** The same as plain text. */
export function useDisruptionText(): (standing: Told) => string {
  const { chain } = useWords()
  const format = useFormat()
  const { percent, quantity } = format
  return (standing) => {
    const { disruption, place } = standing
    return tellDisruption<string>(chain, disruption.kind, {
      place: place?.name ?? chain.unknownPlace,
      rate: disruption.rate === undefined ? undefined : percent(disruption.rate),
      quantity: disruption.quantity === undefined ? '' : quantity(disruption.quantity),
      order: orderOf(standing),
      shift: shiftText(disruption, format),
    }).join('')
  }
}

/** Its name in a list: its place, and of a shift that lacks people when that is, for one place can have several. */
export function useDisruptionName(): (standing: Told) => string {
  const { chain } = useWords()
  const format = useFormat()
  return ({ disruption, place }) => {
    const name = place?.name ?? chain.unknownPlace
    return disruption.kind === 'qualificationMissing' ? `${name}, ${shiftText(disruption, format)}` : name
  }
}

/** `Sun 10 May, 22:00–06:00`. */
function shiftText({ startAt, endAt }: Told['disruption'], { dateTime, timeOf }: Format): string {
  return endAt === undefined ? dateTime(startAt) : `${dateTime(startAt)}–${timeOf(Date.parse(endAt))}`
}

/** The work order of a loss that is told by its machine. */
function orderOf({ disruption, place }: Told): string | undefined {
  return place?.kind === 'workOrder' ? undefined : disruption.workOrderId
}
