/** Signals with their last values and what they mean; a person maps them here and sees since when that counts. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import type { SignalStanding } from '../../../src/engine/floor-ports.ts'
import { Answer } from '../../kit/answer.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { Section } from '../../kit/section.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { useMayChange } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import styles from './data.module.css'
import type { DataPageProps } from './data-search.ts'
import { MappingForm } from './mapping-form.tsx'

const PAGE = 25
const EVERY_MS = 2000

interface SignalPage {
  readonly total: number
  readonly items: readonly SignalStanding[]
}

export function SignalSection({ search, onSearch }: DataPageProps) {
  const { data } = useWords()
  const { only, text, offset = 0 } = search
  const page = useAnswer<SignalPage>('/floor/signals', { offset, limit: PAGE, only, text }, { keep: true, everyMs: EVERY_MS })
  const [editing, setEditing] = useState<string>()
  return (
    <Section title={data.signals}>
      <p className={styles.quiet}>{data.signalsWhy}</p>
      <Filters search={search} onSearch={onSearch} />
      <Answer of={page}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className={styles.empty}>{only === 'unmapped' && text === undefined ? data.allMapped : data.noneFound}</p>
          ) : (
            <>
              <ul className={styles.signals}>
                {items.map((signal) => (
                  <li key={signal.address} className={styles.signalRow}>
                    <SignalRow signal={signal} onEdit={editing === signal.address ? undefined : () => setEditing(signal.address)} />
                    {editing === signal.address ? <MappingForm signal={signal} onDone={() => setEditing(undefined)} /> : null}
                  </li>
                ))}
              </ul>
              <Pages
                offset={offset}
                total={total}
                onOffset={(next) =>
                  onSearch({
                    ...(only === undefined ? {} : { only }),
                    ...(text === undefined ? {} : { text }),
                    ...(next === 0 ? {} : { offset: next }),
                  })
                }
              />
            </>
          )
        }
      </Answer>
    </Section>
  )
}

function Filters({ search, onSearch }: DataPageProps) {
  const { data } = useWords()
  const { only, text } = search
  const holds = useDebouncedCallback(
    (value: string) => onSearch({ ...(only === undefined ? {} : { only }), ...(value === '' ? {} : { text: value }) }),
    250,
  )
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={data.filter}
        value={only ?? 'all'}
        onChange={(value) =>
          onSearch({ ...(value === 'all' ? {} : { only: value as 'mapped' | 'unmapped' }), ...(text === undefined ? {} : { text }) })
        }
        data={[
          { value: 'all', label: data.all },
          { value: 'unmapped', label: data.unmapped },
          { value: 'mapped', label: data.mapped },
        ]}
      />
      <TextInput
        aria-label={data.holds}
        placeholder={data.holds}
        defaultValue={text ?? ''}
        onChange={(event) => holds(event.currentTarget.value.trim())}
      />
    </div>
  )
}

interface SignalRowProps {
  readonly signal: SignalStanding
  /** Undefined while it is being changed. */
  readonly onEdit: (() => void) | undefined
}

function SignalRow({ signal, onEdit }: SignalRowProps) {
  const { data } = useWords()
  const mayChange = useMayChange()
  const { address, value, quality, at, dataType, mapping } = signal
  return (
    <div className={styles.signal} data-quality={quality}>
      <span className={styles.address}>{address}</span>
      <span className={styles.value}>
        {value === null ? <span className={styles.quiet}>{data.noValue}</span> : <span className={styles.read}>{value}</span>}{' '}
        <span className={styles.quiet}>
          {dataType}
          {quality === 'good' ? '' : `, ${data.quality[quality]}`}
        </span>
      </span>
      <span>{at === null ? '–' : <Moment at={at} />}</span>
      <span className={styles.meaning}>
        {mapping === null ? <span className={styles.quiet}>{data.unmapped}</span> : <Meaning signal={signal} />}
      </span>
      {mayChange && onEdit !== undefined ? (
        <Button
          variant="default"
          size="compact-md"
          aria-label={mapping === null ? data.mapOf(address) : data.changeOf(address)}
          onClick={onEdit}
        >
          {mapping === null ? data.map : data.change}
        </Button>
      ) : null}
    </div>
  )
}

function Meaning({ signal: { mapping, appliedAt } }: { readonly signal: SignalStanding }) {
  const { data } = useWords()
  const names = useNames()
  if (mapping === null) return null
  return (
    <>
      <Words of={data.meaningOf<ReactNode>(data.roles[mapping.role], <Name thing={names.thing('workUnit', mapping.workUnitId)} />)} />
      {', '}
      {appliedAt === null ? data.notApplied : <Words of={data.appliedAt<ReactNode>(<Moment at={appliedAt} />)} />}
    </>
  )
}

interface PagesProps {
  readonly offset: number
  readonly total: number
  readonly onOffset: (next: number) => void
}

function Pages({ offset, total, onOffset }: PagesProps) {
  const { data } = useWords()
  if (total <= PAGE) return null
  return (
    <nav className={styles.pages} aria-label={data.signals}>
      <Button variant="default" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - PAGE))}>
        {data.previous}
      </Button>
      <span>{data.page(offset + 1, Math.min(total, offset + PAGE), total)}</span>
      <Button variant="default" disabled={offset + PAGE >= total} onClick={() => onOffset(offset + PAGE)}>
        {data.next}
      </Button>
    </nav>
  )
}
