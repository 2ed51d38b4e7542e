/** The languages that the pages speak, and which one a person is met with. */
export const LANGUAGES = ['en', 'de', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each in its own language, for whoever looks for theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', es: 'Español' }

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', es: 'es-ES' }

/** The first of the wanted languages, as a browser lists them, that the pages speak; English when none is. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found !== undefined) return found
  }
  return 'en'
}

/** How numbers and dates are written: as in the region that the browser names for this language, else as in the one with most readers here. */
export function localeFor(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => /^[a-z]{2}-[A-Z]{2}$/.test(tag) && tag.startsWith(`${language}-`)) ?? LOCALES[language]
}
