/** What is kept of the readings, what is left out by rule, and whether anything was lost. */
import type { FloorStatus } from '../../../src/engine/floor-ports.ts'
import { Figure } from '../../kit/figure.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Section } from '../../kit/section.tsx'
import { ServerText } from '../../kit/server-text.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './data.module.css'

export function HistorySection({ history }: { readonly history: FloorStatus['history'] }) {
  const { data } = useWords()
  const { number } = useFormat()
  const { kept, decimated, outOfTime, waiting, dropped, lastWrittenAt, problem } = history
  const rows = [
    [data.historyKept, kept],
    [data.historyDecimated, decimated],
    [data.historyOutOfTime, outOfTime],
    [data.historyWaiting, waiting],
  ] as const
  return (
    <Section title={data.history}>
      {problem === null ? null : (
        <p className={styles.problem}>
          <ServerText text={`${problem.message} ${problem.next}`} />
        </p>
      )}
      <dl className={styles.facts}>
        {rows.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
        <div>
          <dt>{data.historyDropped}</dt>
          <dd data-abnormal={dropped > 0 || undefined}>
            <Figure label={data.historyDropped} value={number(dropped)}>
              <p>{data.historyDroppedWhy}</p>
            </Figure>
          </dd>
        </div>
        <div>
          <dt>{data.lastWritten}</dt>
          <dd>{lastWrittenAt === null ? '–' : <Moment at={lastWrittenAt} />}</dd>
        </div>
      </dl>
    </Section>
  )
}
