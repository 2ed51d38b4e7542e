/** One link of an explanation in words: what it is, and what it waits for. */
import type { ReactNode } from 'react'
import type { ChainLink } from '../../../src/core/impact/answer.ts'
import { Name } from '../../kit/name.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { type LinkPart, longestWait } from './chain-timeline.ts'

/** The name of a link, with links to the things in it. */
export function LinkName({ link }: { readonly link: ChainLink }): ReactNode {
  const { promises } = useWords()
  const names = useNames()
  const material = link.materialId === undefined ? null : <Name thing={names.thing('material', link.materialId)} />
  if (link.kind === 'operation' && link.workOrderId !== undefined) {
    const order = <Name thing={{ kind: 'workOrder', id: link.workOrderId, name: link.workOrderId }} />
    const place = link.workUnitId === undefined ? link.workCenterId : link.workUnitId
    if (place === undefined) return order
    const unit = <Name thing={names.thing(link.workUnitId === undefined ? 'workCenter' : 'workUnit', place)} />
    // An order that only the plan assumes has a number that nobody knows.
    if (link.found === 'assumed' && material !== null) return <Words of={promises.linkAssumed<ReactNode>(material, unit)} />
    return <Words of={promises.linkOperation<ReactNode>(order, unit)} />
  }
  if (link.kind === 'purchaseOrderLine') {
    const line = (
      <Name
        thing={{
          kind: 'purchaseOrderLine',
          id: link.id,
          name: link.materialId === undefined ? link.id : names.name('material', link.materialId),
        }}
      />
    )
    if (link.supplierId === undefined) return line
    return <Words of={promises.linkFrom<ReactNode>(line, <Name thing={names.thing('supplier', link.supplierId)} />)} />
  }
  if (link.kind === 'salesOrderLine' || link.kind === 'workOrder' || link.kind === 'lot')
    return <Name thing={{ kind: link.kind, id: link.id, name: link.id }} />
  return (
    <>
      {link.kind === 'assumedWorkOrder' ? promises.linkReplacement : promises.kinds[link.kind]}
      {material === null ? null : <>: {material}</>}
    </>
  )
}

/** Why a link begins when it does. What is only assumed waits for no date of anybody: it takes as long as it takes to get. */
export function useBoundWords(): (link: Pick<ChainLink, 'boundBy' | 'found'>) => string {
  const { promises } = useWords()
  return ({ boundBy, found }) => (boundBy === 'date' && found === 'assumed' ? promises.boundByLeadTime : promises.boundBy[boundBy])
}

/** What a link mostly waits for, in words; what it does where it does not wait. */
export function useWaitWords(): (parts: readonly LinkPart[]) => string {
  const { promises } = useWords()
  const { duration } = useFormat()
  return (parts) => {
    const told = longestWait(parts) ?? parts.at(-1)
    return told === undefined ? '' : promises.parts[told.kind](duration(told.seconds))
  }
}
