/** The terminal as the commands see it: results on the standard output, progress and questions beside it. */
import { createInterface } from 'node:readline/promises'

export interface Terminal {
  /** Whether a person can be asked. */
  readonly interactive: boolean
  readonly json: boolean
  print(text: string): void
  /** Said on the error output, also with `--quiet`. */
  warn(text: string): void
  /** What goes on in a long piece of work: one line that changes on a terminal, a line now and then elsewhere, nothing with `--quiet`. */
  progress(message: string): void
  /** Clears the line of progress. */
  settle(): void
  confirm(question: string): Promise<boolean>
  /** A line that is typed, without showing it when `hidden`. */
  ask(question: string, hidden?: boolean): Promise<string>
}

export interface Streams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

/** Elsewhere than on a terminal, a line more often than this would only fill a log. */
const PLAIN_LINE_EVERY_MS = 2000

export function openTerminal(streams: Streams, { json, quiet }: { readonly json: boolean; readonly quiet: boolean }): Terminal {
  const { stdin, stdout, stderr } = streams
  const live = stderr.isTTY === true
  let shown = false
  let lastPlain = 0
  const settle = (): void => {
    if (shown) stderr.write('\r\x1b[K')
    shown = false
  }
  const ask = async (question: string, hidden = false): Promise<string> => {
    settle()
    return hidden && stdin.isTTY ? askHidden(streams, question) : askLine(streams, question)
  }
  return {
    interactive: stdin.isTTY === true && live && !json,
    json,
    print: (text) => {
      settle()
      stdout.write(text.endsWith('\n') ? text : `${text}\n`)
    },
    warn: (text) => {
      settle()
      stderr.write(`${text}\n`)
    },
    progress: (message) => {
      if (quiet) return
      if (live) {
        stderr.write(`\r\x1b[K${message.slice(0, Math.max(20, (stderr.columns ?? 80) - 1))}`)
        shown = true
      } else if (performance.now() - lastPlain > PLAIN_LINE_EVERY_MS || lastPlain === 0) {
        lastPlain = performance.now()
        stderr.write(`${message}\n`)
      }
    },
    settle,
    confirm: async (question) => /^(y|yes)$/i.test((await ask(`${question} [y/N] `)).trim()),
    ask,
  }
}

async function askLine({ stdin, stderr }: Streams, question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr, terminal: stdin.isTTY === true })
  try {
    return await lines.question(question)
  } finally {
    lines.close()
  }
}

/** Reads keys one by one, so that nothing of a password appears. */
function askHidden({ stdin, stderr }: Streams, question: string): Promise<string> {
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  return new Promise((resolve, reject) => {
    let typed = ''
    const end = (finish: () => void): void => {
      stdin.off('data', onKeys)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
      finish()
    }
    const onKeys = (keys: Buffer | string): void => {
      for (const key of String(keys)) {
        if (key === '\r' || key === '\n') end(() => resolve(typed))
        else if (key === '\x03') end(() => reject(new Error('stopped at the question')))
        else typed = key === '\x7f' ? typed.slice(0, -1) : typed + key
      }
    }
    stdin.on('data', onKeys)
  })
}
