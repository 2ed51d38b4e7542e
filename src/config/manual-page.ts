/** The manual's page on configuration, made from the settings, so that it can't say anything else than the program does. */
import type { Setting } from './setting.ts'
import { settings } from './settings.ts'

function sectionOf(setting: Setting): string {
  const facts = [
    ['In the file', `\`${setting.key}\``],
    ['Environment', `\`${setting.env}\``],
    ...(setting.flag === undefined ? [] : [['Option', `\`--${setting.flag}\``]]),
    ['Allowed', setting.allowed],
    ['Default', setting.default === undefined ? 'not set' : `\`${setting.default}\``],
    ['Example', `\`${setting.example}\``],
  ]
  return `## ${setting.key}\n\n${setting.doc}\n\n${facts.map(([name, value]) => `- ${name}: ${value}`).join('\n')}\n`
}

/** An example file with every key, nested as it has to be. */
function exampleFile(): string {
  const lines: string[] = []
  let group = ''
  for (const { key, kind, example } of settings) {
    const [first, second] = key.split('.')
    if (second !== undefined && first !== group) lines.push(`${first}:`)
    group = second === undefined ? '' : (first ?? '')
    lines.push(`${second === undefined ? '' : '  '}${second ?? first}: ${kind === 'number' ? example : JSON.stringify(example)}`)
  }
  return lines.join('\n')
}

/** The page in Markdown. */
export function configurationPage(): string {
  return `# Configuration

Throughline needs no configuration to begin with. Every setting has a default or may stay unset.

A setting comes from the first of these that states it: an option of the command line, an environment variable, the configuration file, the default.
The configuration file is \`throughline.yaml\` in the data folder, or the file that \`--config\` or \`THROUGHLINE_CONFIG\` names.
Relative paths start at the folder of the file that states them, at the current folder for options and variables, and at the program's folder for the default.

A value that is not allowed, a key that does not exist and a misspelt \`THROUGHLINE_\` variable are refused at start, with the key, where it came from, the value and what is allowed.
\`throughline config\` prints what counts and where each value came from; passwords are masked.

${settings.map(sectionOf).join('\n')}
## A file with every key

\`\`\`yaml
${exampleFile()}
\`\`\`

A file inside the data folder leaves \`dataFolder\` out.
This page is printed by \`throughline config --manual\`.
`
}
