/** What changed in the plan as a file for the ERP: one line for each field, with its value before and after. */
import type { RecordedChange } from '../core/records/action-figures.ts'

const HEADER = ['record', 'id', 'field', 'before', 'after']

/** The lines of `changes` in their order, fields in order of name. Parts of a value have names as `quantity.value`; a value that is not there is empty. */
export function planFile(changes: readonly RecordedChange[]): string {
  return [HEADER, ...changes.flatMap(linesOf)].map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

/** The changes that take `changes` back, last first. */
export function takenBack(changes: readonly RecordedChange[]): readonly RecordedChange[] {
  const opposite = { added: 'removed', removed: 'added', updated: 'updated' } as const
  return changes.toReversed().map(({ type, record, id, from, to }) => ({ type: opposite[type], record, id, from: to, to: from }))
}

function linesOf({ record, id, from, to }: RecordedChange): readonly (readonly string[])[] {
  const [before, after] = [partsOf(from), partsOf(to)]
  const fields = [...new Set([...before.keys(), ...after.keys()])].filter((field) => field !== 'id').sort()
  return fields.flatMap((field) => {
    const line = [before.get(field) ?? '', after.get(field) ?? '']
    return line[0] === line[1] ? [] : [[record, id, field, ...line]]
  })
}

/** Each plain value of a record by its name. Lists stay whole, as JSON. */
function partsOf(value: unknown, name = ''): ReadonlyMap<string, string> {
  if (value === undefined || value === null) return new Map()
  if (typeof value !== 'object') return new Map([[name, String(value)]])
  if (Array.isArray(value)) return new Map([[name, JSON.stringify(value)]])
  return new Map(Object.entries(value).flatMap(([key, each]) => [...partsOf(each, name === '' ? key : `${name}.${key}`)]))
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
