/** Something that may change while a person looks: a tint marks the new value and fades within two seconds. */
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './kit.module.css'

interface ChangingProps {
  /** What the change is told by; the children are only how it looks. */
  readonly of: string | number | null
  readonly children: ReactNode
}

export function Changing({ of, children }: ChangingProps) {
  const element = useRef<HTMLSpanElement>(null)
  const before = useRef(of)
  useEffect(() => {
    if (before.current === of) return
    before.current = of
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    element.current?.animate([{ backgroundColor: 'var(--accent-tint)' }, { backgroundColor: 'transparent' }], {
      duration: 2000,
      easing: 'ease-in',
    })
  }, [of])
  return (
    <span ref={element} className={styles.changing}>
      {children}
    </span>
  )
}
