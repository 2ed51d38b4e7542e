/** A small SMTP server on loopback, as much of RFC 5321 as a client needs to hand over a mail. */
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'

export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  /** Decoded; undefined where there is no such header. */
  header(name: string): string | undefined
  text(): string
}

export interface SmtpServer {
  readonly url: string
  readonly mails: Mail[]
  /** What it answers to every recipient; takes them while undefined. */
  refuse: string | undefined
}

export async function smtpServer(t: TestContext): Promise<SmtpServer> {
  const state: { mails: Mail[]; refuse: string | undefined; url: string } = { mails: [], refuse: undefined, url: '' }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    converse(socket, state)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return state
}

function converse(socket: Socket, state: { readonly mails: Mail[]; readonly refuse: string | undefined }): void {
  let [rest, from, data] = ['', '', undefined as string[] | undefined]
  let to: string[] = []
  /** What is answered to a line; nothing while a mail is being told. */
  const answerTo = (line: string): string | undefined => {
    if (data !== undefined) {
      if (line !== '.') {
        data.push(line.startsWith('.') ? line.slice(1) : line)
        return undefined
      }
      state.mails.push(mailOf(from, to, data))
      data = undefined
      return '250 taken'
    }
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return '250 works.example'
      case 'MAIL':
        ;[from, to] = [address, []]
        return '250 go on'
      case 'RCPT':
        to.push(address)
        return state.refuse ?? '250 go on'
      case 'DATA':
        data = []
        return '354 end with a dot'
      default:
        return '250 well'
    }
  }
  socket.write('220 works.example\r\n')
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const answer = answerTo(line)
      if (answer !== undefined) socket.write(`${answer}\r\n`)
    }
  })
}

function mailOf(from: string, to: readonly string[], lines: readonly string[]): Mail {
  const end = lines.indexOf('')
  const head = lines
    .slice(0, end)
    .join('\r\n')
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const header = (name: string): string | undefined => {
    const found = head.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    return found === undefined ? undefined : decodedWords(found.slice(name.length + 1).trim())
  }
  return {
    from,
    to,
    header,
    text() {
      const body = lines.slice(end + 1).join('\n')
      const encoding = header('Content-Transfer-Encoding')
      if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8').trimEnd()
      if (encoding !== 'quoted-printable') return body.trimEnd()
      return quotedPrintable(body).trimEnd()
    },
  }
}

function quotedPrintable(text: string): string {
  const plain = text.replaceAll('=\n', '')
  const bytes: number[] = []
  for (let k = 0; k < plain.length; k++) {
    if (plain[k] !== '=') bytes.push(plain.charCodeAt(k))
    else {
      bytes.push(Number.parseInt(plain.slice(k + 1, k + 3), 16))
      k += 2
    }
  }
  return Buffer.from(bytes).toString('utf8')
}

/** Encoded words of RFC 2047. */
function decodedWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_whole, how: string, word: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString('utf8') : quotedPrintable(word.replaceAll('_', ' ')),
    )
}
