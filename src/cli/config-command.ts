/** `throughline config`: what counts and where it came from. */
import { configurationPage } from '../config/manual-page.ts'
import { shownValue } from '../config/read-config.ts'
import type { Command } from './command.ts'
import { textTable } from './text-table.ts'

export const configCommand: Command = {
  name: 'config',
  summary: 'print the settings that count and where each came from',
  positionals: [],
  options: [{ name: 'manual', doc: 'print the page of the manual about every setting instead' }],
  examples: [
    { line: 'config', does: 'the effective values, passwords masked' },
    { line: 'config --config plant.yaml --json', does: 'checks a file and prints what it makes of the settings' },
  ],
  run: async ({ effective, values }) => {
    if (values.manual === true) return { exitCode: 0, text: configurationPage(), json: { page: configurationPage() } }
    const rows = effective.map((each) => [each.setting.key, shownValue(each), each.from])
    const json = Object.fromEntries(
      effective.map((each) => [each.setting.key, { value: each.value === undefined ? null : shownValue(each), from: each.from }]),
    )
    return { exitCode: 0, text: textTable([{ title: 'Setting' }, { title: 'Value' }, { title: 'From' }], rows), json }
  },
}
