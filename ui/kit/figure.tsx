/** A number that is a button: it opens to its reasons, from what, how sure, how old. */
import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './kit.module.css'

interface FigureProps {
  /** What the number is, for the heading of its reasons and for whoever hears it. */
  readonly label: string
  readonly value: ReactNode
  /** The reasons. */
  readonly children: ReactNode
}

export function Figure({ label, value, children }: FigureProps) {
  return (
    <Popover position="bottom-start" width={340} shadow="none" withRoles={false} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton component="button" type="button" className={styles.figure}>
          <VisuallyHidden component="span">{label}: </VisuallyHidden>
          {value}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.reasons} role="dialog" aria-label={label} tabIndex={-1} data-autofocus>
        <p className={styles.reasonsTitle}>{label}</p>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
