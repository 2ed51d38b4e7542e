/** Calling help, and seeing who comes: the role that was asked, and whether it has taken it on. */
import type { ActionStanding } from '../../../src/core/actions/answer.ts'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import { Moment } from '../../kit/moment.tsx'
import { newId } from '../../live/new-id.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { deviceInstant } from './device-time.ts'
import styles from './kiosk.module.css'
import type { Telling } from './use-outbox.ts'

const LIMIT = 100
/** Help that is done has come. */
const COMING: ReadonlySet<ActionStanding['action']['state']> = new Set(['proposed', 'taken'])

export function CallHelp({ unit, telling }: { readonly unit: FloorUnit; readonly telling: Telling }) {
  const { kiosk, kit } = useWords()
  const actions = useAnswer<{ readonly items: readonly ActionStanding[] }>('/actions', { open: true, limit: LIMIT })
  const { workUnit } = unit
  const called =
    actions.data?.items.filter(({ action }) => COMING.has(action.state) && action.kind === 'help' && action.workUnitId === workUnit.id) ??
    []
  const queued = telling.waiting.some(({ command }) => command.type === 'callHelp' && command.workUnitId === workUnit.id)
  const call = (): void => {
    const deviceAt = deviceInstant(Date.now())
    telling.tell({ type: 'callHelp', actionId: newId('help'), workUnitId: workUnit.id, deviceAt }, kiosk.helpCalled)
  }
  return (
    <section className={styles.report} aria-label={kiosk.help}>
      <h2>{kiosk.help}</h2>
      {called.map(({ action }) => (
        <p key={action.id} className={styles.coming} role="status" data-taken={action.state !== 'proposed' || undefined}>
          <strong>
            {action.state === 'proposed'
              ? kiosk.helpAsked(kit.workRoles[action.ownerRole])
              : kiosk.helpComes(kit.workRoles[action.ownerRole])}
          </strong>{' '}
          <Moment at={action.takenAt ?? action.proposedAt} />
        </p>
      ))}
      {called.length > 0 || queued ? null : (
        <button type="button" className={styles.key} onClick={call}>
          {kiosk.callHelp}
        </button>
      )}
    </section>
  )
}
