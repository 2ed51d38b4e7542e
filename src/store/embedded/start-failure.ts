/** What the embedded server says when it does not start, in words that tell what to do. */
import { type StoreProblem, storeProblem } from '../store-problem.ts'

const REASONS: readonly (readonly [pattern: RegExp, code: string, message: string, next: string])[] = [
  [
    /No space left on device/i,
    'disk-full',
    "The disk is full, so the database can't start.",
    'Free some space and start again; nothing that was confirmed is lost.',
  ],
  [
    /Permission denied|has wrong ownership|invalid permissions/i,
    'data-folder-not-readable',
    'The database may not use its data folder.',
    'Give the folder to the user who starts Throughline, readable by that user alone.',
  ],
  [
    /could not create (Unix|any Unix|lock file).*socket|Unix-domain socket path/i,
    'socket-failed',
    "The database can't make its socket.",
    'Choose a data folder with a shorter path on a disk that allows sockets, or set TMPDIR to one.',
  ],
  [
    /could not (create|resize|map).*shared memory|shmget|No space left.*shm/i,
    'shared-memory',
    'The system gives the database too little shared memory.',
    'Raise the limit of shared memory (in a container: --shm-size=256m) and start again.',
  ],
  [
    /Read-only file system/i,
    'data-folder-not-writable',
    'The data folder is on a disk that can only be read.',
    'Choose a data folder on a disk that can be written.',
  ],
]

/** The last lines of a log say most; the rest is in the log itself. */
const LINES_MAX = 8

/** The problem that an output of the server or of initdb tells of. `place` is the log file or folder to look at. */
export function problemOfLog(output: string, place: string): StoreProblem {
  const reason = output.trim().split('\n').slice(-LINES_MAX).join('\n')
  for (const [pattern, code, message, next] of REASONS) {
    if (pattern.test(output)) return storeProblem(code, [message, next], { place, reason })
  }
  const next = 'Read the reason; if it does not help, move the data folder away to start with an empty one, and keep it for a repair.'
  return storeProblem('database-did-not-start', ['The embedded database did not start.', next], { place, reason })
}

/** Whether the server gave up only because another one holds, or has just left, the folder, or it was stopped on its way: then waiting helps. */
export function isHeldByAnother(output: string): boolean {
  return /lock file "[^"]*" already exists|pre-existing shared memory block|Is another (postmaster|postgres)|lock file "[^"]*" is empty|could not (create|open|read|write|remove old) lock file "[^"]*postmaster\.pid"|bogus data in lock file|received (fast|smart|immediate) shutdown request/i.test(
    output,
  )
}
