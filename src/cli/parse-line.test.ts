/** Command lines as people write them, right and wrong. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from './command.ts'
import { commandHelp, programHelp } from './help.ts'
import { Refusal } from './outcome.ts'
import { parseLine } from './parse-line.ts'

const done = async () => ({ exitCode: 0, text: '', json: null }) as const
const commands: readonly Command[] = [
  {
    name: 'import',
    summary: 'bring files in',
    positionals: ['folder'],
    options: [
      { name: 'mapping', value: 'file', doc: 'the mapping' },
      { name: 'apply', doc: 'apply it' },
    ],
    examples: [{ line: 'import exports/ --mapping plant.yaml', does: 'previews' }],
    run: done,
  },
  { name: 'account create-owner', summary: 'make the owner account', positionals: [], options: [], examples: [], run: done },
]

/** What becomes of a line, in one line: the command with what was given, or the refusal with what to do. */
function parsed(line: string): string {
  try {
    const result = parseLine(line === '' ? [] : line.split(' '), commands)
    if (result.kind !== 'run') return result.kind === 'help' ? `help ${result.command?.name ?? 'program'}` : result.kind
    return `${result.command.name} ${result.positionals.join(' ')} ${JSON.stringify(result.values)}`
  } catch (error) {
    assert.ok(error instanceof Refusal)
    assert.equal(error.exitCode, 2)
    return `${error.problems[0]?.code}: ${error.problems[0]?.next}`
  }
}

test('a command with its arguments and options', () => {
  assert.equal(parsed('import exports/ --mapping plant.yaml --apply'), 'import exports/ {"mapping":"plant.yaml","apply":true}')
  assert.equal(parsed('import --mapping=plant.yaml exports/'), 'import exports/ {"mapping":"plant.yaml"}')
  assert.equal(parsed('account create-owner --json'), 'account create-owner  {"json":true}')
})

test('help is reached in every usual way', () => {
  assert.deepEqual(['', '--help', '-h', 'help'].map(parsed), Array(4).fill('help program'))
  assert.deepEqual(['import --help', 'import -h', 'help import'].map(parsed), Array(3).fill('help import'))
  assert.equal(parsed('--version'), 'version')
})

test('what is misspelt is refused with what was probably meant', () => {
  assert.equal(parsed('improt exports/'), 'use-unknown-command: Did you mean throughline import?')
  assert.equal(parsed('account make-owner'), 'use-unknown-command: Did you mean throughline account create-owner?')
  assert.equal(parsed('import exports/ --maping plant.yaml'), 'use-unknown-option: Did you mean --mapping?')
  assert.equal(parsed('import exports/ --colour'), 'use-unknown-option: Run throughline import --help for its options.')
})

test('a value that is missing or too many is refused with how to write it', () => {
  assert.equal(parsed('import exports/ --mapping'), 'use-missing-value: Write --mapping <file>: the mapping.')
  assert.equal(parsed('import exports/ --mapping --apply'), 'use-missing-value: Write --mapping <file>: the mapping.')
  assert.equal(parsed('import exports/ --apply=yes'), 'use-needless-value: Write --apply alone.')
  assert.equal(parsed('import --apply'), 'use-missing-argument: Write: throughline import <folder> [options].')
  assert.equal(parsed('import a/ b/'), 'use-extra-argument: Write: throughline import <folder> [options].')
})

test('help shows every command, option, example and exit code', () => {
  const [first] = commands
  assert.ok(first !== undefined)
  const page = commandHelp(first)
  for (const part of [
    'Usage: throughline import <folder> [options]',
    '--mapping <file>',
    '--json',
    'throughline import exports/ --mapping plant.yaml',
    '3  not possible',
  ]) {
    assert.ok(page.includes(part), part)
  }
  assert.ok(programHelp(commands).includes('account create-owner  make the owner account'))
})
