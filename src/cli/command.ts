/** What a command is: the table that parsing, help and the manual are made from. */

import type { Effective } from '../config/read-config.ts'
import type { Config } from '../config/settings.ts'
import type { Done } from './outcome.ts'
import type { Terminal } from './terminal.ts'

/** An option; with `value` it takes one, shown under this name. */
export interface Option {
  readonly name: string
  readonly value?: string
  readonly doc: string
}

/** What the user wrote, by option name. */
export type Values = Readonly<Record<string, string | boolean | undefined>>

export interface Call {
  readonly values: Values
  readonly positionals: readonly string[]
  readonly config: Config
  readonly effective: readonly Effective[]
  readonly terminal: Terminal
}

export interface Command {
  /** One word, or two as in `account create-owner`. */
  readonly name: string
  readonly summary: string
  /** Names of the arguments after the options; those in brackets may be left out. */
  readonly positionals: readonly string[]
  readonly options: readonly Option[]
  readonly examples: readonly { readonly line: string; readonly does: string }[]
  readonly run: (call: Call) => Promise<Done>
}

/** The text of an option, or undefined when it was not given. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** Options that every command has. */
export const commonOptions: readonly Option[] = [
  { name: 'json', doc: 'print one JSON document and nothing else' },
  { name: 'quiet', doc: 'no progress' },
  { name: 'config', value: 'file', doc: 'the configuration file; otherwise throughline.yaml in the data folder' },
  { name: 'data', value: 'folder', doc: 'the data folder; otherwise .throughline beside the program' },
  { name: 'site', value: 'id', doc: 'the site; not needed while the store holds one' },
  { name: 'help', doc: 'this page' },
]
