/** The first thing on a page: what is going on, said plainly. Its tone is drawn by a bar, a mark and colour together. */
import type { ReactNode } from 'react'
import styles from './kit.module.css'

export type Tone = 'calm' | 'warn' | 'late'

interface SentenceProps {
  readonly tone: Tone
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Read out by screen readers when it changes. */
  readonly live?: boolean
}

export function Sentence({ tone, title, children, live }: SentenceProps) {
  return (
    <header className={styles.sentence} data-tone={tone} aria-live={live === true ? 'polite' : undefined}>
      <ToneMark tone={tone} />
      <div className={styles.sentenceText}>
        <h1 className={styles.sentenceTitle}>{title}</h1>
        {children}
      </div>
    </header>
  )
}

/** A circle where all is well, a diamond for what needs a look, a triangle for what breaks a promise. */
function ToneMark({ tone }: { readonly tone: Tone }) {
  return (
    <svg className={styles.toneMark} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <title>{tone}</title>
      {tone === 'calm' ? <circle cx="10" cy="10" r="6" /> : null}
      {tone === 'warn' ? <path d="M10 2L18 10L10 18L2 10Z" /> : null}
      {tone === 'late' ? <path d="M10 2L19 18H1Z" /> : null}
    </svg>
  )
}
