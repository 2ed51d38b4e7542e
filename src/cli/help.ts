/** Help, made from the command table. */
import { type Command, commonOptions, type Option } from './command.ts'
import { EXIT_CODES } from './outcome.ts'

const exitCodes = Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code}  ${meaning}`)

function pad(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

function optionRows(options: readonly Option[]): string[] {
  return pad(options.map(({ name, value, doc }) => [value === undefined ? `--${name}` : `--${name} <${value}>`, doc]))
}

/** The page of the whole program. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'Throughline: every signal on the plant floor, traced to the customer it matters to.',
    '',
    'Usage: throughline <command> [options]',
    '',
    'Commands',
    ...pad(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options of every command',
    ...optionRows(commonOptions),
    '',
    'Examples',
    ...commands.flatMap(({ examples }) => examples.slice(0, 1)).map(({ line }) => `  throughline ${line}`),
    '',
    'Exit codes',
    ...exitCodes,
    '',
    'throughline <command> --help says more about one of them.',
  ].join('\n')
}

/** The page of one command. */
export function commandHelp({ name, summary, positionals, options, examples }: Command): string {
  const usage = ['throughline', name, ...positionals.map((each) => (each.startsWith('[') ? each : `<${each}>`)), '[options]'].join(' ')
  return [
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    '',
    `Usage: ${usage}`,
    '',
    ...(options.length === 0 ? [] : ['Options', ...optionRows(options), '']),
    'Options of every command',
    ...optionRows(commonOptions),
    '',
    'Examples',
    ...examples.flatMap(({ line, does }) => [`  throughline ${line}`, `      ${does}`]),
    '',
    'Exit codes',
    ...exitCodes,
  ].join('\n')
}
