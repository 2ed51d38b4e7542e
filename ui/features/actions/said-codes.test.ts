/** Whatever the server says by code about countermeasures, trials, outcomes and refused moves is said in every language, with all its facts. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { SaidFacts } from '../../words/said-facts.ts'
import { boardEn } from '../board/words-en.ts'
import { peopleEn } from '../people/words-en.ts'
import { actionSaidDe } from './said-words-de.ts'
import { actionSaidEn } from './said-words-en.ts'
import { actionSaidEs } from './said-words-es.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Codes as they are written where they are said, or where a move is refused. */
const codes = new Set(
  globSync('src/core/actions/{,countermeasures/,moves/}*.ts', { cwd: root })
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      const said = [...text.matchAll(/\bsaid\(\s*'([a-z-]+)'|\bcode: '([a-z-]+)', facts/g)]
      const either = [...text.matchAll(/\bsaid\([^']*\? '([a-z-]+)' : '([a-z-]+)'|\bsaid\([^,]*\? '([a-z-]+)' : '([a-z-]+)'/g)]
      const refused = path.includes('/moves/') ? [...text.matchAll(/\brefused\(\s*'([a-z-]+)'|\bcode: '([a-z-]+)',\n/g)] : []
      return [...said, ...either, ...refused].flatMap(([, ...found]) => found.filter((each) => each !== undefined))
    }),
)

/** Facts that note who reads them. */
function watched(): { readonly facts: SaidFacts; readonly read: Set<string> } {
  const read = new Set<string>()
  const facts = new Proxy<Record<string, string>>(
    {},
    {
      get(_, name) {
        read.add(String(name))
        return `‹${String(name)}›`
      },
    },
  )
  return { facts, read }
}

test('every code has its sentence', () => {
  assert.ok(codes.size > 50, `only ${codes.size} codes were found`)
  const words = new Set([...Object.keys(actionSaidEn), ...Object.keys(boardEn.said), ...Object.keys(peopleEn.said)])
  assert.deepEqual(
    [...codes].filter((code) => !words.has(code)),
    [],
  )
})

test('no sentence stands for a code that nobody says', () => {
  assert.deepEqual(
    Object.keys(actionSaidEn).filter((code) => !codes.has(code)),
    [],
  )
})

for (const [language, words] of [
  ['German', actionSaidDe],
  ['Spanish', actionSaidEs],
] as const) {
  test(`${language} tells every fact that English tells, in other words`, () => {
    for (const [code, english] of Object.entries(actionSaidEn)) {
      const [here, there] = [watched(), watched()]
      const text = english(here.facts)
      const translated = words[code as keyof typeof actionSaidEn](there.facts)
      assert.deepEqual([...there.read].sort(), [...here.read].sort(), code)
      assert.notEqual(translated, text, code)
      for (const fact of here.read) assert.ok(translated.includes(`‹${fact}›`), `${code} loses ${fact}`)
    }
  })
}
