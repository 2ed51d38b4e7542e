/** `throughline start`: the server of one site, until it is told to stop. */
import { mkdir } from 'node:fs/promises'
import type { Problem } from '../core/values/result.ts'
import type { EngineStatus } from '../engine/ports.ts'
import { startServer } from '../main.ts'
import type { Call, Command } from './command.ts'
import { momentOf } from './moment.ts'
import { type Done, problemText, Refusal } from './outcome.ts'
import { processOnPort } from './process-on-port.ts'
import { forgetServer, noteServer, runningServer } from './server-file.ts'
import { siteIn, withStore } from './site-access.ts'
import { count } from './text-table.ts'
import { version } from './version.ts'

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
    const site = await chooseSite(call)
    const at = config.planAt
    const planAt = at === undefined ? undefined : (zone: string) => momentOf(at, zone, 'at')
    await mkdir(config.importFolder, { recursive: true })
    const onTrouble = (problem: Problem): void => terminal.warn(terminal.json ? JSON.stringify(problem) : problemText(problem))
    const onProgress = config.logLevel === 'error' ? () => undefined : terminal.progress
    const onCommit = (lastSeq: number): void => {
      if (config.logLevel === 'debug') terminal.warn(`Committed up to journal entry ${lastSeq}.`)
    }
    const server = await startServer({ config, site, planAt, version, onProgress, onTrouble, onCommit })
    if (!server.ok) throw new Refusal(3, [await explained(call, server.problem)])
    const { url, status } = server.value
    await noteServer(config, { pid: process.pid, url })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    terminal.print(
      terminal.json
        ? JSON.stringify({ url, site: status?.site ?? null, pid: process.pid, records: recordsOf(status), seconds: Number(seconds) })
        : startText(url, seconds, status),
    )
    await stopSignal()
    onProgress('Stopping')
    await forgetServer(config)
    await server.value.stop()
    terminal.settle()
    return { exitCode: 0, text: terminal.json ? '' : 'Stopped.', json: undefined } satisfies Done
  },
}

/** The site to serve: undefined while the store is empty and none is named, for then the first import says which. */
function chooseSite(call: Call): Promise<string | undefined> {
  return withStore(call, async (store) => ((await store.listSites()).length === 0 ? call.config.site : siteIn(store, call.config.site)))
}

function recordsOf(status: EngineStatus | undefined): number {
  return Object.values(status?.records ?? {}).reduce((sum, n) => sum + n, 0)
}

function startText(url: string, seconds: string, status: EngineStatus | undefined): string {
  const records = recordsOf(status)
  const held =
    status === undefined || records === 0
      ? 'There is no data yet. Bring yours in, from another terminal: throughline import <folder> --mapping <file>'
      : `Site ${status.site}: ${count(records, 'record')}, ${count(status.operations, 'operation')} still to be done, ${count(status.promises, 'open promise')}, ${status.latePromises.toLocaleString('en-US')} of them late.`
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
  const own = await runningServer(config)
  const holder = processOnPort(config.listen.port)
  const next = own?.url.endsWith(`:${config.listen.port}`)
    ? `Throughline runs already, at ${own.url}. Use that, or stop process ${own.pid} first.`
    : `Stop ${holder ?? 'what listens there'}, or choose another port: throughline start --port ${config.listen.port + 1}.`
  return { ...problem, next, facts: { ...problem.facts, ...(holder === undefined ? {} : { process: holder }) } }
}
