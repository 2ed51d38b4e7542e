/** Reads the settings from flags, environment, file and defaults, in this order, and refuses what is not allowed. */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { isMap, LineCounter, parseDocument } from 'yaml'
import { nearMiss } from '../core/values/near-miss.ts'
import type { Problem } from '../core/values/result.ts'
import { floorConfigOf, problemsOfFloor } from './floor-settings.ts'
import { messageConfigOf, problemsOfMessages } from './message-settings.ts'
import type { Setting } from './setting.ts'
import { type Config, type LogLevel, settings, type WorksAgreement } from './settings.ts'

export const CONFIG_FILE = 'throughline.yaml'
const CONFIG_ENV = 'THROUGHLINE_CONFIG'

/** Where settings may come from. `flags` are by setting key. */
export interface ConfigSources {
  readonly flags: Readonly<Record<string, string | undefined>>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Given by `--config`; otherwise the one in the data folder counts, if there is one. */
  readonly file?: string | undefined
  /** Relative paths of flags and environment start here. */
  readonly cwd: string
  /** The folder of the program; the default data folder is in it. */
  readonly programFolder: string
}

/** One setting as it counts. `from` says where it came from: a flag, a variable, a line of the file, the default. */
export interface Effective {
  readonly setting: Setting
  readonly value: string | number | undefined
  readonly from: string
}

