/** From the words of a command line to a command and its values. What is misspelt is refused with what was probably meant. */
import { parseArgs } from 'node:util'
import { nearMiss } from '../core/values/near-miss.ts'
import { type Command, commonOptions, type Option, type Values } from './command.ts'
import { wrongUse } from './outcome.ts'

export type ParsedLine =
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: Command; readonly values: Values; readonly positionals: readonly string[] }

/** Throws a `Refusal` when the line can't be followed. */
export function parseLine(words: readonly string[], commands: readonly Command[]): ParsedLine {
  const first = words[0]
  if (first === '--version' || first === 'version') return { kind: 'version' }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const named = words.slice(1).filter((word) => !word.startsWith('-'))
    return { kind: 'help', command: named.length === 0 ? undefined : commandOf(named, commands) }
  }
  const command = commandOf(words, commands)
  const rest = words.slice(command.name.split(' ').length)
  const { values, positionals } = valuesOf(command, rest)
  if (values.help === true) return { kind: 'help', command }
  checkPositionals(command, positionals)
  return { kind: 'run', command, values, positionals }
}

function commandOf(words: readonly string[], commands: readonly Command[]): Command {
  const found = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
  if (found !== undefined) return found
  const near =
    nearMiss(
      words.slice(0, 2).join(' '),
      commands.map((each) => each.name),
    ) ??
    nearMiss(
      words[0] ?? '',
      commands.map((each) => each.name),
    )
  throw wrongUse({
    code: 'use-unknown-command',
    message: 'There is no such command.',
    next: near === undefined ? 'Run throughline --help for the list.' : `Did you mean throughline ${near}?`,
    facts: { command: words[0] ?? '', commands: commands.map((each) => each.name).join(', ') },
  })
}

function valuesOf(command: Command, words: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } {
  const known = [...command.options, ...commonOptions]
  const parsed = parseArgs({
    args: words.map((word) => (word === '-h' ? '--help' : word)),
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(known.map((each) => [each.name, { type: each.value === undefined ? 'boolean' : 'string' }] as const)),
  })
  for (const token of parsed.tokens) {
    if (token.kind === 'option')
      checkOption(
        command,
        known.find((each) => each.name === token.name),
        { written: token.rawName, value: token.value },
      )
  }
  return { values: parsed.values as Values, positionals: parsed.positionals }
}

interface Written {
  readonly written: string
  readonly value: string | undefined
}

function checkOption(command: Command, option: Option | undefined, { written, value }: Written): void {
  const names = [...command.options, ...commonOptions].map((each) => `--${each.name}`)
  if (option === undefined) {
    const near = nearMiss(written, names)
    const next = near === undefined ? `Run throughline ${command.name} --help for its options.` : `Did you mean ${near}?`
    throw wrongUse({
      code: 'use-unknown-option',
      message: 'This command has no such option.',
      next,
      facts: { command: command.name, option: written },
    })
  }
  if (option.value !== undefined && (value === undefined || value === '' || value.startsWith('--'))) {
    const next = `Write --${option.name} <${option.value}>: ${option.doc}.`
    throw wrongUse({ code: 'use-missing-value', message: 'An option stands without its value.', next, facts: { option: written } })
  }
  if (option.value === undefined && value !== undefined) {
    throw wrongUse({
      code: 'use-needless-value',
      message: 'An option that takes no value has one.',
      next: `Write --${option.name} alone.`,
      facts: { option: written, value },
    })
  }
}

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const needed = command.positionals.filter((each) => !each.startsWith('['))
  const missing = needed[positionals.length]
  if (missing !== undefined) {
    throw wrongUse({
      code: 'use-missing-argument',
      message: 'An argument is missing.',
      next: usageOf(command),
      facts: { command: command.name, missing },
    })
  }
  const extra = positionals[command.positionals.length]
  if (extra !== undefined) {
    throw wrongUse({
      code: 'use-extra-argument',
      message: 'There is one argument too many.',
      next: usageOf(command),
      facts: { command: command.name, argument: extra },
    })
  }
}

/** As `Write: throughline import <folder> [options]`. */
function usageOf(command: Command): string {
  return `Write: throughline ${command.name} ${command.positionals.map((each) => (each.startsWith('[') ? each : `<${each}>`)).join(' ')} [options].`.replace(
    '  ',
    ' ',
  )
}
