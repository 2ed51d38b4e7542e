/** The thread of the embedded broker: aedes behind a TCP server. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { Aedes, type AedesOptions } from 'aedes'
import type { BrokerAccess, BrokerNotice } from './broker-thread.ts'

const { address, port, users } = workerData as BrokerAccess

/** Digests are compared, so that the time it takes tells nothing of a password. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function isUser(allowed: Readonly<Record<string, string>>, name: string, password: string): boolean {
  const known = Object.hasOwn(allowed, name) ? allowed[name] : undefined
  return timingSafeEqual(digest(known ?? ''), digest(password)) && known !== undefined
}

function authentication(): AedesOptions {
  if (users === undefined) return {}
  return {
    authenticate(...[, name, password, done]) {
      if (isUser(users, name ?? '', password?.toString() ?? '')) done(null, true)
      else done(Object.assign(new Error('The name or the password is wrong.'), { returnCode: 5 }), false)
    },
  }
}

const broker = await Aedes.createBroker(authentication())
const sockets = new Set<Socket>()
const server = createServer((socket) => {
  sockets.add(socket)
  socket.setNoDelay(true)
  socket.once('close', () => sockets.delete(socket))
  broker.handle(socket)
})

const tell = (notice: BrokerNotice): void => parentPort?.postMessage(notice)

server.on('error', (error) => tell({ failed: { code: 'code' in error ? String(error.code) : '', reason: error.message } }))
server.listen({ host: address, port }, () => {
  const bound = server.address()
  tell({ listening: { port: typeof bound === 'object' && bound !== null ? bound.port : port } })
})

parentPort?.once('message', () => {
  broker.close(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
    parentPort?.close()
  })
})
