/** A draft to a customer whose date changed: old date, new date, a reason fit to share. A person reads it, changes it and sends it; nothing is sent from here. */
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { useAnnounce } from '../../live/announcer.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './now.module.css'

interface CustomerNoteProps {
  readonly promise: PromiseAnswer
  /** The reason in words that name nothing of the inside of the plant; null where there is none to share. */
  readonly reason: string | null
}

export function CustomerNote({ promise, reason }: CustomerNoteProps) {
  const { now } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.note}>
      <Button
        variant="default"
        size="compact-md"
        aria-expanded={open}
        aria-label={`${now.draft}: ${promise.salesOrderLineId}`}
        onClick={() => setOpen(!open)}
      >
        {now.draft}
      </Button>
      {open ? <Draft promise={promise} reason={reason} /> : null}
    </div>
  )
}

function Draft({ promise, reason }: CustomerNoteProps) {
  const { now } = useWords()
  const { dateTime, dayOf, quantity } = useFormat()
  const names = useNames()
  const announce = useAnnounce()
  const { salesOrderLineId, confirmedAt, projectedAt, projectedP90At } = promise
  // Nobody promises a customer a date that fails every second time.
  const safeAt = projectedP90At ?? projectedAt
  // Days are what customers plan by; where the day stays the same, the hour is the news.
  const sameDay = confirmedAt !== null && safeAt !== null && dayOf(Date.parse(confirmedAt)) === dayOf(Date.parse(safeAt))
  const told = (at: Instant): string => (sameDay ? dateTime(at) : dayOf(Date.parse(at)))
  const subject = now.noteSubject(salesOrderLineId)
  const facts = {
    customer: names.name('customer', promise.customerId),
    order: salesOrderLineId,
    goods: `${quantity(promise.quantity)} ${names.name('material', promise.materialId)}`,
    before: confirmedAt === null ? '–' : told(confirmedAt),
    after: safeAt === null ? null : told(safeAt),
    reason,
  }
  const [text, setText] = useState(() => now.noteText(facts))
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`
  return (
    <div className={styles.draft}>
      <Textarea
        label={subject}
        description={now.noteWhy}
        autosize
        minRows={6}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div className={styles.buttons}>
        {navigator.clipboard === undefined ? null : (
          <Button variant="default" onClick={() => void navigator.clipboard.writeText(text).then(() => announce('note', now.noteCopied))}>
            {now.noteCopy}
          </Button>
        )}
        <Button variant="default" component="a" href={mail}>
          {now.noteMail}
        </Button>
      </div>
    </div>
  )
}
