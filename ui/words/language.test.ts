import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageFor, localeFor } from './language.ts'

test('a person is met with the first of their languages that the pages speak', () => {
  assert.equal(languageFor(['fr-CH', 'de-CH', 'en']), 'de')
  assert.equal(languageFor(['es-419']), 'es')
  assert.equal(languageFor(['pl']), 'en')
})

test('numbers are written as in the region that the browser names', () => {
  assert.equal(localeFor('de', ['fr-CH', 'de-CH']), 'de-CH')
  assert.equal(localeFor('es', ['de-CH']), 'es-ES')
})
