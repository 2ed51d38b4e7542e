/** Serves the live stream: where a client begins, how many there may be, and that all end when the server does. */
import type { FastifyInstance } from 'fastify'
import { failed } from '../core/values/result.ts'
import type { Engine } from '../engine/ports.ts'
import { plantRoutes } from './contract/plant.ts'
import type { Doorkeeper } from './guards.ts'
import { serve } from './handling.ts'
import { LiveStream } from './live-stream.ts'
import { withoutPersonal } from './serve-plant.ts'

export interface LiveOptions {
  readonly engine: Engine
  readonly doorkeeper: Doorkeeper
  readonly heartbeatMs: number
}

/** Each stream holds a connection and a page of entries; this many is far beyond a plant's screens. */
const STREAMS_MAX = 500

export function serveLive(app: FastifyInstance, { engine, doorkeeper, heartbeatMs }: LiveOptions): void {
  const streams = new Set<LiveStream>()
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })
  serve(app, plantRoutes.live, async ({ query, request, reply }) => {
    if (streams.size >= STREAMS_MAX) {
      return failed({
        code: 'streams-exhausted',
        message: 'Too many clients follow the journal.',
        next: 'Close a page that follows it, or read the journal in pages.',
        facts: { streams: streams.size },
      })
    }
    const { seq, view } = await engine.status()
    const wanted = resumePoint(request.headers['last-event-id']) ?? query.after
    const reset = wanted !== undefined && wanted > seq
    reply.hijack()
    const response = reply.raw
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) response.setHeader(name, value)
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    // The headers are the session's only proof, and the session may end while the stream runs.
    const stillAllowed = async (): Promise<boolean> => 'caller' in (await doorkeeper.admit(request.headers, plantRoutes.live.permission))
    const stream = new LiveStream({
      engine,
      response,
      after: reset ? seq : (wanted ?? seq),
      reset,
      view,
      shown: withoutPersonal,
      stillAllowed,
      heartbeatMs,
    })
    streams.add(stream)
    response.on('close', () => streams.delete(stream))
    return 'sent'
  })
}

function resumePoint(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}
