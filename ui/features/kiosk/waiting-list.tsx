/** What this screen has told and the server does not hold yet: what waits for the connection, and what was refused. */
import { ServerText } from '../../kit/server-text.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './kiosk.module.css'
import type { Telling } from './use-outbox.ts'

export function WaitingList({ telling }: { readonly telling: Telling }) {
  const { kiosk } = useWords()
  const { waiting, retry, drop } = telling
  if (waiting.length === 0) return null
  return (
    <section className={styles.waiting} aria-label={kiosk.waiting}>
      <h2>{kiosk.waitingCount(waiting.length)}</h2>
      <ul>
        {waiting.map(({ id, said, problem }) => (
          <li key={id}>
            <span>{said}</span>
            {problem === null ? (
              <span className={styles.small}>{kiosk.waits}</span>
            ) : (
              <>
                <ServerText text={`${problem.message} ${problem.next}`} />
                <button type="button" className={styles.key} onClick={() => retry(id)}>
                  {kiosk.sendAgain}
                </button>
                <button type="button" className={styles.key} onClick={() => drop(id)}>
                  {kiosk.takeBack}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
