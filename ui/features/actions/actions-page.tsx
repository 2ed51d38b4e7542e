/** The inbox of a role: what waits for it, what it has taken on, what came of it, what it was told, and what it wants to hear no more of. */
import { Link } from '@tanstack/react-router'
import type { Inbox } from '../../../src/core/actions/answer.ts'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Name } from '../../kit/name.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { DisruptionWords } from '../chain/disruption-words.tsx'
import { DeviceMessages } from '../messages/device-messages.tsx'
import { ActionCard } from './action-card.tsx'
import styles from './actions.module.css'
import type { ActionsSearch } from './actions-search.ts'
import { groupInbox, type InboxGroups } from './inbox-groups.ts'
import { NoticeList } from './notice-list.tsx'
import { RoleSelect } from './role-select.tsx'
import { ShelvedList } from './shelve-panel.tsx'

interface ActionsPageProps {
  /** Of whoever stands before the page. */
  readonly role: WorkRole
  readonly search: ActionsSearch
  readonly onSearch: (next: ActionsSearch) => void
}

/** Whether something is overdue changes with the clock, not with the journal. */
const EVERY_MS = 30_000

export function ActionsPage({ role, search, onSearch }: ActionsPageProps) {
  const { actions } = useWords()
  const shown = search.inbox ?? role
  const inbox = useAnswer<Inbox>(`/inbox/${shown}`, {}, { everyMs: EVERY_MS })
  return (
    <>
      <div className={styles.pick}>
        <RoleSelect label={actions.inboxOf} value={shown} onChange={(next) => onSearch(next === role ? {} : { inbox: next })} />
        <Link to="/ledger">{actions.toLedger}</Link>
      </div>
      <Answer of={inbox}>{(answer) => <InboxView inbox={answer} groups={groupInbox(answer)} />}</Answer>
    </>
  )
}

function InboxView({ inbox, groups }: { readonly inbox: Inbox; readonly groups: InboxGroups }) {
  const { actions, kit } = useWords()
  const { waits, took, settled, overdue } = groups
  const role = kit.workRoles[inbox.role]
  const lists = [
    [actions.waits, actions.nothingWaits, waits],
    [actions.took, actions.tookNone, took],
    [actions.settled, actions.settledNone, settled],
  ] as const
  return (
    <>
      <Sentence
        live
        tone={overdue > 0 ? 'warn' : 'calm'}
        title={waits.length === 0 ? actions.waitsNone(role) : actions.waitsSome(role, waits.length)}
      >
        <p>{overdue > 0 ? actions.overdueSome(overdue) : actions.calmInbox}</p>
      </Sentence>
      {lists.map(([title, empty, items]) => (
        <Section key={title} title={title}>
          {items.length === 0 ? (
            <p className={styles.empty}>{empty}</p>
          ) : (
            <FirstFew items={items} keyOf={({ action }) => action.id} row={(each) => <ActionCard standing={each} namesCause />} />
          )}
        </Section>
      ))}
      <Section title={actions.notices}>
        {inbox.notices.length === 0 ? <p className={styles.empty}>{actions.noticesNone}</p> : <NoticeList items={inbox.notices} />}
      </Section>
      <DeviceMessages role={inbox.role} />
      <Section title={actions.shelved}>
        {inbox.shelved.length === 0 ? <p className={styles.empty}>{actions.shelvedNone}</p> : null}
        <ShelvedList items={inbox.shelved} subject={({ disruptionId }) => <CauseName disruptionId={disruptionId} />} />
      </Section>
    </>
  )
}

/** A cause in words; its id where it is over. */
function CauseName({ disruptionId }: { readonly disruptionId: string }) {
  const standings = useAnswer<{ readonly items: readonly DisruptionStanding[] }>('/standings')
  const standing = standings.data?.items.find(({ disruption }) => disruption.id === disruptionId)
  if (standing === undefined) return <Name thing={{ kind: 'disruption', id: disruptionId, name: disruptionId }} />
  return (
    <span>
      <DisruptionWords standing={standing} />
    </span>
  )
}
