/** The sentences of changes with the names of the plant in them: links on the page, plain text for buttons. */
import type { ReactNode } from 'react'
import type { DisruptionStanding, Schedule, Thing } from '../../../src/core/impact/page-answer.ts'
import type { Disruption } from '../../../src/core/records/disruption.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { useDisruptionName } from '../chain/disruption-words.tsx'
import { type NamedThing, tellMove } from './move-sentence.ts'

interface MoveWords {
  readonly shown: (move: PlanMove) => ReactNode
  readonly text: (move: PlanMove) => string
}

/** `schedule` tells operations by order and goods; those that it does not show are told by their id. `causes` name disruptions that are over. */
export function useMoveWords(schedule: Schedule | undefined, causes: readonly Disruption[] = []): MoveWords {
  const { board } = useWords()
  const { dateTime, quantity } = useFormat()
  const names = useNames()
  const nameOf = useDisruptionName()
  const standings = useAnswer<{ readonly items: readonly DisruptionStanding[] }>('/standings')
  const bars = new Map(schedule?.rows.flatMap((row) => row.bars.map((bar) => [bar.id, bar] as const)))
  const thing = (kind: NamedThing, id: string): Thing => {
    if (kind === 'operation') {
      const bar = bars.get(id)
      return { kind: 'workOrder', id: bar?.workOrderId ?? id, name: bar === undefined ? id : `${bar.workOrderId} ${bar.material.name}` }
    }
    if (kind === 'workUnit' || kind === 'workCenter' || kind === 'material') return names.thing(kind, id)
    if (kind === 'disruption') {
      const standing = standings.data?.items.find(({ disruption }) => disruption.id === id)
      const ended = causes.find((each) => each.id === id)
      const told = standing ?? (ended === undefined ? undefined : { disruption: ended, place: names.placeOf(ended) })
      return { kind, id, name: told === undefined ? id : nameOf(told) }
    }
    return { kind, id, name: id }
  }
  const known = (kind: NamedThing, id: string): boolean => kind !== 'operation' || bars.has(id)
  return {
    shown: (move) => (
      <Words
        of={tellMove<ReactNode>(board, move, {
          thing: (kind, id) => (known(kind, id) ? <Name thing={thing(kind, id)} /> : id),
          when: (at) => <Moment at={at} exact />,
          quantity,
          plain: (text) => text,
        })}
      />
    ),
    text: (move) =>
      tellMove<string>(board, move, { thing: (kind, id) => thing(kind, id).name, when: dateTime, quantity, plain: (text) => text }).join(
        '',
      ),
  }
}
