/** Turns the bytes of a file into UTF-8 whatever their encoding, and marks each byte that the encoding does not allow instead of losing it. */
import { isAscii, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** A file under way. `damage.seen` becomes true before the first damaged row is read; `binary` files are not decoded. */
export interface DecodedFile {
  readonly encoding: Encoding | 'binary'
  readonly chunks: AsyncIterable<Buffer>
  readonly damage: { readonly seen: boolean }
}

/** Bytes that may not stand where they stand travel as these private code points: 0x10FE00 + byte. */
const MARK_BASE = 0x10fe00
const MARKED = /[\u{10FE00}-\u{10FEFF}]/u
/** Enough to tell UTF-8 from windows-1252 where only some names have accents. */
const SAMPLE_BYTES = 256 * 1024
/** windows-1252 has no character at these five bytes. */
const UNASSIGNED_1252 = /[\u0081\u008d\u008f\u0090\u009d]/g

/** The byte that damaged `text`, as `0xE9`; undefined when the text is whole. */
export function damagedByte(text: string): string | undefined {
  const found = MARKED.exec(text)?.[0].codePointAt(0)
  return found === undefined ? undefined : `0x${(found - MARK_BASE).toString(16).toUpperCase().padStart(2, '0')}`
}

/** Opens a file, unpacking gzip by its first bytes. Throws what the file system or the unpacking throws. */
export async function decodeFile(path: string, stated?: Encoding): Promise<DecodedFile> {
  const bytes = (await rawBytes(path))[Symbol.asyncIterator]()
  const sample = await takeSample(bytes)
  const marked = markedEncoding(sample)
  const encoding = marked?.encoding ?? stated ?? guessEncoding(sample)
  const damage = { seen: false }
  const body = rest(sample.subarray(marked?.length ?? 0), bytes)
  if (encoding === 'binary') return { encoding, chunks: body, damage }
  const chunks = encoding === 'utf-8' ? utf8(body, damage) : transcoded(body, encoding, damage)
  return { encoding, chunks, damage }
}

async function rawBytes(path: string): Promise<AsyncIterable<Buffer>> {
  const handle = await open(path)
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close())
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return file
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  file.on('error', (error) => gunzip.destroy(error))
  return file.pipe(gunzip)
}

async function takeSample(bytes: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  while (length < SAMPLE_BYTES) {
    const { done, value } = await bytes.next()
    if (done === true) break
    parts.push(value)
    length += value.length
  }
  return Buffer.concat(parts)
}

async function* rest(sample: Buffer, bytes: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (sample.length > 0) yield sample
    for (let next = await bytes.next(); next.done !== true; next = await bytes.next()) yield next.value
  } finally {
    await bytes.return?.()
  }
}

function markedEncoding(sample: Buffer): { readonly encoding: Encoding; readonly length: number } | undefined {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return undefined
}

/** Bytes above 127 that never form a UTF-8 character mean windows-1252; where some do, the file is UTF-8 with damaged rows. */
function guessEncoding(sample: Buffer): Encoding | 'binary' {
  if (sample.includes(0)) return 'binary'
  const whole = sample.subarray(0, sample.length - unfinishedTail(sample))
  if (isUtf8(whole)) return 'utf-8'
  for (let i = 0; i < whole.length; i++) {
    const length = characterLength(whole, i)
    if (length > 1) return 'utf-8'
  }
  return 'windows-1252'
}

/** Length of the UTF-8 character at `i`; 0 when there is none. */
function characterLength(bytes: Buffer, i: number): number {
  const lead = bytes[i] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  return i + length <= bytes.length && isUtf8(bytes.subarray(i, i + length)) ? length : 0
}

/** How many bytes at the end may be the beginning of a character that goes on in the next chunk. */
function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

async function* utf8(body: AsyncIterable<Buffer>, damage: { seen: boolean }): AsyncGenerator<Buffer> {
  let carried: Buffer = Buffer.alloc(0)
  for await (const chunk of body) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const cut = bytes.length - unfinishedTail(bytes)
    carried = bytes.subarray(cut)
    yield sound(bytes.subarray(0, cut), damage)
  }
  if (carried.length > 0) yield sound(carried, damage)
}

function sound(bytes: Buffer, damage: { seen: boolean }): Buffer {
  if (isUtf8(bytes)) return bytes
  damage.seen = true
  const parts: Buffer[] = []
  let from = 0
  for (let i = 0; i < bytes.length; ) {
    const length = characterLength(bytes, i)
    if (length === 0) {
      parts.push(bytes.subarray(from, i), Buffer.from(String.fromCodePoint(MARK_BASE + (bytes[i] ?? 0))))
      from = i + 1
    }
    i += Math.max(1, length)
  }
  return Buffer.concat([...parts, bytes.subarray(from)])
}

async function* transcoded(body: AsyncIterable<Buffer>, encoding: Encoding, damage: { seen: boolean }): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const single = encoding === 'windows-1252'
  const invalid = single ? UNASSIGNED_1252 : /\ufffd/g
  const mark = (text: string): Buffer => {
    const marked = text.replace(invalid, (bad) => String.fromCodePoint(MARK_BASE + (bad.charCodeAt(0) & 0xff)))
    if (marked !== text) damage.seen = true
    return Buffer.from(marked)
  }
  for await (const chunk of body) yield single && isAscii(chunk) ? chunk : mark(decoder.decode(chunk, { stream: true }))
  yield mark(decoder.decode())
}
