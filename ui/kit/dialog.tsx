/** Something that is decided before the page goes on: its heading, and a way out that is always there. */
import { Button, CloseButton, Modal } from '@mantine/core'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useWords } from '../words/use-words.tsx'
import { wayBack } from './focus-way-back.ts'
import styles from './kit.module.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** Wide enough for lists. */
  readonly wide?: boolean
  readonly children: ReactNode
}

const Leave = createContext<() => void>(() => undefined)

/** Drawn as open: whoever shows it decides for how long. A header of Mantine's own would be a second banner of the page. */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const { kit } = useWords()
  const back = useReturnFocus()
  // The focus is back before the dialog goes: a list that is held while somebody is at it is then held without a gap.
  const leave = (): void => {
    back()
    onClose()
  }
  return (
    <Modal.Root opened onClose={leave} size={wide ? 'xl' : 'md'} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body>
          <div className={styles.dialogHead}>
            <h2 className={styles.sectionTitle}>{title}</h2>
            <CloseButton aria-label={kit.close} onClick={leave} />
          </div>
          <Leave value={leave}>{children}</Leave>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** The button inside a dialog that decides nothing, and leads back to where it was opened. */
export function DialogCancel() {
  const { kit } = useWords()
  const leave = useContext(Leave)
  return (
    <Button variant="default" onClick={leave}>
      {kit.cancel}
    </Button>
  )
}

/** Whoever leaves a dialog is back at what opened it, unless what was decided has led elsewhere. */
function useReturnFocus(): () => void {
  const [back] = useState(() => wayBack(document.activeElement))
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === null || document.activeElement === document.body) back()
      })
    },
    [back],
  )
  return back
}
