/** Every sentence in every language, none the same by mistake, and none that no page says. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'

type Said = string | ((...given: never[]) => unknown)
interface Sentence {
  readonly place: string
  readonly said: Said
}

/** Every sentence of a catalogue with its place, as `promises.kinds.lot`. */
function sentences(words: object, place = ''): readonly Sentence[] {
  return Object.entries(words).flatMap(([key, said]) =>
    typeof said === 'object' && said !== null ? sentences(said, `${place}${key}.`) : [{ place: `${place}${key}`, said: said as Said }],
  )
}

/** The text of a sentence; what it is given shows as it is. */
function textOf(said: Said, given: readonly unknown[]): string {
  const text = typeof said === 'string' ? said : said(...(given as never[]))
  return Array.isArray(text) ? text.join('') : String(text)
}

const MARKS = ['‹1›', '‹2›', '‹3›', '‹4›']
const byPlace = (words: object): ReadonlyMap<string, Said> => new Map(sentences(words).map(({ place, said }) => [place, said]))

/** The same in two languages because the word is. */
const SAME_WORD =
  /^((de|es) (frame\.(roles\.(coo|cio|hr|ot)|connection\.live|places\.\w+)|kit\.(units\.\w+|spans\.\w+|scrapReasons\.material|workRoles\.(coo|cio))|trace\.kinds\.(person|material)))$/i

for (const [language, words] of [
  ['de', de],
  ['es', es],
] as const) {
  test(`${language} says all that English says, and nothing else`, () => {
    assert.deepEqual([...byPlace(words).keys()].sort(), [...byPlace(en).keys()].sort())
  })

  test(`${language} has translated every sentence that is more than a name or a number`, () => {
    const theirs = byPlace(words)
    const untranslated = sentences(en).filter(({ place, said }) => {
      const english = textOf(said, MARKS)
      const letters = MARKS.reduce((rest, mark) => rest.replaceAll(mark, ''), english).replace(/[^\p{L}]/gu, '')
      if (letters.length <= 3) return false
      return textOf(theirs.get(place) ?? '', MARKS) === english && !SAME_WORD.test(`${language} ${place}`)
    })
    assert.deepEqual(
      untranslated.map(({ place, said }) => `${place}: ${textOf(said, MARKS)}`),
      [],
    )
  })

  test(`${language} says of each thing that a sentence is given`, () => {
    const theirs = byPlace(words)
    const lost = sentences(en).flatMap(({ place, said }) => {
      const [english, translated] = [textOf(said, MARKS), textOf(theirs.get(place) ?? '', MARKS)]
      return MARKS.filter((mark) => english.includes(mark) && !translated.includes(mark)).map((mark) => `${place} loses its ${mark}`)
    })
    assert.deepEqual(lost, [])
  })
}

test('one is not many, in any language', () => {
  for (const words of [en, de, es]) {
    for (const count of [words.chain.promises, words.chain.customers, words.data.signalCount, words.floor.unitCount]) {
      assert.notEqual(count(1).replace(/\d+/, ''), count(2).replace(/\d+/, ''))
      assert.match(count(7), /7/)
    }
  }
})

/** Picked by a word that the server says or a page computes: the state of a connection, the bite of a delivery, the kind of a date. */
const PICKED: ReadonlySet<string> = new Set([
  'now.connected',
  'now.connecting',
  'now.failed',
  'supply.binds',
  'supply.free',
  'promises.asked',
])

const root = fileURLToPath(new URL('../..', import.meta.url))

test('every sentence is said on some page', () => {
  const pages = globSync('ui/**/*.{ts,tsx}', {
    cwd: root,
    exclude: ['ui/dist/**', 'ui/**/words-*.ts', 'ui/words/{en,de,es}.ts', 'ui/**/*.test.ts'],
  })
  const text = pages.map((path) => readFileSync(join(root, path), 'utf8')).join('\n')
  // Words that are picked by a key which is put together, as `legend${kind}`.
  const begun = [...text.matchAll(/\[`(\w+)\$\{/g)].map((match) => match[1] ?? '')
  const spoken = (key: string): boolean => new RegExp(`\\.${key}\\b`).test(text) || begun.some((start) => key.startsWith(start))
  const silent = Object.entries(en).flatMap(([part, words]) =>
    Object.keys(words)
      .filter((key) => !spoken(key))
      .map((key) => `${part}.${key}`),
  )
  assert.deepEqual(
    silent.filter((place) => !PICKED.has(place)),
    [],
    'Say them, or take them out of all languages.',
  )
})
