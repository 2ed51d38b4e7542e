/** A draft to a customer whose date changed: old date, new date, a reason fit to share. A person reads it, changes it and sends it; nothing is sent from here. */
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { CustomerNote as Draft } from '../../../src/engine/message-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { useAnnounce } from '../../live/announcer.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../words/language.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './now.module.css'

/** The draft is the server's, so that mail, programs and pages say the same; in the customer's language until a person chooses another. */
export function CustomerNote({ lineId }: { readonly lineId: string }) {
  const { now } = useWords()
  const [open, setOpen] = useState(false)
  const [language, setLanguage] = useState<Language>()
  return (
    <div className={styles.note}>
      <Button
        variant="default"
        size="compact-md"
        aria-expanded={open}
        aria-label={`${now.draft}: ${lineId}`}
        onClick={() => setOpen(!open)}
      >
        {now.draft}
      </Button>
      {open ? (
        <div className={styles.draft}>
          <NativeSelect
            label={now.noteLanguage}
            className={styles.noteLanguage ?? ''}
            value={language ?? ''}
            onChange={({ currentTarget: { value } }) => setLanguage(LANGUAGES.find((each) => each === value))}
            data={[
              { value: '', label: now.noteLanguageTheirs },
              ...LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] })),
            ]}
          />
          <Drafted key={language} lineId={lineId} language={language} />
        </div>
      ) : null}
    </div>
  )
}

function Drafted({ lineId, language }: { readonly lineId: string; readonly language: Language | undefined }) {
  const draft = useAnswer<Draft>(`/promises/${encodeURIComponent(lineId)}/customer-note`, { language })
  return <Answer of={draft}>{(drafted) => <Writing draft={drafted} />}</Answer>
}

/** What was drafted first stays, whatever the plant does meanwhile: nothing is rewritten under a hand that writes. That it has moved is said. */
function Writing({ draft }: { readonly draft: Draft }) {
  const { now } = useWords()
  const announce = useAnnounce()
  const [first, setFirst] = useState(draft)
  const [text, setText] = useState(draft.text)
  const { subject, language } = first
  const hasMoved = draft.text !== first.text
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`
  return (
    <>
      <Textarea
        label={subject}
        description={now.noteWhy}
        lang={language}
        autosize
        minRows={6}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {hasMoved ? (
        <p className={styles.moved} role="status">
          ▲ {now.noteMoved}{' '}
          <Button
            variant="default"
            size="compact-md"
            onClick={() => {
              setFirst(draft)
              setText(draft.text)
            }}
          >
            {now.noteAnew}
          </Button>
        </p>
      ) : null}
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
    </>
  )
}
