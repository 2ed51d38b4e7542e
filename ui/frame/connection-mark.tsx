/** How the connection stands, by shape and word; opened, it says what that means for what is on the page. */
import { Button, Popover } from '@mantine/core'
import { useLive } from '../live/live-provider.tsx'
import { useWords } from '../words/use-words.tsx'
import styles from './frame.module.css'

export function ConnectionMark() {
  const { frame } = useWords()
  const { connection, behind, tryNow } = useLive()
  const kind = connection.kind === 'live' && behind ? 'behind' : connection.kind
  return (
    <Popover position="bottom-end" width={300} shadow="none" withRoles={false}>
      <Popover.Target>
        <button type="button" className={styles.tool} data-connection={kind}>
          <Mark kind={kind} />
          <span className={styles.toolWord}>{frame.connection[kind]}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.card} role="dialog" aria-label={frame.connection[kind]}>
        <p>{frame.connectionWhy[kind]}</p>
        {kind === 'lost' ? (
          <Button variant="default" onClick={tryNow}>
            {frame.tryNow}
          </Button>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}

type MarkKind = keyof ReturnType<typeof useWords>['frame']['connection']

/** A filled dot is live, a half one is computing or catching up, an open one waits, a crossed square is lost. */
function Mark({ kind }: { readonly kind: MarkKind }) {
  const half = kind === 'behind' || kind === 'catchingUp'
  const broken = kind === 'lost' || kind === 'signedOut'
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" className={styles.connectionShape}>
      {broken ? <path d="M2 2H12V12H2Z M2 2L12 12 M12 2L2 12" /> : <circle cx="7" cy="7" r="5" />}
      {kind === 'live' ? <circle cx="7" cy="7" r="5" className={styles.shapeFull} /> : null}
      {half ? <path d="M7 2A5 5 0 0 1 7 12Z" className={styles.shapeFull} /> : null}
    </svg>
  )
}
