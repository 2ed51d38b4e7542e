/** The draft to a customer: old date, new date, a reason fit to share, in their language; nothing of the inside of the plant. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DISRUPTION_KINDS } from '../../records/disruption.ts'
import { LANGUAGES } from '../../values/language.ts'
import { draftNote, languageOfCountry, type NoteFacts } from './draft-note.ts'

const FACTS: NoteFacts = {
  ...{ order: '1042-1', goods: 'Circulation pump', customer: 'Aqua Norte', cause: 'workUnitDown' },
  ...{ before: '2026-05-08T12:00:00.000Z', after: '2026-05-11T22:30:00.000Z' },
}
const zone = 'Europe/Berlin'

test('a German customer reads both dates, by the days of the plant, and a reason that names no machine', () => {
  assert.deepEqual(draftNote(FACTS, { language: 'de', zone }), {
    language: 'de',
    subject: 'Neuer Termin für Ihren Auftrag 1042-1',
    text: [
      'Guten Tag an Aqua Norte,',
      'Ihr Auftrag 1042-1 (Circulation pump) war bestätigt für 8. Mai 2026.',
      'Wir rechnen nun mit der Lieferung am 12. Mai 2026.',
      'Der Grund: eine Maschine in unserem Werk stand still.',
      'Wir bedauern die Änderung und beantworten Ihre Fragen gern.',
    ].join('\n\n'),
  })
})

test('where the day stays the same the hours are told', () => {
  const { text } = draftNote({ ...FACTS, after: '2026-05-08T16:30:00.000Z' }, { language: 'en', zone })
  assert.match(text, /was confirmed for Fri,? 8 May, 14:00\./)
  assert.match(text, /We now expect to deliver it on Fri,? 8 May, 18:30\./)
})

test('a date that is not known is not invented, nor is a reason', () => {
  const { text } = draftNote({ ...FACTS, after: null, before: null, customer: null, cause: null }, { language: 'en', zone })
  assert.equal(
    text,
    [
      'Good day,',
      'This is about your order 1042-1 (Circulation pump).',
      'We can not name the new date yet. We will write again as soon as we know it.',
      'We are sorry for the change, and are glad to answer your questions.',
    ].join('\n\n'),
  )
})

test('every cause has a reason fit to share in every language: no money, no blame', () => {
  for (const language of LANGUAGES)
    for (const cause of DISRUPTION_KINDS) {
      const { subject, text } = draftNote({ ...FACTS, cause }, { language, zone })
      assert.doesNotMatch(`${subject}\n${text}`, /[{}]|undefined|EUR|USD|€|supplier|Lieferant|proveedor|fault|Schuld|culpa/)
    }
})

test('a customer is written to in the language of their country, and in English where that says nothing', () => {
  assert.deepEqual(['DE', 'Österreich', 'mx', 'Spain', 'DK', undefined].map(languageOfCountry), ['de', 'de', 'es', 'es', 'en', 'en'])
})
