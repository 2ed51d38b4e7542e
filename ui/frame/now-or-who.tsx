/** The first page: for whoever has said who they are, what goes on; for everybody else, that question. */
import { useNavigate } from '@tanstack/react-router'
import { NowPage } from '../features/now/now-page.tsx'
import type { NowSearch } from '../features/now/now-search.ts'
import { useWords } from '../words/use-words.tsx'
import styles from './frame.module.css'
import { PERSON_ROLES, type PersonRole, rememberRole } from './roles.ts'

interface NowOrWhoProps {
  readonly role: PersonRole | undefined
  readonly search: NowSearch
  readonly onSearch: (next: NowSearch) => void
}

export function NowOrWho({ role, search, onSearch }: NowOrWhoProps) {
  return role === undefined ? <Who /> : <NowPage key={role} role={role} search={search} onSearch={onSearch} />
}

function Who() {
  const { frame } = useWords()
  const navigate = useNavigate()
  return (
    <section className={styles.who}>
      <h1 className={styles.whoTitle}>{frame.whoTitle}</h1>
      <p className={styles.whoWhy}>{frame.whoWhy}</p>
      <ul className={styles.whoList}>
        {PERSON_ROLES.map((role) => (
          <li key={role}>
            <button
              type="button"
              className={styles.whoButton}
              onClick={() => {
                rememberRole(role)
                void navigate({ to: '/', search: { role } })
              }}
            >
              <span className={styles.whoRole}>{frame.roles[role]}</span>
              <span className={styles.whoAsk}>{frame.rolesAsk[role]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
