/** One is told as one and two as two: every sentence of every language that a count can stand in is said with both, and looked at for the wrong form. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UnitCode } from '../../src/core/values/quantity.ts'
import { dative } from './dative.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { makeFormat } from './format.ts'

type Said = (...given: unknown[]) => unknown

/** Every sentence that is told something, with its place, as `promises.holds`. */
function sentences(words: object, place = ''): readonly { readonly place: string; readonly said: Said }[] {
  return Object.entries(words).flatMap(([key, said]) => {
    if (typeof said === 'function') return [{ place: `${place}${key}`, said: said as Said }]
    return typeof said === 'object' && said !== null ? sentences(said, `${place}${key}.`) : []
  })
}

/** Facts of which each is the same count. */
const factsOf = (count: string): object => new Proxy({}, { get: () => count })

const textOf = (told: unknown): string => (Array.isArray(told) ? told.join('') : String(told))

/** The sentence with the count as a number, as a thing that is counted already, and as a number with the thing beside it. */
function saidWith(place: string, said: Said, { n, thing }: { readonly n: number; readonly thing: string }): readonly string[] {
  if (place.includes('.said.')) return [textOf(said(factsOf(String(n))))]
  if (/^\(\{/.test(String(said))) return [textOf(said(factsOf(thing)))]
  const all = (given: unknown): readonly unknown[] => Array(6).fill(given)
  // A sentence that picks its form by a number is given one first.
  return / === 1/.test(String(said))
    ? [textOf(said(...all(n))), textOf(said(n, ...all(thing)))]
    : [textOf(said(...all(String(n)))), textOf(said(...all(thing)))]
}

interface Grammar {
  readonly words: typeof en
  /** After one: a plural, or a verb of several. */
  readonly wrongOfOne: RegExp
  /** After two: a singular. */
  readonly wrongOfTwo: RegExp
}

/** What they are told is no count: an amount of money, or the name of a place. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['actions.losesBesides', 'actions.losesNow', 'chain.unstaffed'])

const GRAMMARS: Readonly<Record<'English' | 'German' | 'Spanish', Grammar>> = {
  English: {
    words: en,
    wrongOfOne:
      /\b1 (?:(?:more|late|open|other|recorded|qualified|work|sales) )*(?:people|persons|promises|orders|customers|operations|units|stops|days|deliveries|actions|causes|changes|shifts|gaps|signals|devices|times|notes|suppliers|disruptions|steps|pcs|messages|nodes|things|reports|lines|materials|records)\b|\b1(?: (?!that\b|who\b|which\b|would\b|does\b|to\b)[a-z]+){0,3} (?:are|have|were|run|go|slip|move|come|need|hold|get|take|stay|leave|become)\b/,
    wrongOfTwo:
      /\b2 (?:(?:more|late|open|other|recorded|qualified|work) )*(?:promise|order|customer|operation|unit|stop|person|day|delivery|action|cause|change|shift|gap|signal|device|time|note|supplier|disruption|step)\b/,
  },
  German: {
    words: de,
    wrongOfOne:
      /(?<![\wäöü])1 (?:(?:weitere|offene|verspätete|andere|qualifizierte|solche|erfasste[nr]?) )*(?:Tage|Tagen|Zusagen|Aufträge|Arbeitsgänge|Maschinen|Maßnahmen|Stillstände|Stillständen|Personen|Schritte|Änderungen|Lieferungen|Positionen|Signale|Lücken|Schichten|Anmerkungen|Meldungen|Störungen|Ursachen|Sachen|Lieferanten|Leute|Stunden)(?![\wäöü])|(?<![\wäöü])1(?: (?!die\b|der\b|das\b|würde\b)[a-zäöüA-ZÄÖÜ]+){0,3} (?:sind|haben|werden|arbeiten|laufen|liegen|kommen|brauchen|halten|stehen|fehlen|gehen|verschieben|rutschen|bekommen|kippen|würden|wurden)(?![\wäöü])/,
    wrongOfTwo:
      /(?<![\wäöü])2 (?:(?:weitere|offene|verspätete|andere|qualifizierte|solche|erfasste[nr]?) )*(?:Tag|Zusage|Kunde|Arbeitsgang|Maschine|Maßnahme|Person|Schritt|Änderung|Lieferung|Position|Signal|Lücke|Schicht|Anmerkung|Meldung|Störung|Ursache|Sache|Lieferant)(?![\wäöü])/,
  },
  Spanish: {
    words: es,
    wrongOfOne:
      /\b1 (?:compromisos|pedidos|órdenes|clientes|operaciones|máquinas|paradas|personas|pasos|cambios|entregas|líneas|medidas|acciones|turnos|huecos|señales|días|veces|incidencias|causas|proveedores|notificaciones|notas|mensajes|nodos|uds|puestos|abiertos|retrasados)(?![\wáéíóúñ])|\b1(?: (?!que\b)[a-záéíóúñ]+){0,4} (?:están|son|van|tienen|hacen|trabajan|pasan|llegan|se mueven|quedan|faltan|reciben|salen|ocupan|siguen|mantienen|dejan|vienen)(?![\wáéíóúñ])|\b(?:quedan|faltan|salen|pasan|hay) 1 [a-z]+s\b/,
    wrongOfTwo:
      /\b2 (?:compromiso|pedido|orden|cliente|operación|máquina|persona|paso|cambio|línea|medida|acción|turno|hueco|señal|día|vez|incidencia|causa|proveedor|notificación|nota)(?![\wáéíóúñ])/,
  },
}

for (const [language, { words, wrongOfOne, wrongOfTwo }] of Object.entries(GRAMMARS)) {
  for (const [n, wrong] of [
    [1, wrongOfOne],
    [2, wrongOfTwo],
  ] as const) {
    test(`${language} says ${n} of everything as ${n === 1 ? 'one' : 'several'}`, () => {
      const things = [words.chain.promises(n), words.chain.orders(n), words.ledger.actionCount(n)]
      const told = sentences(words).flatMap(({ place, said }) =>
        things.flatMap((thing) => saidWith(place, said, { n, thing }).map((text) => ({ place, text }))),
      )
      assert.ok(told.length > 500, 'the sentences were not found')
      const mistakes = told
        .filter(({ place, text }) => !NOT_COUNTED.has(place) && wrong.test(text))
        .map(({ place, text }) => `${place}: ${text}`)
      assert.deepEqual([...new Set(mistakes)], [])
    })
  }
}

test('what looks for wrong forms finds them', () => {
  const { English, German, Spanish } = GRAMMARS
  for (const text of ['1 promises slip', '1 pcs of it', '1 promise run through it', '1 more causes']) assert.match(text, English.wrongOfOne)
  for (const text of ['1 Tage', '1 Maschine auf Dauer arbeiten', '1 Zusage haben', '1 weitere Zusagen'])
    assert.match(text, German.wrongOfOne)
  for (const text of ['1 uds.', '1 máquina del camino trabajan', 'quedan 1 uds']) assert.match(text, Spanish.wrongOfOne)
  assert.match('2 promise', English.wrongOfTwo)
  assert.match('2 Zusage', German.wrongOfTwo)
  assert.match('2 compromiso', Spanish.wrongOfTwo)
})

test('a piece is one, and pieces are several', () => {
  for (const [locale, words, one, two] of [
    ['en-GB', en, '1 pc', '2 pcs'],
    ['de-DE', de, '1 Palette', '2 Paletten'],
    ['es-ES', es, '1 ud.', '2 uds.'],
  ] as const) {
    const { quantity } = makeFormat({ locale, zone: 'UTC', year: 2026, words: words.kit })
    const unit = (locale === 'de-DE' ? 'PF' : 'EA') as UnitCode
    assert.deepEqual([quantity({ value: 1, unit }), quantity({ value: 2, unit })], [one, two])
  }
})

test('German puts into the dative what stands there', () => {
  assert.deepEqual(['12 Tage', '1 Tag', '4 Tage 6 h', '14 h', '3 Sätze'].map(dative), [
    '12 Tagen',
    '1 Tag',
    '4 Tagen 6 h',
    '14 h',
    '3 Sätzen',
  ])
  assert.equal(de.kit.slackOf('14 h', '12 Tage'), 'noch 14 h Puffer von 12 Tagen')
})
