/** Connections by the age of their data, with the edge nodes that each was heard of. */
import type { ReactNode } from 'react'
import type { ConnectionStatus, FloorStatus } from '../../../src/engine/floor-ports.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Section } from '../../kit/section.tsx'
import { ServerText } from '../../kit/server-text.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './data.module.css'

type EdgeNode = ConnectionStatus['nodes'][number]

export function ConnectionSection({ status }: { readonly status: FloorStatus }) {
  const { data } = useWords()
  return (
    <Section title={data.connections}>
      <p className={styles.quiet}>{status.connections.length === 0 ? data.noConnections : data.connectionsWhy}</p>
      {status.connections.map((connection) => (
        <OneConnection key={connection.name} connection={connection} />
      ))}
    </Section>
  )
}

function OneConnection({ connection }: { readonly connection: ConnectionStatus }) {
  const { data } = useWords()
  const { number } = useFormat()
  const { name, url, state, since, problem, tier, messages, nodes } = connection
  return (
    <div className={styles.connection} data-state={state}>
      <p className={styles.connectionHead}>
        <strong>{name}</strong> <span className={styles.address}>{url}</span>
        <span className={styles.word} data-abnormal={state === 'failed' || undefined}>
          {data.states[state]} <Moment at={since} />
        </span>
        <span className={styles.quiet}>
          {data.tier[tier]}, {data.messages(number(messages))}
        </span>
      </p>
      {problem === null ? null : (
        <p>
          <ServerText text={`${problem.message} ${problem.next}`} />
        </p>
      )}
      {nodes.length === 0 ? null : (
        <FirstFew items={[...nodes].sort(byAge)} keyOf={({ id }) => id} row={(node) => <NodeRow node={node} />} />
      )}
    </div>
  )
}

/** Those that are not there first, then the oldest data. */
function byAge(a: EdgeNode, b: EdgeNode): number {
  const away = (node: EdgeNode): number => (node.state === 'online' ? 1 : 0)
  return away(a) - away(b) || (a.lastAt ?? '').localeCompare(b.lastAt ?? '')
}

function NodeRow({ node }: { readonly node: EdgeNode }) {
  const { data } = useWords()
  const { id, state, lastAt, devices, gaps } = node
  return (
    <div className={styles.node}>
      <span className={styles.address}>{id}</span>
      <span className={styles.word} data-abnormal={state !== 'online' || undefined}>
        {data.nodeStates[state]}
      </span>
      <span>{lastAt === null ? data.neverHeard : <Words of={data.lastHeard<ReactNode>(<Moment at={lastAt} />)} />}</span>
      <span className={styles.quiet}>
        {data.devices(devices)}, {data.gaps(gaps)}
      </span>
    </div>
  )
}
