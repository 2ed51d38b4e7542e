/** As whom the embedded server runs: PostgreSQL refuses to run as root, so that root needs another way. */
import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { storeProblem } from '../store-problem.ts'

const run = promisify(execFile)

/** What comes before a command of the server, and under whose ids it starts when not ours. */
export interface ServerIdentity {
  readonly way: 'self' | 'namespace' | 'user'
  readonly prefix: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

const SELF: ServerIdentity = { way: 'self', prefix: [] }

/** Inside its own user namespace root looks like nobody to the server, and stays the owner of the files outside. */
const NOBODY = '65534'
export const NAMESPACE: ServerIdentity = {
  way: 'namespace',
  prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`],
}

/** Users that Linux systems have and that may own a data folder, best first. */
const USERS = ['postgres', 'nobody']

/**
 * A normal user runs the server as itself. Root runs it as the owner of an existing data folder, else in a user
 * namespace, else as an unprivileged user. Rejects with `cannot-run-as-root` where none of it works.
 */
export async function chooseIdentity(postgres: string, dataFolder: string): Promise<ServerIdentity> {
  const folder = await stat(dataFolder).catch(() => undefined)
  const self = process.getuid?.()
  if (self !== 0) {
    if (folder === undefined || folder.uid === self) return SELF
    const next = 'Start Throughline as the user who owns the folder, or give the folder to the user who starts it.'
    throw storeProblem('data-folder-of-other-user', ['The data folder belongs to another user.', next], {
      folder: dataFolder,
      owner: folder.uid,
    })
  }
  if (folder !== undefined && folder.uid !== 0) return ownerIdentity({ postgres, dataFolder, uid: folder.uid, gid: folder.gid })
  if (await works(postgres, NAMESPACE)) return NAMESPACE
  for (const name of USERS) {
    const identity = await identityOfUser(name)
    if (identity !== undefined && (await works(postgres, identity))) return identity
  }
  throw cannotRunAsRoot(dataFolder)
}

async function ownerIdentity(owner: {
  readonly postgres: string
  readonly dataFolder: string
  readonly uid: number
  readonly gid: number
}): Promise<ServerIdentity> {
  const identity: ServerIdentity = { way: 'user', prefix: [], uid: owner.uid, gid: owner.gid }
  if (await works(owner.postgres, identity)) return identity
  throw cannotRunAsRoot(owner.dataFolder)
}

/** An unprivileged user by name, or undefined when the system has none of that name. */
export async function identityOfUser(name: string): Promise<ServerIdentity | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)))
    return uid === undefined || gid === undefined || uid === 0 ? undefined : { way: 'user', prefix: [], uid, gid }
  } catch {
    return undefined
  }
}

async function works(postgres: string, identity: ServerIdentity): Promise<boolean> {
  const [command = '', ...rest] = [...identity.prefix, postgres, '--version']
  return run(command, rest, { ...idsOf(identity), cwd: '/' }).then(
    () => true,
    () => false,
  )
}

/** The options of a child process that runs under this identity. */
export function idsOf({ uid, gid }: ServerIdentity): { readonly uid?: number; readonly gid?: number } {
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) }
}

function cannotRunAsRoot(folder: string): Error {
  const next = 'Start Throughline as a normal user, or set DATABASE_URL to a PostgreSQL server of your own, 15 or newer.'
  return storeProblem('cannot-run-as-root', ['The embedded PostgreSQL refuses to run as root, and no other way works here.', next], {
    folder,
  })
}
