/** `throughline start`: the server of one site, until it is told to stop. */
import { mkdir } from 'node:fs/promises'
import type { Problem } from '../core/values/result.ts'
import { startServer } from '../main.ts'
import type { Call, Command } from './command.ts'
import { momentOf } from './moment.ts'
import { type Done, problemText, Refusal } from './outcome.ts'
import { processOnPort } from './process-on-port.ts'
import { forgetServer, noteServer, runningServer } from './server-file.ts'
import { loadSite, siteIn, withStore } from './site-access.ts'
import { count } from './text-table.ts'
import { version } from './version.ts'

/** The site of a store that holds nothing yet; the first import names the real one. */
const EMPTY_SITE = 'plant'

export const startCommand: Command = {
  name: 'start',
  summary: 'start the store, the engine and the HTTP API of a site',
  positionals: [],
  options: [
    { name: 'address', value: 'address', doc: 'the address to listen on, 127.0.0.1 when not stated' },
    { name: 'port', value: 'port', doc: 'the port to listen on, 8080 when not stated' },
    { name: 'at', value: 'date', doc: 'the moment that stands for now, for data that ends in the past' },
  ],
  examples: [
    { line: 'start', does: 'serves the only site of the store at http://127.0.0.1:8080' },
    { line: 'start --port 8081 --data /srv/throughline', does: 'another port, another data folder' },
  ],
  run: async (call) => {
    const started = performance.now()
    const { config, terminal } = call
    const { site, planAt } = await chooseSite(call)
    await mkdir(config.importFolder, { recursive: true })
    const onTrouble = (problem: Problem): void => terminal.warn(terminal.json ? JSON.stringify(problem) : problemText(problem))
    const onProgress = config.logLevel === 'error' ? () => undefined : terminal.progress
    const onCommit = (lastSeq: number): void => {
      if (config.logLevel === 'debug') terminal.warn(`Committed up to journal entry ${lastSeq}.`)
    }
    const server = await startServer({ config, site, planAt, version, onProgress, onTrouble, onCommit })
    if (!server.ok) throw new Refusal(3, [await explained(call, server.problem)])
    const { url, status } = server.value
    await noteServer(config.dataFolder, { pid: process.pid, url, site })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const records = Object.values(status.records).reduce((sum, n) => sum + n, 0)
    terminal.print(
      terminal.json
        ? JSON.stringify({ url, site, pid: process.pid, records, seconds: Number(seconds) })
        : startText({ url, site, records, seconds, operations: status.operations, promises: status.promises, late: status.latePromises }),
    )
    await stopSignal()
    onProgress('Stopping')
    await forgetServer(config.dataFolder)
    await server.value.stop()
    terminal.settle()
    return { exitCode: 0, text: terminal.json ? '' : 'Stopped.', json: undefined } satisfies Done
  },
}

/** Which site, and what stands for now in its zone. An empty store is served as well: the API says what to do. */
async function chooseSite(call: Call): Promise<{ readonly site: string; readonly planAt: ReturnType<typeof momentOf> | undefined }> {
  const { config } = call
  return withStore(call, async (store) => {
    const sites = await store.listSites()
    const site = sites.length === 0 ? (config.site ?? EMPTY_SITE) : await siteIn(store, config.site)
    if (config.planAt === undefined) return { site, planAt: undefined }
    const { zone } = await loadSite(store, site, call)
    return { site, planAt: momentOf(config.planAt, zone, 'at') }
  })
}

interface Started {
  readonly url: string
  readonly site: string
  readonly records: number
  readonly seconds: string
  readonly operations: number
  readonly promises: number
  readonly late: number
}

function startText({ url, site, records, seconds, operations, promises, late }: Started): string {
  const held =
    records === 0
      ? 'The store is empty. Bring your data in: throughline import <folder> --mapping <file>, then start again.'
      : `Site ${site}: ${count(records, 'record')}, ${count(operations, 'operation')} still to be done, ${count(promises, 'open promise')}, ${late.toLocaleString('en-US')} of them late.`
  return `Throughline is ready after ${seconds} s: ${url}\n${held}\nThe API describes itself at ${url}/api/docs. Stop with Ctrl+C.`
}

/** Resolves with the first signal; further ones change nothing, for stopping is under way. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
}

/** A taken address is explained by who has it. */
async function explained({ config }: Call, problem: Problem): Promise<Problem> {
  if (problem.code !== 'address-taken') return problem
  const own = await runningServer(config.dataFolder)
  const holder = processOnPort(config.listen.port)
  const next = own?.url.endsWith(`:${config.listen.port}`)
    ? `Throughline runs already, at ${own.url}. Use that, or stop process ${own.pid} first.`
    : `Stop ${holder ?? 'what listens there'}, or choose another port: throughline start --port ${config.listen.port + 1}.`
  return { ...problem, next, facts: { ...problem.facts, ...(holder === undefined ? {} : { process: holder }) } }
}
