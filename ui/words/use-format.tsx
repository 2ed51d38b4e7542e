/** The formats of the page: in the language of the reader, in the zone of the plant. */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Format, makeFormat } from './format.ts'
import { localeFor } from './language.ts'
import { useLanguage, useWords } from './use-words.tsx'

/** The zone of the plant and the year that goes without saying there. */
interface Place {
  readonly zone: string
  readonly year: number
}

const HERE: Place = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, year: new Date().getFullYear() }
const Written = createContext<Format | null>(null)

export function FormatProvider({ place, children }: { readonly place: Place | undefined; readonly children: ReactNode }) {
  const { language } = useLanguage()
  const { kit } = useWords()
  const { zone, year } = place ?? HERE
  const format = useMemo(
    () => makeFormat({ locale: localeFor(language, navigator.languages), zone, year, words: kit }),
    [language, zone, year, kit],
  )
  return <Written value={format}>{children}</Written>
}

export function useFormat(): Format {
  const format = useContext(Written)
  if (format === null) throw new Error('a page was drawn outside of its formats')
  return format
}
