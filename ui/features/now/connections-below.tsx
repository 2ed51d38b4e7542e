/** Below the picture for CIO and OT engineers: connections, what they bring, and what is blind without them. */
import type { ConnectionStatus, FloorStatus } from '../../../src/engine/floor-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './now.module.css'
import { UnobservedSection } from './plant-manager-below.tsx'

export function ConnectionsBelow() {
  const { now } = useWords()
  const floor = useAnswer<FloorStatus>('/floor/status')
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
              <p className={styles.quiet}>
                {now.signals(status.signals)}: {now.unmapped(status.unmapped)}, {now.silent(status.silent)}.
              </p>
            </>
          )}
        </Answer>
      </Section>
      <UnobservedSection />
    </>
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
      <span className={styles.money}>
        {number(online)} / {number(connection.nodes.length)}
      </span>
    </li>
  )
}
