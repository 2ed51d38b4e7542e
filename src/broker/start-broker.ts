/** The MQTT broker that comes along, in a thread of its own, so that messages flow while everything else is busy. */
import { Worker } from 'node:worker_threads'
import type { Problem } from '../core/values/result.ts'
import type { BrokerAccess, BrokerNotice } from './broker-thread.ts'

export interface BrokerOptions extends BrokerAccess {
  /** Told when the broker ends without having been stopped. */
  readonly onCrash?: (problem: Problem) => void
}

export interface Broker {
  /** As a client on this machine writes it; without user and password. */
  readonly url: string
  stop(): Promise<void>
}

/** Starts it. Rejects with an error that carries a `Problem` where the address can't be used. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { address, port, users } = options
  if (!isLoopback(address) && Object.keys(users ?? {}).length === 0) throw brokerError(openToAll(address))
  const worker = new Worker(new URL('./broker-worker.ts', import.meta.url), { workerData: { address, port, users } })
  let stopping = false
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const notice = await new Promise<BrokerNotice>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  if ('failed' in notice) {
    await worker.terminate()
    throw brokerError(notListening(options, notice.failed))
  }
  worker.on('error', (error) => options.onCrash?.(crashed(error instanceof Error ? error : new Error(String(error)))))
  worker.on('exit', () => {
    if (!stopping) options.onCrash?.(crashed(new Error('The thread ended.')))
  })
  return {
    url: `mqtt://${shownHost(address)}:${notice.listening.port}`,
    async stop() {
      stopping = true
      worker.postMessage('stop')
      await exited
    },
  }
}

function brokerError(problem: Problem): Error {
  return new Error(problem.message, { cause: problem })
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)
}

/** Clients on this machine reach a broker that listens everywhere by the loopback address. */
function shownHost(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1'
  if (address === '::') return '[::1]'
  return address.includes(':') ? `[${address}]` : address
}

function openToAll(address: string): Problem {
  return {
    code: 'broker-open-to-all',
    message: 'The embedded broker does not listen to other machines without user and password.',
    next: 'Set mqtt.user and mqtt.password, or listen on 127.0.0.1.',
    facts: { address },
  }
}

function notListening({ address, port }: BrokerOptions, { code, reason }: { readonly code: string; readonly reason: string }): Problem {
  const facts = { address, port, reason }
  if (code === 'EADDRINUSE') {
    return {
      code: 'broker-port-taken',
      message: 'The port of the embedded broker is taken.',
      next: 'Set mqtt.listenPort to a free one, or mqtt.url to the broker that listens there.',
      facts,
    }
  }
  return {
    code: 'broker-not-listening',
    message: "The embedded broker can't listen at this address.",
    next: 'Set mqtt.listenAddress to an address of this machine and mqtt.listenPort to a port that this account may open.',
    facts,
  }
}

function crashed(error: Error): Problem {
  return {
    code: 'broker-ended',
    message: 'The embedded broker has ended.',
    next: 'Start again. If it happens again, report it with this reason, or set mqtt.url to a broker of your own.',
    facts: { reason: error.message },
  }
}
