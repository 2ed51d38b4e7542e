/** One box for everything that has a name; `/` leads to it from anywhere. */
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { SearchHit } from '../../../src/core/impact/page-answer.ts'
import { thingTarget } from '../../links/thing-target.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './search.module.css'

const AT_ONCE = 8
const ALL = 'all'

export function SearchBox() {
  const { search } = useWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const { text, setText, asked, hits, none } = useHits()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  useHotkeys([['/', () => input.current?.focus()]])
  const open = (value: string): void => {
    const hit = hits[Number(value)]
    if (value === ALL || hit === undefined) void navigate({ to: '/search', search: { q: text.trim() } })
    else void navigate(thingTarget(hit.thing))
    combobox.closeDropdown()
    setText('')
    input.current?.blur()
  }
  return (
    <search className={styles.box}>
      <Combobox store={combobox} onOptionSubmit={open} position="bottom-start" shadow="none">
        <Combobox.Target>
          <TextInput
            ref={input}
            type="search"
            value={text}
            aria-label={search.label}
            placeholder={search.placeholder}
            rightSection={<kbd className={styles.key}>/</kbd>}
            rightSectionPointerEvents="none"
            onChange={(event) => {
              setText(event.currentTarget.value)
              combobox.openDropdown()
              combobox.updateSelectedOptionIndex()
            }}
            onFocus={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0 && text.trim() !== '') open(ALL)
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={asked === ''} className={styles.dropdown}>
          <Options hits={hits} last={none ? search.nothing(asked) : search.all} />
        </Combobox.Dropdown>
      </Combobox>
    </search>
  )
}

/** What is typed, and what is found for it once the typing rests. */
function useHits() {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 120)
  const found = useAnswer<{ readonly items: readonly SearchHit[] }>(
    asked === '' ? null : '/search',
    { q: asked, limit: AT_ONCE },
    { keep: true },
  )
  const hits = asked === '' ? [] : (found.data?.items ?? [])
  return { text, setText, asked, hits, none: found.data !== undefined && hits.length === 0 }
}

function Options({ hits, last }: { readonly hits: readonly SearchHit[]; readonly last: string }) {
  const { search } = useWords()
  return (
    <Combobox.Options aria-label={search.label}>
      {hits.map((hit, index) => (
        <Combobox.Option key={`${hit.thing.kind} ${hit.thing.id}`} value={String(index)}>
          <HitWords hit={hit} />
        </Combobox.Option>
      ))}
      <Combobox.Option value={ALL}>{last}</Combobox.Option>
    </Combobox.Options>
  )
}

export function HitWords({ hit }: { readonly hit: SearchHit }) {
  const { trace } = useWords()
  return (
    <span className={styles.hit}>
      <span className={styles.hitName}>{hit.thing.name}</span>
      <span className={styles.hitDetail}>{[trace.kinds[hit.thing.kind], hit.detail].filter((each) => each !== null).join(' · ')}</span>
    </span>
  )
}
