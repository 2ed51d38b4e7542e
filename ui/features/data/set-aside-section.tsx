/** Messages that could not be used, by reason, with their content for whoever mends the sender. */
import type { Instant } from '../../../src/core/values/instant.ts'
import type { ConnectionStatus } from '../../../src/engine/floor-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Section } from '../../kit/section.tsx'
import { ServerText } from '../../kit/server-text.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './data.module.css'

interface SetAside {
  readonly topic: string
  readonly reason: string
  readonly at: Instant
  readonly payloadHex: string
}

const MOST = 50
const EVERY_MS = 5000

export function SetAsideSection({ connections }: { readonly connections: readonly ConnectionStatus[] }) {
  const { data } = useWords()
  const messages = useAnswer<{ readonly items: readonly SetAside[] }>('/floor/set-aside', { limit: MOST }, { everyMs: EVERY_MS })
  return (
    <Section title={data.setAside}>
      <p className={styles.quiet}>{data.setAsideWhy}</p>
      <Reasons connections={connections} />
      <Answer of={messages}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.empty}>{data.noneSetAside}</p>
          ) : (
            <FirstFew
              items={items}
              keyOf={({ topic, at, payloadHex }) => `${at} ${topic} ${payloadHex}`}
              row={(message) => <MessageRow message={message} />}
            />
          )
        }
      </Answer>
    </Section>
  )
}

function Reasons({ connections }: { readonly connections: readonly ConnectionStatus[] }) {
  const { number } = useFormat()
  const counts = connections.flatMap(({ name, setAside }) =>
    Object.entries(setAside).map(([reason, count]) => ({ key: `${name} ${reason}`, reason, count })),
  )
  if (counts.length === 0) return null
  return (
    <ul className={styles.reasons}>
      {counts.map(({ key, reason, count }) => (
        <li key={key}>
          {number(count)} × <ServerText text={reason} />
        </li>
      ))}
    </ul>
  )
}

function MessageRow({ message: { topic, reason, at, payloadHex } }: { readonly message: SetAside }) {
  const { data } = useWords()
  return (
    <div className={styles.message}>
      <span className={styles.address}>{topic}</span>
      <span>
        <ServerText text={reason} />
      </span>
      <Moment at={at} />
      <details>
        <summary>{data.payload}</summary>
        <code className={styles.hex}>{payloadHex === '' ? '–' : payloadHex}</code>
      </details>
    </div>
  )
}
