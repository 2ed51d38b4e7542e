/** Which process listens on a port, where the system tells (Linux, for processes that we may look at). */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const LISTENING = '0A'

/** As `node (process 4711)`, or undefined when the system does not say. */
export function processOnPort(port: number): string | undefined {
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningSockets(table, port))
  if (sockets.length === 0) return undefined
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (openFiles(pid).some((file) => sockets.includes(file))) return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`
  }
  return undefined
}

/** Sockets as their open files are named: `socket:[12345]`. */
function listeningSockets(table: string, port: number): readonly string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  try {
    return readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, local, , state, , , , , , inode]) =>
        local?.endsWith(wanted) === true && state === LISTENING ? [`socket:[${inode}]`] : [],
      )
  } catch {
    return []
  }
}

function openFiles(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
  } catch {
    // Somebody else's process, or one that has just ended.
    return []
  }
}
