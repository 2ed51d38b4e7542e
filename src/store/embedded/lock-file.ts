/** postmaster.pid: who runs on a data folder, and where to reach it. */
import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface RunningServer {
  readonly pid: number
  readonly socketFolder: string
}

export function lockFileOf(dataFolder: string): string {
  return join(dataFolder, 'postmaster.pid')
}

/** What the file says, or undefined when there is none or it is still being written. */
export async function readLockFile(dataFolder: string): Promise<RunningServer | undefined> {
  const lines = (await readFile(lockFileOf(dataFolder), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const socketFolder = lines[4]
  return Number.isInteger(pid) && pid > 0 && socketFolder ? { pid, socketFolder } : undefined
}

/** Whether a process of this number is there and not just waiting to be collected by its parent. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/^\d+ \(.*\) [ZX] /s.test(stat)
}

/**
 * Whether the process is surely something else that got the number after a restart of the machine or the container:
 * a server works inside its data folder. Where the system does not tell, the answer is no.
 */
export async function isSomethingElse(pid: number, dataFolder: string): Promise<boolean> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (folder !== undefined) return folder !== dataFolder
  const command = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(() => undefined)
  return command !== undefined && !command.stdout.includes('postgres')
}
