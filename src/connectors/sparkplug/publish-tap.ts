/**
 * Takes the PUBLISH packets out of an MQTT connection before the client library sees them, in the order in which they came and without copying;
 * everything else, and what must be acknowledged, goes on to the client. It is what makes a million values a second possible in one thread.
 */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { PAYLOAD_BYTES_MAX } from './payload.ts'
import type { Cursor } from './wire-reader.ts'

/** One PUBLISH. The cursor is used for the next one as soon as the call returns. */
export type OnPublish = (topic: string, cursor: Cursor, retained: boolean) => void

export interface Tap {
  readonly onPublish: OnPublish
  /** Called after all packets of one read. */
  readonly onBurst: () => void
  /** A packet that is longer than any we take; it was passed over. */
  readonly onOversize: () => void
  readonly version: 4 | 5
}

const PUBLISH = 3
const EMPTY: Buffer = Buffer.alloc(0)
/** The payload, the topic, the packet id, and room for properties. */
const PACKET_BYTES_MAX = PAYLOAD_BYTES_MAX + 128 * 1024

/** The socket as a stream for an MQTT client that sees no PUBLISH but those that it must acknowledge. */
export function tapPublishes(socket: Socket, tap: Tap): Duplex {
  const stream = new Duplex({
    // The client takes packets as they are pushed; the socket's own flow is what slows the sender down.
    read() {},
    write(chunk, encoding, callback) {
      socket.write(chunk, encoding, callback)
    },
    final(callback) {
      socket.end(callback)
    },
    destroy(error, callback) {
      socket.destroy()
      callback(error)
    },
  })
  const split = splitPackets(tap, (packet) => stream.push(packet))
  socket.on('data', (chunk: Buffer) => {
    split(chunk)
    tap.onBurst()
  })
  socket.on('error', (error) => stream.destroy(error))
  socket.on('close', () => stream.destroy())
  return stream
}

/** Cuts a stream of bytes into packets. What `pass` is given is a copy of its own. */
export function splitPackets(tap: Tap, pass: (packet: Buffer) => void): (chunk: Buffer) => void {
  let rest = EMPTY
  let skip = 0
  return (chunk) => {
    const skipped = Math.min(skip, chunk.length)
    skip -= skipped
    const fresh = skipped === 0 ? chunk : chunk.subarray(skipped)
    const bytes = rest.length === 0 ? fresh : Buffer.concat([rest, fresh])
    const cursor: Cursor = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, end: 0 }
    let at = 0
    for (;;) {
      const header = headerAt(bytes, at)
      if (header === undefined) break
      const end = header.body + header.length
      const type = (bytes[at] as number) >> 4
      if (end > bytes.length) {
        // A name of a topic is at most 64 KiB long; behind it and the packet id lies nothing that an overlong packet is needed for.
        if (type !== PUBLISH || header.length <= PACKET_BYTES_MAX || bytes.length - header.body < 65_539) break
        passOver(bytes, { at, body: header.body }, pass)
        tap.onOversize()
        skip = end - bytes.length
        at = bytes.length
        break
      }
      if (type === PUBLISH) takePublish(tap, cursor, { at, body: header.body, end })
      if (type !== PUBLISH || ((bytes[at] as number) & 6) !== 0) pass(Buffer.from(bytes.subarray(at, end)))
      at = end
    }
    rest = at === bytes.length ? EMPTY : Buffer.from(bytes.subarray(at))
  }
}

/** Where the body begins and how long it is; undefined while that can't be told yet. */
function headerAt(bytes: Buffer, at: number): { readonly body: number; readonly length: number } | undefined {
  let length = 0
  for (let i = 1; i <= 4; i += 1) {
    const byte = bytes[at + i]
    if (byte === undefined) return undefined
    length += (byte & 127) * 128 ** (i - 1)
    if (byte < 128) return { body: at + i + 1, length }
  }
  // No packet of MQTT has such a length: the client is to see it and to end the connection.
  return { body: at + 5, length: 0 }
}

function takePublish(
  tap: Tap,
  cursor: Cursor,
  { at, body, end }: { readonly at: number; readonly body: number; readonly end: number },
): void {
  const { bytes } = cursor
  const flags = bytes[at] as number
  const topicEnd = body + 2 + (((bytes[body] as number) << 8) | (bytes[body + 1] as number))
  if (topicEnd > end) return
  cursor.at = topicEnd + ((flags & 6) === 0 ? 0 : 2)
  if (tap.version === 5) skipProperties(cursor)
  cursor.end = end
  if (cursor.at > end) return
  tap.onPublish(bytes.toString('utf8', body + 2, topicEnd), cursor, (flags & 1) === 1)
}

function skipProperties(cursor: Cursor): void {
  let length = 0
  for (let i = 0; i < 4; i += 1) {
    const byte = cursor.bytes[cursor.at++] as number
    length += (byte & 127) * 128 ** i
    if (byte < 128) break
  }
  cursor.at += length
}

/** Has the client acknowledge a packet that is too long to be taken: it sees one of the same id, without properties and payload. */
function passOver(bytes: Buffer, { at, body }: { readonly at: number; readonly body: number }, pass: (packet: Buffer) => void): void {
  const flags = bytes[at] as number
  if ((flags & 6) === 0) return
  const idAt = body + 2 + (((bytes[body] as number) << 8) | (bytes[body + 1] as number))
  const id = bytes.subarray(idAt, idAt + 2)
  // Topic `x`, the id, and a zero that version 5 reads as no properties and version 4 as a payload of one byte.
  pass(Buffer.concat([Buffer.from([flags, 6, 0, 1, 0x78]), id, Buffer.from([0])]))
}
