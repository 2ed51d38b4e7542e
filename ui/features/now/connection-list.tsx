/** Connections with the age of what they bring: how each stands, what it may do, and the nodes that were silent longest. */
import type { ConnectionStatus, FloorStatus } from '../../../src/engine/floor-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { type NodeAge, nodesByAge } from './nodes-by-age.ts'
import styles from './now.module.css'

const EVERY_MS = 5000

export function ConnectionList({ nodes = false }: { readonly nodes?: boolean }) {
  const { now } = useWords()
  const floor = useAnswer<FloorStatus>('/floor/status', {}, { everyMs: EVERY_MS })
  return (
    <>
      <Section title={now.connections}>
        <Answer of={floor}>
          {(status) => (
            <>
              {status.connections.length === 0 ? <p className={styles.empty}>{now.noConnections}</p> : null}
              <ul className={styles.list}>
                {status.connections.map((connection) => (
                  <ConnectionRow key={connection.name} connection={connection} />
                ))}
              </ul>
              <SignalShare status={status} />
            </>
          )}
        </Answer>
      </Section>
      {nodes && floor.data !== undefined ? <NodeAges connections={floor.data.connections} /> : null}
    </>
  )
}

/** How many of the signals that are heard have a meaning, and how many of those are heard now. */
function SignalShare({ status: { signals, unmapped, silent } }: { readonly status: FloorStatus }) {
  const { now } = useWords()
  const { percent } = useFormat()
  if (signals === 0) return null
  const mapped = signals - unmapped
  return (
    <p className={styles.quiet}>
      {now.signals(signals)}: {now.unmapped(unmapped)}, {now.silent(silent)}.{' '}
      {mapped === 0 ? null : now.freshShare(percent(mapped / signals), percent(Math.max(0, mapped - silent) / mapped))}
    </p>
  )
}

function ConnectionRow({ connection }: { readonly connection: ConnectionStatus }) {
  const { now } = useWords()
  const { number } = useFormat()
  const online = connection.nodes.filter(({ state }) => state === 'online').length
  return (
    <li className={styles.row} data-late={connection.state === 'failed' || undefined}>
      <span className={styles.stack}>
        <strong>{connection.name}</strong>
        <span className={styles.quiet}>{connection.url}</span>
      </span>
      <span className={styles.stack}>
        <span>
          {now[connection.state]} <Moment at={connection.since} />
        </span>
        <span className={styles.quiet}>{connection.tier === 0 ? now.readsOnly : now.readsAndAsks}</span>
      </span>
      <span className={styles.money}>{now.nodesOnline(number(online), number(connection.nodes.length))}</span>
    </li>
  )
}

function NodeAges({ connections }: { readonly connections: readonly ConnectionStatus[] }) {
  const { now } = useWords()
  const nodes = nodesByAge(connections)
  return (
    <Section title={now.nodesByAge}>
      {nodes.length === 0 ? (
        <p className={styles.empty}>{now.noNodes}</p>
      ) : (
        <FirstFew items={nodes} keyOf={({ connection, id }) => `${connection}/${id}`} row={(node) => <NodeRow node={node} />} />
      )}
    </Section>
  )
}

function NodeRow({ node: { connection, id, state, lastAt, devices, gaps, births } }: { readonly node: NodeAge }) {
  const { now } = useWords()
  const { number } = useFormat()
  return (
    <div className={styles.row} data-warn={state !== 'online' || undefined}>
      <span className={styles.stack}>
        <span className={styles.address}>{id}</span>
        <span className={styles.quiet}>{connection}</span>
      </span>
      <span className={styles.stack}>
        <span>
          {state === 'online' ? '● ' : '◆ '}
          {now.nodeStates[state]}
          {lastAt === null ? (
            `, ${now.neverHeard}`
          ) : (
            <>
              , {now.lastHeard} <Moment at={lastAt} />
            </>
          )}
        </span>
        <span className={styles.quiet}>{now.nodeCounts(number(devices), number(births), number(gaps))}</span>
      </span>
      <span />
    </div>
  )
}
