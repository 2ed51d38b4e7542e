/** `throughline start`: the server of one site, until it is told to stop. */
import { mkdir } from 'node:fs/promises'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import type { Problem } from '../core/values/result.ts'
import type { EngineStatus } from '../engine/ports.ts'
import { ExampleBeside } from '../host/example-beside.ts'
import { EXAMPLE_SITE, type PreparedExample, prepareExample } from '../host/example-plant.ts'
import { type ServerOptions, type RunningServer as Serving, startServer } from '../main.ts'
import type { Store } from '../store/open-store.ts'
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
  summary: 'start the store, the engine, the floor and the pages of a site',
  positionals: [],
  options: [
    { name: 'address', value: 'address', doc: 'the address to listen on, 127.0.0.1 when not stated' },
    { name: 'port', value: 'port', doc: 'the port to listen on, 8080 when not stated' },
    { name: 'example', doc: 'while the store holds no plant of your own: an invented pump maker whose simulated machines run' },
    { name: 'at', value: 'date', doc: 'the moment that stands for now, for data that ends in the past' },
  ],
  examples: [
    { line: 'start --example', does: 'shows the example company until you bring your own plant in' },
    { line: 'start', does: 'serves the only site of the store at http://127.0.0.1:8080' },
    { line: 'start --port 8081 --data /srv/throughline', does: 'another port, another data folder' },
  ],
  run: async (call) => {
    const started = performance.now()
    const { config, terminal } = call
    const onTrouble = (problem: Problem): void => terminal.warn(terminal.json ? JSON.stringify(problem) : problemText(problem))
    const onProgress = config.logLevel === 'error' ? () => undefined : terminal.progress
    const { site, prepared } = await choosePlant(call)
    const example = prepared === undefined ? undefined : new ExampleBeside({ prepared, dataDir: config.dataFolder, report: onTrouble })
    const server = await startServer({ ...optionsOf(call, site), onProgress, onTrouble, ...(example === undefined ? {} : example.beside) })
    if (!server.ok) throw new Refusal(3, [await explained(call, server.problem)])
    const { url, brokerUrl, status } = server.value
    await example?.start({ serverUrl: url, brokerUrl })
    await noteServer(config, { pid: process.pid, url })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    terminal.print(
      terminal.json
        ? JSON.stringify({
            ...{ url, brokerUrl, site: status?.site ?? null, example: example !== undefined, pid: process.pid },
            ...{ records: recordsOf(status), seconds: Number(seconds) },
          })
        : startText(server.value, seconds, example !== undefined),
    )
    await stopSignal()
    onProgress('Stopping')
    await forgetServer(config)
    await example?.stop()
    await server.value.stop()
    terminal.settle()
    return { exitCode: 0, text: terminal.json ? '' : 'Stopped.', json: undefined } satisfies Done
  },
}

function optionsOf({ config, terminal }: Call, site: string | undefined): Omit<ServerOptions, 'onProgress' | 'onTrouble'> {
  const at = config.planAt
  return {
    config,
    site,
    version,
    planAt: at === undefined ? undefined : (zone) => momentOf(at, zone, 'at'),
    onCommit(lastSeq) {
      if (config.logLevel === 'debug') terminal.warn(`Committed up to journal entry ${lastSeq}.`)
    },
  }
}

/** What is served: a plant of one's own, else the example company where it was asked for, else whatever is imported first. */
async function choosePlant(call: Call): Promise<{ readonly site: string | undefined; readonly prepared?: PreparedExample }> {
  const { config, values, terminal } = call
  await mkdir(config.importFolder, { recursive: true })
  return withStore(call, async (store) => {
    const own = (await store.listSites()).filter((each) => each !== EXAMPLE_SITE)
    const wantsExample = config.site === EXAMPLE_SITE || (values.example === true && config.site === undefined)
    if (!wantsExample || own.length > 0) return { site: await chooseSite(call, store, own) }
    terminal.progress('Preparing the example company')
    const prepared = await prepareExample({ store, dataDir: config.dataFolder, now: now() })
    if (!prepared.ok) throw new Refusal(3, [prepared.problem])
    return { site: prepared.value.site, prepared: prepared.value }
  })
}

function now(): Instant {
  return instantFromMs(Date.now())
}

/** The site to serve: undefined while the store is empty and none is named, for then the first import says which. */
async function chooseSite({ config }: Call, store: Store, own: readonly string[]): Promise<string | undefined> {
  if (config.site === undefined && own.length === 1) return own[0]
  return (await store.listSites()).length === 0 ? config.site : siteIn(store, config.site)
}

function recordsOf(status: EngineStatus | undefined): number {
  return Object.values(status?.records ?? {}).reduce((sum, n) => sum + n, 0)
}

function startText({ url, brokerUrl, status }: Serving, seconds: string, example: boolean): string {
  const records = recordsOf(status)
  const held =
    status === undefined || records === 0
      ? 'There is no data yet. Bring yours in, from another terminal: throughline import <folder> --mapping <file>'
      : `Site ${status.site}: ${count(records, 'record')}, ${count(status.operations, 'operation')} still to be done, ${count(status.promises, 'open promise')}, ${status.latePromises.toLocaleString('en-US')} of them late.`
  const shown = example ? '\nThis is an invented company with simulated machines. Your own plant: docs/manual/import.md.' : ''
  return `Throughline is ready after ${seconds} s: ${url}\n${held}${shown}\nMachines speak Sparkplug B at ${brokerUrl}. The API describes itself at ${url}/api/docs. Stop with Ctrl+C.`
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
