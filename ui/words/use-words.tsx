/** The words of the page in the language of whoever reads it; changed at once, remembered on this machine. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { de } from './de.ts'
import { type Catalogue, en } from './en.ts'
import { es } from './es.ts'
import { LANGUAGES, type Language, languageFor } from './language.ts'

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, de, es }
const REMEMBERED = 'throughline.language'

interface Speaking {
  readonly language: Language
  readonly speak: (language: Language) => void
}

const Spoken = createContext<Speaking>({ language: 'en', speak: () => undefined })

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, speak] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(REMEMBERED, language)
  }, [language])
  const speaking = useMemo(() => ({ language, speak }), [language])
  return <Spoken value={speaking}>{children}</Spoken>
}

function firstLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED)
  return LANGUAGES.find((each) => each === remembered) ?? languageFor(navigator.languages)
}

/** Which language is spoken, and the way to speak another. */
export function useLanguage(): Speaking {
  return useContext(Spoken)
}

/** Every sentence of the pages in that language, by part of the product. */
export function useWords(): Catalogue {
  return CATALOGUES[useContext(Spoken).language]
}
