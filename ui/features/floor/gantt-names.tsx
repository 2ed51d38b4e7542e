/** The names beside the rows of the Gantt picture: work centers as headings, units with their states. */
import type { WorkUnitStateName } from '../../../src/core/records/work-unit-state.ts'
import { Name } from '../../kit/name.tsx'
import { StateMark } from '../../kit/state-mark.tsx'
import styles from './floor.module.css'
import { CENTER_HEADING, type GanttLayout } from './gantt-layout.ts'

export function GanttNames({ layout, states }: { readonly layout: GanttLayout; readonly states: ReadonlyMap<string, WorkUnitStateName> }) {
  return (
    <div className={styles.names} style={{ height: layout.height }}>
      {layout.rows.map(({ row, firstOfCenter, top, height }) => (
        <div key={row.workUnit.id}>
          {firstOfCenter ? (
            <span className={styles.centerName} style={{ top: top - CENTER_HEADING, height: CENTER_HEADING }}>
              {row.workCenter.name}
            </span>
          ) : null}
          <span className={styles.unitName} style={{ top, height }}>
            <StateMark state={states.get(row.workUnit.id) ?? 'unknown'} bare />
            <Name thing={row.workUnit} />
          </span>
        </div>
      ))}
    </div>
  )
}
