/** Where the embedded server listens: a folder that only its user can enter, with a path short enough for a socket. */
import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeProblem } from '../store-problem.ts'
import type { ServerIdentity } from './identity.ts'

/** Linux allows 107 bytes for the path of a socket, macOS 103; `/.s.PGSQL.5432` takes 14 of them. */
const FOLDER_BYTES_MAX = 89

/** The folder for a data folder, always the same one, so that a second process looks in the same place. Creates it. */
export async function socketFolderOf(dataDir: string, identity: ServerIdentity): Promise<string> {
  const near = join(dataDir, 'socket')
  const folder =
    Buffer.byteLength(near) <= FOLDER_BYTES_MAX
      ? near
      : join(tmpdir(), `throughline-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  const owners = [process.getuid?.(), identity.uid]
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    const next = 'Remove it, or set TMPDIR to a folder of your own, and start again.'
    throw storeProblem('socket-folder-not-ours', ['The folder for the database socket belongs to somebody else.', next], { folder })
  }
  await chmod(folder, 0o700)
  if (identity.uid !== undefined && identity.gid !== undefined) await chown(folder, identity.uid, identity.gid)
  return folder
}
