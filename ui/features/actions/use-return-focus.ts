/** Gives the focus back to what opened a dialog when it is cancelled. */
import { useState } from 'react'

export function useReturnFocus(onClose: () => void): () => void {
  const [opener] = useState(() => document.activeElement)
  return () => {
    onClose()
    if (opener instanceof HTMLElement) requestAnimationFrame(() => opener.focus())
  }
}
