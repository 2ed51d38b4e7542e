/** The note in the data folder that says where the server of this folder listens. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config/settings.ts'

export interface RunningServer {
  readonly pid: number
  readonly url: string
}

interface Note extends RunningServer {
  /** The database that it writes to, without its password; null is the embedded one of the folder. */
  readonly database: string | null
}

type Place = Pick<Config, 'dataFolder' | 'databaseUrl'>

const fileIn = (dataFolder: string): string => join(dataFolder, 'server.json')

/** A connection's address without who connects. */
function databaseOf({ databaseUrl }: Place): string | null {
  if (databaseUrl === undefined) return null
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}

export async function noteServer(place: Place, { pid, url }: RunningServer): Promise<void> {
  const note: Note = { pid, url, database: databaseOf(place) }
  await writeFile(fileIn(place.dataFolder), `${JSON.stringify(note)}\n`)
}

/** Takes the note of this process away; one that another server has written since stays. */
export async function forgetServer(place: Place): Promise<void> {
  const note = await readNote(place)
  if (note?.pid === process.pid) await rm(fileIn(place.dataFolder), { force: true })
}

/** The server that the note names, if it answers and writes to the same database: a killed one leaves its note behind. */
export async function runningServer(place: Place): Promise<RunningServer | undefined> {
  const note = await readNote(place)
  if (note === undefined || note.database !== databaseOf(place)) return undefined
  try {
    const health = await fetch(`${note.url}/api/v1/health/live`)
    const { status } = (await health.json()) as { readonly status?: unknown }
    return status === 'live' ? { pid: note.pid, url: note.url } : undefined
  } catch {
    return undefined
  }
}

async function readNote({ dataFolder }: Place): Promise<Note | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(dataFolder), 'utf8')) as Note
  } catch {
    return undefined
  }
}
