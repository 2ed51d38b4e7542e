/** Import templates: for each kind of record a CSV with nothing but its header, and one mapping that reads them all as they are. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { definitionOf, type RecordName, recordNames } from '../../core/records/all.ts'
import type { Field, FieldKind } from '../../core/records/define.ts'

/** The site is stated in the mapping itself, disruptions come from the floor, and what people decide from the pages. */
const WITHOUT_TEMPLATE: readonly RecordName[] = [
  'site',
  'disruption',
  'action',
  'actionNote',
  'assignment',
  'outcome',
  'scenario',
  'notice',
  'shelving',
  'workReport',
]

/** Kinds of record that have a template. */
const templateNames: readonly RecordName[] = recordNames.filter((name) => !WITHOUT_TEMPLATE.includes(name))

/** Writes the templates and `mapping.yaml` into `folder`, which is made where it is not there; gives the names of the files. */
export async function writeImportTemplates(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const files = [
    ...templateNames.map((name) => [`${name}.csv`, templateHeader(name)] as const),
    ['mapping.yaml', templateMapping()] as const,
  ]
  for (const [name, text] of files) await writeFile(join(folder, name), text, { flag: 'wx' })
  return files.map(([name]) => name)
}

/** The header line of a template. A quantity has its unit, and money its currency, in a column of its own. */
export function templateHeader(name: RecordName): string {
  const columns = Object.entries(definitionOf(name).fields).flatMap(([field, { kind }]) => columnsOf(field, kind))
  return `${['id', ...columns].join(',')}\n`
}

function columnsOf(field: string, kind: FieldKind): readonly string[] {
  if (kind.type === 'quantity') return [field, `${field}Unit`]
  if (kind.type === 'money') return [field, `${field}Currency`]
  return [field]
}

/** The mapping for the templates, with a line of documentation for each field. */
export function templateMapping(): string {
  const records = templateNames.map((name) => {
    const definition = definitionOf(name)
    const fields = Object.entries(definition.fields).map(
      ([field, each]) => `      # ${documentation(each)}\n      ${field}: ${fieldText(field, each.kind)}\n`,
    )
    const personal = definition.personal ? '  # Data about people: read only under a works agreement.\n' : ''
    return `\n  # ${definition.doc}\n${personal}  ${name}:\n    file: ${name}.csv\n    optional: true\n    key: id\n    fields:\n${fields.join('')}`
  })
  return `${TEMPLATE_HEAD}\nrecords:${records.join('')}`
}

const TEMPLATE_HEAD = `# Reads the import templates as they are. Fill in the files that you have data for and delete the others.
name: import templates

# Say which plant the files are about.
site:
  id: my-plant
  name: My plant
  zone: Europe/Berlin
  currency: EUR
`

function documentation(field: Field<unknown>): string {
  return [field.optional ? 'May stay empty.' : 'Needed.', field.doc, written(field.kind)].filter((part) => part !== '').join(' ')
}

/** How a cell of this kind is written in a template. */
function written(kind: FieldKind): string {
  if (kind.type === 'ref') return `The id of a ${kind.to}.`
  if (kind.type === 'refs') return `Ids of ${kind.to}, with commas between.`
  if (kind.type === 'choice') return `One of ${kind.values.join(', ')}.`
  if (kind.type === 'choices') return `Any of ${kind.values.join(', ')}, with commas between.`
  if (kind.type === 'number' || kind.type === 'integer') return `In: ${kind.unit}.`
  if (kind.type === 'flag') return 'true or false.'
  if (kind.type === 'instant') return 'As 2026-05-08 14:30, in local time of the site.'
  if (kind.type === 'localDate') return 'As 2026-05-08.'
  if (kind.type === 'localTime') return 'As 06:00.'
  if (kind.type === 'quantity') return 'The unit is a UN/ECE code as EA, KGM or MTR.'
  if (kind.type === 'structured') return 'As JSON.'
  if (kind.type === 'money') return 'With at most two decimals; the currency is an ISO 4217 code as EUR.'
  return ''
}

function fieldText(field: string, kind: FieldKind): string {
  if (kind.type === 'quantity') return `{ column: ${field}, unit: { column: ${field}Unit } }`
  if (kind.type === 'money') return `{ column: ${field}, currency: { column: ${field}Currency } }`
  return field
}
