/** Coverage as a matrix: what each work center asks for against the shifts, and the gap that costs customers most. */
import type { CoverageCell } from '../../../src/core/people/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'

export interface ShiftColumn {
  readonly key: string
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly shift: string | null
}

export interface SkillRow {
  readonly key: string
  readonly workCenterId: string
  readonly workCenter: string
  readonly skill: string
  readonly certificate: string | null
  readonly levelMinimum: number
  /** One for each column; null where nobody is asked for in that shift. */
  readonly cells: readonly (CoverageCell | null)[]
}

export interface CoverageTable {
  readonly columns: readonly ShiftColumn[]
  readonly rows: readonly SkillRow[]
}

const columnKey = ({ fromAt, toAt, shift }: Omit<ShiftColumn, 'key'>): string => `${fromAt} ${toAt} ${shift ?? ''}`
const rowKey = (cell: CoverageCell): string => [cell.workCenterId, cell.skill, cell.certificate ?? '', String(cell.levelMinimum)].join('\n')

/** Shifts by time, work centers by name and skill: the order says nothing about anybody. */
export function coverageTable(cells: readonly CoverageCell[]): CoverageTable {
  const columns = [...new Map(cells.map(({ fromAt, toAt, shift }) => [columnKey({ fromAt, toAt, shift }), { fromAt, toAt, shift }]))]
    .map(([key, column]) => ({ key, ...column }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const rows = [...Map.groupBy(cells, rowKey)].map(([key, own]) => {
    const [{ workCenterId, workCenter, skill, certificate, levelMinimum }] = own as [CoverageCell]
    const byColumn = new Map(own.map((cell) => [columnKey(cell), cell]))
    return {
      key,
      workCenterId,
      workCenter,
      skill,
      certificate,
      levelMinimum,
      cells: columns.map((column) => byColumn.get(column.key) ?? null),
    }
  })
  return { columns, rows: rows.sort((a, b) => a.workCenter.localeCompare(b.workCenter) || a.skill.localeCompare(b.skill)) }
}

/** The gaps, those first that make most promises late, then the soonest. */
export function gapsByRisk(cells: readonly CoverageCell[]): readonly CoverageCell[] {
  const promises = ({ risk }: CoverageCell): number => risk?.promises ?? 0
  const money = ({ risk }: CoverageCell): number =>
    (risk?.money.revenue ?? []).reduce((sum, { amount, scale }) => sum + amount / 10 ** scale, 0)
  return cells
    .filter(({ gap }) => gap > 0)
    .sort((a, b) => money(b) - money(a) || promises(b) - promises(a) || (a.fromAt < b.fromAt ? -1 : 1))
}
