/** Every code that the impact of a disruption is told with has its sentence, and no sentence loses a fact in another language. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { saidText } from '../../src/cli/said-text.ts'
import type { SaidFacts } from '../words/said-facts.ts'
import { saidDe } from './said-words-de.ts'
import { saidEn } from './said-words-en.ts'
import { saidEs } from './said-words-es.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Codes as they are written where they are said. */
const codes = new Set(
  globSync('src/core/{impact,flow,floor}/*.ts', { cwd: root })
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/(?:said\(|note\(context, )'([a-z-]+)'/g)].map(([, code]) => code ?? ''),
    ),
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

test('every code that is said has a sentence on the pages and on the command line', () => {
  assert.ok(codes.size > 30, 'the codes were not found')
  assert.deepEqual([...codes].sort(), Object.keys(saidEn).sort())
  for (const code of codes) assert.notEqual(saidText({ code, facts: {} }), code)
})

for (const [language, words] of [
  ['German', saidDe],
  ['Spanish', saidEs],
] as const) {
  test(`${language} tells every fact that English tells, in other words`, () => {
    for (const [code, english] of Object.entries(saidEn)) {
      const [here, there] = [watched(), watched()]
      const text = english(here.facts)
      const translated = words[code as keyof typeof saidEn](there.facts)
      assert.deepEqual([...there.read].sort(), [...here.read].sort(), code)
      assert.notEqual(translated, text, code)
      for (const fact of here.read) assert.ok(translated.includes(`‹${fact}›`), `${code} loses ${fact}`)
    }
  })
}
