/** The program `throughline`: from the words of the command line to a result, an exit code and nothing else. */
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config/read-config.ts'
import { settings } from '../config/settings.ts'
import { createAccountCommand, createOwnerCommand, removeAccountCommand } from './account-command.ts'
import { type Command, textOf, type Values } from './command.ts'
import { configCommand } from './config-command.ts'
import { exportCommand } from './export-command.ts'
import { commandHelp, programHelp } from './help.ts'
import { impactCommand } from './impact-command.ts'
import { importCommand } from './import-command.ts'
import { problemText, Refusal, refusalOf } from './outcome.ts'
import { parseLine } from './parse-line.ts'
import { startCommand } from './start-command.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { verifyCommand } from './verify-command.ts'
import { version } from './version.ts'

const commands: readonly Command[] = [
  startCommand,
  importCommand,
  impactCommand,
  verifyCommand,
  exportCommand,
  createOwnerCommand,
  createAccountCommand,
  removeAccountCommand,
  configCommand,
]
const programFolder = fileURLToPath(new URL('../..', import.meta.url))

/** Runs one command line and returns the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const terminal = openTerminal(process, { json: words.includes('--json'), quiet: words.includes('--quiet') })
  try {
    const line = parseLine(words, commands)
    if (line.kind === 'version') return show(terminal, version, { version })
    if (line.kind === 'help') {
      const page = line.command === undefined ? programHelp(commands) : commandHelp(line.command)
      return show(terminal, page, { help: page })
    }
    const { config, effective } = configFor(line.values)
    const done = await line.command.run({ values: line.values, positionals: line.positionals, config, effective, terminal })
    show(terminal, done.text, done.json)
    return done.exitCode
  } catch (error) {
    terminal.settle()
    return complain(terminal, refusalOf(error))
  }
}

function configFor(values: Values) {
  const flags = Object.fromEntries(settings.flatMap(({ key, flag }) => (flag === undefined ? [] : [[key, textOf(values, flag)]])))
  const read = readConfig({ flags, env: process.env, file: textOf(values, 'config'), cwd: process.cwd(), programFolder })
  if (!read.ok) throw new Refusal(2, read.problems)
  return read
}

function show(terminal: Terminal, text: string, json: unknown): 0 {
  if (terminal.json && json !== undefined) terminal.print(JSON.stringify(json))
  else if (!terminal.json && text !== '') terminal.print(text)
  return 0
}

/** A person reads it on the error output; a program finds it in the one document. */
function complain(terminal: Terminal, { exitCode, problems }: Refusal): number {
  if (terminal.json) terminal.print(JSON.stringify({ problems }))
  else terminal.warn(problems.map(problemText).join('\n\n'))
  return exitCode
}

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await main(process.argv.slice(2))
