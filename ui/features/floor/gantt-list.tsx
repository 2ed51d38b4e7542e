/** The schedule as plain lists, for whoever reads better than looks: opened when wanted. */
import { useState } from 'react'
import type { Schedule } from '../../../src/core/impact/page-answer.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Name } from '../../kit/name.tsx'
import { useWords } from '../../words/use-words.tsx'
import { useBarWords } from './bar-words.ts'
import styles from './floor.module.css'

export function GanttList({ schedule }: { readonly schedule: Schedule }) {
  const { floor } = useWords()
  const words = useBarWords()
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.list} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{floor.listTitle}</summary>
      {open
        ? schedule.rows.map(({ workUnit, bars }) => (
            <section key={workUnit.id}>
              <h2 className={styles.listUnit}>
                <Name thing={workUnit} />
              </h2>
              {bars.length === 0 ? <p>{floor.noBars}</p> : <FirstFew items={bars} keyOf={(bar) => bar.id} row={(bar) => words(bar)} />}
            </section>
          ))
        : null}
    </details>
  )
}
