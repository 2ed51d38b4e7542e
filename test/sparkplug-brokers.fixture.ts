/** Real brokers for tests: Debian's mosquitto as a process, and the embedded one, each on a free port of the loopback address. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker } from '../src/broker/start-broker.ts'

export const MOSQUITTO = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/usr/local/sbin/mosquitto'].find((path) => existsSync(path))

/** For `test(…, { skip })`: the line that says what to install, or false. */
export const skipWithoutMosquitto = MOSQUITTO === undefined ? 'mosquitto is not installed: apt-get install mosquitto' : false

export interface TestBroker {
  readonly url: string
  stop(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts mosquitto with these lines in its configuration. `port` is for one that comes back where it was. */
export async function startMosquitto({
  settings = ['allow_anonymous true'],
  port,
}: {
  readonly settings?: readonly string[]
  readonly port?: number
} = {}): Promise<TestBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-mosquitto-'))
  await chmod(folder, 0o755)
  const chosen = port ?? (await freePort())
  const user = process.getuid?.() === 0 ? ['user root'] : []
  const lines = ['per_listener_settings false', ...user, 'persistence false', `listener ${chosen} 127.0.0.1`, ...settings]
  await writeFile(join(folder, 'mosquitto.conf'), `${lines.join('\n')}\n`)
  const child = spawn(MOSQUITTO ?? 'mosquitto', ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' })
  await until(() => accepts(chosen), 'mosquitto listens')
  return {
    url: `mqtt://127.0.0.1:${chosen}`,
    async stop() {
      await end(child)
      await rm(folder, { recursive: true })
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await ended
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Waits for something to become true; how long it takes is no test's business, but for ever is a failure. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; attempt < 1500; attempt += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`It did not come about that ${what}.`)
}

/** Both kinds of broker, by the name that a test shows. */
export const BROKERS: readonly { readonly name: string; readonly skip: string | false; start(port?: number): Promise<TestBroker> }[] = [
  {
    name: 'mosquitto',
    skip: skipWithoutMosquitto,
    start: (port) => startMosquitto(port === undefined ? {} : { port }),
  },
  { name: 'the embedded broker', skip: false, start: (port = 0) => startBroker({ address: '127.0.0.1', port }) },
]