export type ConfigReading =
  | { readonly ok: true; readonly config: Config; readonly effective: readonly Effective[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

interface Given {
  readonly value: unknown
  readonly from: string
  /** Where a relative path starts. */
  readonly base: string
}

interface FileValues {
  readonly values: ReadonlyMap<string, Given>
  readonly problems: readonly Problem[]
}

/** Every key is optional. Each thing that is wrong is one problem, so that one run shows them all. */
export function readConfig(sources: ConfigSources): ConfigReading {
  const early = given(settingOf('dataFolder'), sources, new Map())
  const named = sources.file ?? sources.env[CONFIG_ENV]
  const file = named === undefined ? join(pathOf(early), CONFIG_FILE) : resolve(sources.cwd, named)
  const read = readFile(file, { required: named !== undefined, holdsFolder: named !== undefined })
  const problems = [...read.problems, ...unknownVariables(sources.env)]
  const effective: Effective[] = []
  for (const setting of settings) {
    const found = given(setting, sources, read.values)
    const checked = check(setting, found)
    if ('problem' in checked) problems.push(checked.problem)
    else effective.push({ setting, value: checked.value, from: found.from })
  }
  const values = new Map(effective.map((each) => [each.setting.key, each.value]))
  problems.push(...halfAgreement(values), ...problemsOfFloor(values), ...problemsOfMessages(values))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: configOf(values), effective }
}

function settingOf(key: string): Setting {
  const setting = settings.find((each) => each.key === key)
  if (setting === undefined) throw new RangeError(`no setting ${key}`)
  return setting
}

function given(setting: Setting, { flags, env, cwd, programFolder }: ConfigSources, file: ReadonlyMap<string, Given>): Given {
  const flag = flags[setting.key]
  if (flag !== undefined) return { value: flag, from: `--${setting.flag}`, base: cwd }
  const variable = env[setting.env]
  // An empty variable is how a shell or a unit file says "not set".
  if (variable !== undefined && variable !== '') return { value: variable, from: setting.env, base: cwd }
  return (
    file.get(setting.key) ?? { value: setting.default, from: setting.default === undefined ? 'not set' : 'default', base: programFolder }
  )
}

function pathOf({ value, base }: Given): string {
  return resolve(base, String(value))
}

function check(setting: Setting, found: Given): { readonly value: string | number | undefined } | { readonly problem: Problem } {
  if (found.value === undefined) return { value: undefined }
  const value =
    setting.kind === 'number' && typeof found.value === 'string' && /^\d+$/.test(found.value) ? Number(found.value) : found.value
  const parsed = setting.schema.safeParse(value)
  if (parsed.success) return { value: setting.kind === 'path' ? pathOf({ ...found, value: parsed.data }) : parsed.data }
  const shown =
    setting.secret === true
      ? '(not shown: it may hold a password)'
      : typeof found.value === 'object'
        ? JSON.stringify(found.value)
        : String(found.value)
  return {
    problem: {
      code: 'config-wrong-value',
      message: 'A setting has a value that is not allowed.',
      next: `Correct ${setting.key} where it was set (${found.from}), or leave it out.`,
      facts: { key: setting.key, from: found.from, value: shown, allowed: setting.allowed },
    },
  }
}

/** The values of the file by dotted key, and what is wrong with the file itself. */
function readFile(path: string, { required, holdsFolder }: { readonly required: boolean; readonly holdsFolder: boolean }): FileValues {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (!required && (error as NodeJS.ErrnoException).code === 'ENOENT') return { values: new Map(), problems: [] }
    const facts = { file: path, reason: (error as Error).message }
    return {
      values: new Map(),
      problems: [
        {
          code: 'config-file-unreadable',
          message: 'The configuration file cannot be read.',
          next: 'Correct its path or its permissions.',
          facts,
        },
      ],
    }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const broken = document.errors[0]
  if (broken !== undefined || !(document.contents === null || isMap(document.contents))) {
    const reason = broken?.message.split('\n')[0] ?? 'it is not a list of keys with values'
    return {
      values: new Map(),
      problems: [
        {
          code: 'config-not-yaml',
          message: 'The configuration file is not YAML of keys and values.',
          next: 'Correct the file; the manual shows one.',
          facts: { file: path, reason },
        },
      ],
    }
  }
  const found: FileValues & { values: Map<string, Given>; problems: Problem[] } = { values: new Map(), problems: [] }
  if (isMap(document.contents)) collect(document.contents, '', { path, lines, found })
  if (!holdsFolder && found.values.delete('dataFolder')) found.problems.push(folderInItself(path))
  return found
}

interface Collecting {
  readonly path: string
  readonly lines: LineCounter
  readonly found: { readonly values: Map<string, Given>; readonly problems: Problem[] }
}

function collect(map: unknown, prefix: string, at: Collecting): void {
  if (!isMap(map)) return
  for (const { key: node, value } of map.items) {
    const key = `${prefix}${String(node)}`
    const line = at.lines.linePos((node as { range?: readonly number[] }).range?.[0] ?? 0).line
    const from = `${at.path}:${line}`
    if (settings.some((each) => each.key.startsWith(`${key}.`))) {
      if (isMap(value)) collect(value, `${key}.`, at)
      else at.found.problems.push(notAGroup(key, from))
    } else if (settings.some((each) => each.key === key)) {
      const plain = (value as { toJSON?: () => unknown } | null)?.toJSON?.()
      if (plain !== null && plain !== undefined) at.found.values.set(key, { value: plain, from, base: dirname(at.path) })
    } else at.found.problems.push(unknownKey(key, from))
  }
}

function unknownKey(key: string, from: string): Problem {
  const near = nearMiss(
    key,
    settings.map((each) => each.key),
  )
  const next =
    near === undefined ? `Leave it out. There are: ${settings.map((each) => each.key).join(', ')}.` : `Write ${near}, or leave it out.`
  return { code: 'config-unknown-key', message: 'The configuration file has a key that does not exist.', next, facts: { key, from } }
}

function notAGroup(key: string, from: string): Problem {
  const inside = settings.filter((each) => each.key.startsWith(`${key}.`)).map((each) => each.key.slice(key.length + 1))
  return {
    code: 'config-wrong-value',
    message: 'A group of settings has a single value.',
    next: `Indent under ${key}: ${inside.join(', ')}.`,
    facts: { key, from },
  }
}

function folderInItself(path: string): Problem {
  const next = 'Give the data folder by --data or THROUGHLINE_DATA_FOLDER, or this file by --config.'
  return {
    code: 'config-folder-in-itself',
    message: 'A file in the data folder cannot say where the data folder is.',
    next,
    facts: { file: path, key: 'dataFolder' },
  }
}

/** A variable of ours that no setting reads is a misspelling. */
function unknownVariables(env: ConfigSources['env']): readonly Problem[] {
  const known = [CONFIG_ENV, ...settings.map((each) => each.env)]
  return Object.keys(env)
    .filter((name) => name.startsWith('THROUGHLINE_') && !known.includes(name))
    .map((name) => {
      const near = nearMiss(name, known)
      const next = near === undefined ? `Unset it. There are: ${known.join(', ')}.` : `Write ${near}, or unset it.`
      return {
        code: 'config-unknown-variable',
        message: 'The environment has a variable of ours that does not exist.',
        next,
        facts: { variable: name },
      }
    })
}

const AGREEMENT = ['worksAgreement.purpose', 'worksAgreement.signedOn', 'worksAgreement.retentionDays'] as const

function halfAgreement(values: ReadonlyMap<string, unknown>): readonly Problem[] {
  const missing = AGREEMENT.filter((key) => values.get(key) === undefined)
  if (missing.length === 0 || missing.length === AGREEMENT.length) return []
  const next = `Also set ${missing.join(' and ')}, or leave the whole group out.`
  return [
    { code: 'config-half-agreement', message: 'The works agreement is stated in part only.', next, facts: { missing: missing.join(', ') } },
  ]
}

function configOf(values: ReadonlyMap<string, string | number | undefined>): Config {
  const [purpose, signedOn, retentionDays] = AGREEMENT.map((key) => values.get(key))
  const worksAgreement = purpose === undefined ? undefined : ({ purpose, signedOn, retentionDays } as WorksAgreement)
  return {
    dataFolder: values.get('dataFolder') as string,
    databaseUrl: values.get('databaseUrl') as string | undefined,
    site: values.get('site') as string | undefined,
    listen: { address: values.get('listen.address') as string, port: values.get('listen.port') as number },
    importFolder: (values.get('importFolder') as string | undefined) ?? join(values.get('dataFolder') as string, 'imports'),
    logLevel: values.get('logLevel') as LogLevel,
    planAt: values.get('planAt') as string | undefined,
    worksAgreement,
    floor: floorConfigOf(values),
    messages: messageConfigOf(values),
    token: values.get('token') as string | undefined,
  }
}

/** A value as it may be shown: without the password that it holds or is. */
export function shownValue({ setting, value }: Effective): string {
  if (value === undefined) return '(not set)'
  if (setting.secret !== true) return String(value)
  const url = URL.parse(String(value))
  if (url === null) return '***'
  // What chat tools call a webhook holds its password as its path.
  if (/^https?:$/.test(url.protocol)) return `${url.origin}/***`
  return String(value).replace(/:\/\/([^:/@]*):[^@]*@/, '://$1:***@')
}
