/** Requirements against shifts: how many are there of how many that are needed. A gap is told by a shape and a word, and opens to what it means. */
import { VisuallyHidden } from '@mantine/core'
import { Fragment } from 'react'
import type { CoverageCell } from '../../../src/core/people/answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { coverageTable, type ShiftColumn, type SkillRow } from './coverage-table.ts'
import { GapCard } from './gap-card.tsx'
import styles from './people.module.css'

interface CoverageMatrixProps {
  readonly cells: readonly CoverageCell[]
  readonly open: string | undefined
  readonly onOpen: (key: string | undefined) => void
}

const keyOf = ({ workCenterId, skill, fromAt }: CoverageCell): string => [workCenterId, skill, fromAt].join('|')

export function CoverageMatrix({ cells, open, onOpen }: CoverageMatrixProps) {
  const { people } = useWords()
  const { columns, rows } = coverageTable(cells)
  return (
    <div className={styles.tableFrame}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{people.askedFor}</th>
            {columns.map((column) => (
              <ShiftHead key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const opened = row.cells.find((cell) => cell !== null && keyOf(cell) === open)
            return (
              <Fragment key={row.key}>
                <tr>
                  <RowHead row={row} />
                  {row.cells.map((cell, index) => (
                    <td key={columns[index]?.key}>
                      {cell === null ? (
                        <span className={styles.quiet}>–</span>
                      ) : (
                        <CellButton cell={cell} open={cell === opened} onPress={() => onOpen(cell === opened ? undefined : keyOf(cell))} />
                      )}
                    </td>
                  ))}
                </tr>
                {opened === undefined || opened === null ? null : (
                  <tr>
                    <td colSpan={columns.length + 1} className={styles.openCell}>
                      <GapCard cell={opened} onClose={() => onOpen(undefined)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function ShiftHead({ column: { fromAt, toAt, shift } }: { readonly column: ShiftColumn }) {
  const { dayOf, timeOf } = useFormat()
  const [fromMs, toMs] = [Date.parse(fromAt), Date.parse(toAt)]
  return (
    <th scope="col">
      {shift ?? ''}
      <span className={styles.shiftTime}>
        {dayOf(fromMs)} {timeOf(fromMs)}–{timeOf(toMs)}
      </span>
    </th>
  )
}

function RowHead({ row: { workCenter, skill, certificate, levelMinimum } }: { readonly row: SkillRow }) {
  const { people } = useWords()
  return (
    <th scope="row">
      {workCenter}
      <span className={styles.shiftTime}>
        {skill}, {people.level(levelMinimum)}
        {certificate === null ? '' : `, ${certificate}`}
      </span>
    </th>
  )
}

interface CellButtonProps {
  readonly cell: CoverageCell
  readonly open: boolean
  readonly onPress: () => void
}

function CellButton({ cell, open, onPress }: CellButtonProps) {
  const { people } = useWords()
  const { supply, required, gap, risk } = cell
  const bites = gap > 0 && (risk?.promises ?? 0) > 0
  return (
    <button
      type="button"
      className={styles.cell}
      data-gap={gap > 0 ? (bites ? 'bites' : 'open') : undefined}
      aria-expanded={open}
      onClick={onPress}
    >
      <span>
        <VisuallyHidden component="span">{people.cellName(cell.workCenter, cell.skill)} </VisuallyHidden>
        {supply}/{required}
      </span>
      {gap > 0 ? (
        <span className={styles.cellWord}>
          {bites ? '▲' : '◆'} {people.short(gap)}
        </span>
      ) : null}
    </button>
  )
}
