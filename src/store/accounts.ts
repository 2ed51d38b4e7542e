/** Accounts and their sessions in the database. */
import { failed, ok } from '../core/values/result.ts'
import type { Account, AccountSession, AccountStore, Role } from '../engine/ports.ts'
import { instantOf, type Queryable } from './connect.ts'

interface AccountRow {
  readonly account_id: number
  readonly name: string
  readonly role: Role
  readonly password_hash: string
}

interface SessionRow extends AccountRow {
  readonly token_hash: string
  readonly created_at: Date
  readonly used_at: Date
  readonly expires_at: Date
}

/** The accounts of a database. Failures of the connection reject; a name that is taken is a value. */
export function accountsIn(db: Queryable): AccountStore {
  return {
    async anyOwner() {
      const { rows } = await db.query<{ found: boolean }>(`select exists (select from account where role = 'owner') as found`)
      return rows[0]?.found ?? false
    },
    create: (account) => createAccount(db, account),
    remove: (name) => removeAccount(db, name),
    async findByName(name) {
      const { rows } = await db.query<AccountRow>('select account_id, name, role, password_hash from account where name_key = $1', [
        keyOf(name),
      ])
      return rows[0] && accountOf(rows[0])
    },
    saveSession: (session) => saveSession(db, session),
    findSession: (tokenHash) => findSession(db, tokenHash),
    async touchSession(tokenHash, usedAt) {
      await db.query('update account_session set used_at = $2 where token_hash = $1', [tokenHash, usedAt])
    },
    async revokeSession(tokenHash) {
      await db.query('delete from account_session where token_hash = $1', [tokenHash])
    },
  }
}

async function createAccount(db: Queryable, { name, role, passwordHash }: Omit<Account, 'id'>): ReturnType<AccountStore['create']> {
  const { rows } = await db.query<AccountRow>(
    `insert into account (name, name_key, role, password_hash) values ($1, $2, $3, $4)
     on conflict (name_key) do nothing returning account_id, name, role, password_hash`,
    [name, keyOf(name), role, passwordHash],
  )
  const [row] = rows
  if (row !== undefined) return ok(accountOf(row))
  return failed({
    code: 'account-exists',
    message: 'An account of this name exists already.',
    next: 'Choose another name.',
    facts: { name },
  })
}

/** One statement, which locks every owner first, so that two owners who remove each other at the same time do not both go. */
async function removeAccount(db: Queryable, name: string): ReturnType<AccountStore['remove']> {
  const { rows } = await db.query<{ known: boolean; gone: boolean }>(
    `with owners as (select account_id from account where role = 'owner' order by account_id for update),
     gone as (
       delete from account where name_key = $1
       and not (role = 'owner' and not exists (select from owners where owners.account_id <> account.account_id))
       returning account_id
     )
     select exists (select from account where name_key = $1) as known, exists (select from gone) as gone`,
    [keyOf(name)],
  )
  const [found] = rows
  if (found?.gone === true) return ok(undefined)
  if (found?.known === true) {
    const next = 'Make another owner first: throughline account create --role owner.'
    return failed({ code: 'owner-last', message: 'The last owner can not be removed.', next, facts: { name } })
  }
  return failed({
    code: 'account-unknown',
    message: 'There is no account of this name.',
    next: 'Check the spelling; case makes no difference.',
    facts: { name },
  })
}

/** Sessions that are over go when a new one comes, so that the table stays small without a clean-up of its own. */
async function saveSession(db: Queryable, session: AccountSession): Promise<void> {
  await db.query('delete from account_session where expires_at < $1', [session.createdAt])
  await db.query('insert into account_session (token_hash, account_id, created_at, used_at, expires_at) values ($1, $2, $3, $4, $5)', [
    session.tokenHash,
    session.accountId,
    session.createdAt,
    session.usedAt,
    session.expiresAt,
  ])
}

async function findSession(db: Queryable, tokenHash: string): ReturnType<AccountStore['findSession']> {
  const { rows } = await db.query<SessionRow>(
    'select token_hash, s.created_at, used_at, expires_at, account_id, name, role, password_hash from account_session s join account using (account_id) where token_hash = $1',
    [tokenHash],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const session: AccountSession = {
    tokenHash: row.token_hash,
    accountId: String(row.account_id),
    createdAt: instantOf(row.created_at),
    usedAt: instantOf(row.used_at),
    expiresAt: instantOf(row.expires_at),
  }
  return { session, account: accountOf(row) }
}

function accountOf(row: AccountRow): Account {
  return { id: String(row.account_id), name: row.name, role: row.role, passwordHash: row.password_hash }
}

function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
