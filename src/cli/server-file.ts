/** The note in the data folder that says where the server of this folder listens. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface RunningServer {
  readonly pid: number
  readonly url: string
  readonly site: string
}

const fileIn = (dataFolder: string): string => join(dataFolder, 'server.json')

export async function noteServer(dataFolder: string, server: RunningServer): Promise<void> {
  await writeFile(fileIn(dataFolder), `${JSON.stringify(server)}\n`)
}

export async function forgetServer(dataFolder: string): Promise<void> {
  await rm(fileIn(dataFolder), { force: true })
}

/** The server that the note names, if its process still lives: a killed one leaves its note behind. */
export async function runningServer(dataFolder: string): Promise<RunningServer | undefined> {
  try {
    const server = JSON.parse(await readFile(fileIn(dataFolder), 'utf8')) as RunningServer
    process.kill(server.pid, 0)
    return server
  } catch (error) {
    const isOthers = (error as NodeJS.ErrnoException).code === 'EPERM'
    return isOthers ? (JSON.parse(await readFile(fileIn(dataFolder), 'utf8')) as RunningServer) : undefined
  }
}
