/** Something that is decided before the page goes on: its heading, and a way out that is always there. */
import { CloseButton, Modal } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../words/use-words.tsx'
import styles from './kit.module.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** Wide enough for lists. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** Drawn as open: whoever shows it decides for how long. A header of Mantine's own would be a second banner of the page. */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const { kit } = useWords()
  useReturnFocus()
  return (
    <Modal.Root opened onClose={onClose} size={wide ? 'xl' : 'md'} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body>
          <div className={styles.dialogHead}>
            <h2 className={styles.sectionTitle}>{title}</h2>
            <CloseButton aria-label={kit.close} onClick={onClose} />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Whoever leaves a dialog is back at what opened it, unless what was decided has led elsewhere. */
function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && opener instanceof HTMLElement) opener.focus()
      })
    },
    [opener],
  )
}
