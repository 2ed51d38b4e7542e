/** A part of a page with its heading. */
import { type ReactNode, useId } from 'react'
import styles from './kit.module.css'

interface SectionProps {
  readonly title: string
  /** Beside the heading, at the far end. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h2 id={id} className={styles.sectionTitle}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
