/** Data: what is connected and how old its data are, what signals mean, and what could not be used. */
import type { ReactNode } from 'react'
import type { FloorStatus } from '../../../src/engine/floor-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { ConnectionSection } from './connection-section.tsx'
import type { DataPageProps } from './data-search.ts'
import { HistorySection } from './history-section.tsx'
import { SetAsideSection } from './set-aside-section.tsx'
import { SignalSection } from './signal-section.tsx'

/** Values of signals have no journal entry, so that they are asked for. */
const EVERY_MS = 2000

export function DataPage(props: DataPageProps) {
  const floor = useAnswer<FloorStatus>('/floor/status', {}, { everyMs: EVERY_MS })
  return (
    <Answer of={floor}>
      {(status) => (
        <>
          <Headline status={status} />
          <ConnectionSection status={status} />
          <SignalSection {...props} />
          <HistorySection history={status.history} />
          <SetAsideSection connections={status.connections} />
        </>
      )}
    </Answer>
  )
}

function Headline({ status }: { readonly status: FloorStatus }) {
  const { data } = useWords()
  const { number } = useFormat()
  const { signals, unmapped, silent, connections, brokerUrl } = status
  const troubled = connections.some(({ state }) => state === 'failed') || silent > 0
  const words =
    signals === 0 ? data.none : <Words of={data.summary<ReactNode>(data.signalCount(signals), number(unmapped), number(silent))} />
  return (
    <Sentence tone={troubled ? 'warn' : 'calm'} title={data.title}>
      <p>{words}</p>
      {brokerUrl === null ? null : <p>{data.brokerAt(brokerUrl)}</p>}
    </Sentence>
  )
}
