/** One fact, each role's words: every role, occasion and language; the same numbers for all; what is not known is said so. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ACTION_KINDS } from '../../records/action.ts'
import { VERDICTS } from '../../records/action-figures.ts'
import { DISRUPTION_KINDS } from '../../records/disruption.ts'
import { type NoticeFacts, OCCASIONS, type Occasion } from '../../records/notice.ts'
import { WORK_ROLES, type WorkRole } from '../../records/work-role.ts'
import type { Instant } from '../../values/instant.ts'
import { LANGUAGES, type Language } from '../../values/language.ts'
import { sumMoney } from '../../values/money.ts'
import { phrasing } from './phrasing.ts'
import { type NoticeWords, sayNotice } from './say-notice.ts'

const ZONE = 'Europe/Berlin'
const AT = '2026-05-08T06:05:00.000Z' as Instant
const EUR = (amount: number) => ({ amount, scale: 2, currency: 'EUR' })

/** A stop that reaches two promises; its end and its reason are not known. */
const STOP: NoticeFacts = {
  ...{ kind: 'workUnitDown', placeId: 'weld', place: 'Welder', sinceAt: '2026-05-08T06:00:00.000Z', untilAt: null, reason: null },
  ...{ promises: 2, orders: 2, customers: 1, customerNames: ['Aqua Norte'], insideSlack: 5 },
  money: { revenue: [EUR(4_120_000)], contribution: [EUR(1_730_050)], penalty: [] },
  ...{ mustEndBy: '2026-05-08T09:30:00.000Z', verdict: null, saved: null, byAt: null, others: [] },
}
const ASKED: NoticeFacts = {
  ...{ ...STOP, kind: 'overtime', byAt: '2026-05-08T11:15:00.000Z' },
  saved: { revenue: [EUR(3_900_000)], contribution: [EUR(1_500_000)], penalty: [EUR(120_000)] },
}
const SETTLED: NoticeFacts = { ...ASKED, verdict: 'worked', promises: 2 }

function factsOf(occasion: Occasion): NoticeFacts {
  if (occasion === 'settled') return SETTLED
  return occasion === 'asked' || occasion === 'escalated' || occasion === 'help' ? ASKED : STOP
}

function words(role: WorkRole, occasion: Occasion, language: Language, facts = factsOf(occasion)): NoticeWords {
  return sayNotice({ role, occasion, at: AT, facts }, { language, zone: ZONE })
}

const textOf = ({ subject, sentences, next, more }: NoticeWords): string => [subject, ...sentences, next, more ?? ''].join('\n')
const numbersIn = (text: string): readonly string[] => (text.match(/\d[\d.,:\u00a0]*\d|\d/g) ?? []).toSorted()

/** Every number that may be told of some facts, as the language writes it. */
function numbersOf(facts: NoticeFacts, language: Language): ReadonlySet<string> {
  const say = phrasing(language, ZONE)
  const { counts } = say.words
  const told = [
    ...[facts.promises, facts.insideSlack].map((n) => say.count(counts.promises, n)),
    ...[say.count(counts.orders, facts.orders), say.count(counts.customers, facts.customers)],
    say.count(counts.others, facts.others.length),
    ...[facts.sinceAt, facts.untilAt, facts.mustEndBy, facts.byAt].map((each) => say.moment(each) ?? ''),
    ...[facts.money, facts.saved]
      .flatMap((sums) => [sums?.revenue, sums?.contribution, sums?.penalty])
      .map((each) => say.sums(each ?? []) ?? ''),
    say.sums(sumMoney([...(facts.saved?.contribution ?? []), ...(facts.saved?.penalty ?? [])])) ?? '',
  ]
  return new Set(told.flatMap(numbersIn))
}

const everyOne = LANGUAGES.flatMap((language) => OCCASIONS.flatMap((occasion) => WORK_ROLES.map((role) => ({ language, occasion, role }))))

describe('the words of every role', () => {
  test('a stop, as the seller, maintenance and finance read it', () => {
    assert.deepEqual(words('sales', 'reached', 'en'), {
      subject: 'Welder is down: 2 promises, EUR\u00a041,200 of revenue',
      sentences: [
        'Welder is down, since Fri 8 May, 08:00; no reason is recorded.',
        'Confirmed dates that do not hold: 2 promises to 1 customer (Aqua Norte), EUR\u00a041,200 of revenue.',
        'Its end is not known; the first promise still holds if it ends by Fri 8 May, 11:30.',
      ],
      next: 'Read the draft note to the customer, and send it once the date is sure enough.',
      more: null,
    })
    assert.equal(
      words('maintenance', 'reached', 'de').sentences[1],
      'Was auf die Reparatur wartet: 2 Zusagen für 1 Kunden (Aqua Norte), 41.200\u00a0EUR Umsatz.',
    )
    assert.equal(
      words('finance', 'reached', 'es').sentences[1],
      'Expuesto, cada línea una vez: 41.200\u00a0EUR de ingresos, 17.300,50\u00a0EUR de margen de contribución, no consta ninguna penalización; 2 compromisos con 1 cliente (Aqua Norte).',
    )
  })

  for (const { language, occasion, role } of everyOne) {
    test(`${role} reads "${occasion}" in ${language}: short, whole, with what to do next`, () => {
      const said = words(role, occasion, language)
      assert.ok(said.subject.length > 0 && said.subject.length <= 80, said.subject)
      assert.ok(said.sentences.length >= 1 && said.sentences.length <= 3)
      for (const sentence of [...said.sentences, said.next]) assert.match(sentence, /^\S.*[.]$/)
      assert.doesNotMatch(textOf(said), /[{}]|undefined|null|NaN|\bInfinity\b/)
    })

    test(`no number that ${role} reads of "${occasion}" in ${language} is another than the fact's`, () => {
      const known = numbersOf(factsOf(occasion), language)
      for (const number of numbersIn(textOf(words(role, occasion, language)))) assert.ok(known.has(number), `${number} is no fact`)
    })
  }

  test('what an action saves is contribution and penalties together; revenue, by its name, where nothing else is recorded', () => {
    assert.equal(words('planner', 'settled', 'en').sentences[1], 'Kept: 2 promises; saved: EUR\u00a016,200 of contribution and penalties.')
    const revenueAlone = { ...SETTLED, saved: { revenue: [EUR(3_900_000)], contribution: [], penalty: [] } }
    assert.equal(words('planner', 'settled', 'de', revenueAlone).sentences[1], 'Gehalten: 2 Zusagen; gerettet: 39.000\u00a0EUR Umsatz.')
  })

  test('all roles are told the same promises, customers and money of a cause', () => {
    for (const language of LANGUAGES)
      for (const occasion of ['reached', 'changed'] as const) {
        const shared = WORK_ROLES.map((role) => {
          const reach = words(role, occasion, language).sentences[1] ?? ''
          return ['2', '1', language === 'en' ? '41,200' : '41.200'].filter((each) => numbersIn(reach).includes(each))
        })
        for (const numbers of shared) assert.deepEqual(numbers, shared[0])
        assert.equal(shared[0]?.length, 3)
      }
  })

  test('no number differs between roles, whatever the facts', () => {
    const counts = fc.nat({ max: 2_000_000 })
    const money = fc.array(
      fc.record({
        amount: fc.integer({ min: 1, max: 10 ** 10 }),
        scale: fc.constantFrom(0, 2, 4),
        currency: fc.constantFrom('EUR', 'USD'),
      }),
      {
        maxLength: 2,
      },
    )
    const sums = fc.record({ revenue: money, contribution: money, penalty: money })
    const moment = fc.option(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }).map((each) => each.toISOString()),
    )
    const facts = fc.record({
      ...{
        kind: fc.constantFrom(...DISRUPTION_KINDS, ...ACTION_KINDS),
        placeId: fc.constant(null),
        place: fc.constantFrom('Welder', null),
      },
      ...{
        sinceAt: moment,
        untilAt: moment,
        reason: fc.constantFrom('electrode', null),
        promises: counts,
        orders: counts,
        customers: counts,
      },
      ...{
        customerNames: fc.constantFrom([], ['Aqua Norte'], ['Aqua Norte', 'Harbour', 'Rail', 'Depot']),
        insideSlack: counts,
        money: sums,
      },
      ...{ mustEndBy: moment, verdict: fc.constantFrom(null, ...VERDICTS), saved: fc.option(sums), byAt: moment },
      others: fc.array(fc.record({ disruptionId: fc.constant('d'), promises: counts }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(facts, fc.constantFrom(...everyOne), (told, { role, occasion, language }) => {
        const said = words(role, occasion, language, told)
        const known = numbersOf(told, language)
        assert.ok(said.subject.length <= 80, said.subject)
        for (const number of numbersIn(textOf(said))) assert.ok(known.has(number), `${number} in ${textOf(said)}`)
      }),
    )
  })
})

describe('what is not known', () => {
  test('money, end, reason and beginning that are not known are said to be so, and never told as zero', () => {
    const unknown: NoticeFacts = {
      ...STOP,
      place: null,
      sinceAt: null,
      mustEndBy: null,
      money: { revenue: [], contribution: [], penalty: [] },
    }
    const expected = {
      en: [
        /since when is not known/,
        /no reason is recorded/,
        /revenue not known/,
        /Its end is not known\./,
        /a place that is not recorded/,
      ],
      de: [/seit wann, ist nicht bekannt/, /ein Grund ist nicht verzeichnet/, /Umsatz nicht bekannt/, /Das Ende ist nicht bekannt\./],
      es: [/no se sabe desde cuándo/, /no consta ningún motivo/, /ingresos desconocidos/, /No se sabe cuándo termina\./],
    }
    for (const language of LANGUAGES)
      for (const role of WORK_ROLES) {
        const text = textOf(words(role, 'reached', language, unknown))
        for (const pattern of expected[language]) assert.match(text, pattern)
        assert.doesNotMatch(text, /\b0\b/)
      }
  })

  test('an outcome without enough data claims nothing', () => {
    for (const language of LANGUAGES) {
      const said = words('finance', 'settled', language, { ...SETTLED, verdict: 'notEnoughData', saved: null })
      assert.deepEqual(numbersIn(said.sentences.join(' ')), [])
    }
    assert.match(words('finance', 'settled', 'en', { ...SETTLED, saved: null }).sentences[1] ?? '', /what it saved is not known/)
  })

  test('what has not begun yet is told with "from", what has begun with "since"', () => {
    const gap: NoticeFacts = {
      ...STOP,
      kind: 'qualificationMissing',
      sinceAt: '2026-05-10T20:00:00.000Z',
      untilAt: '2026-05-11T04:00:00.000Z',
      mustEndBy: null,
    }
    assert.deepEqual(words('hr', 'reached', 'en', gap).sentences.slice(0, 1), [
      'Qualified people are missing: Welder, from Sun 10 May, 22:00; which skill is not recorded.',
    ])
  })
})

describe('what has an end of another kind', () => {
  test('a delivery has a new date, a missing qualification its skill, and a cancelled order neither end nor date', () => {
    const moved: NoticeFacts = { ...STOP, kind: 'purchaseMoved', untilAt: '2026-05-12T10:00:00.000Z', mustEndBy: null }
    assert.equal(words('buyer', 'reached', 'en', moved).sentences[2], 'The new date is Tue 12 May, 12:00.')
    assert.equal(words('buyer', 'reached', 'de', { ...moved, untilAt: null }).sentences[2], 'Der neue Termin ist nicht bekannt.')
    const gap: NoticeFacts = { ...STOP, kind: 'qualificationMissing', reason: 'TIG welding' }
    assert.match(words('hr', 'reached', 'en', gap).sentences[0] ?? '', /Skill: TIG welding\.$/)
    assert.equal(words('sales', 'reached', 'es', { ...STOP, kind: 'orderCancelled', mustEndBy: null }).sentences.length, 2)
  })
})

describe('manners', () => {
  test('nobody is blamed', () => {
    const blame = /\b(fault|blame|fail(ed|ure)|guilt|careless|mistake|schuld|versagt|fehler|nachlässig|culpa|error|descuido|negligen)/i
    for (const { role, occasion, language } of everyOne) assert.doesNotMatch(textOf(words(role, occasion, language)), blame)
  })

  test('German and Spanish are not left in English', () => {
    for (const occasion of OCCASIONS)
      for (const role of WORK_ROLES) {
        const english = words(role, occasion, 'en')
        for (const language of ['de', 'es'] as const) {
          const said = words(role, occasion, language)
          assert.notEqual(said.subject, english.subject)
          assert.notEqual(said.next, english.next)
          for (const [k, sentence] of said.sentences.entries()) assert.notEqual(sentence, english.sentences[k])
          assert.doesNotMatch(textOf(said), /\b(the|and|of|is|are|with|promises?|customers?)\b/)
        }
      }
  })

  test('a long name is cut in the subject, and no number is', () => {
    const long: NoticeFacts = {
      ...STOP,
      place: 'The welding cell behind the second gate of the northern hall of the old works by the river',
    }
    for (const language of LANGUAGES) {
      const { subject } = words('planner', 'reached', language, long)
      assert.ok(subject.length <= 80)
      assert.match(subject, /…/)
      assert.match(subject, /\b2 (promises|Zusagen|compromisos)$/)
    }
  })

  test('more customers than are named are told in number, the first by name', () => {
    const many: NoticeFacts = { ...STOP, customers: 5, customerNames: ['A', 'B', 'C', 'D', 'E'] }
    assert.match(words('coo', 'reached', 'en', many).sentences[1] ?? '', /5 customers \(among them A, B and C\)/)
  })

  test('causes that were held back are told with the next message', () => {
    const others = [
      { disruptionId: 'd2', promises: 1 },
      { disruptionId: 'd3', promises: 0 },
    ]
    assert.equal(words('planner', 'reached', 'en', { ...STOP, others }).more, '2 more causes were held back; the page shows them all.')
    assert.equal(
      words('planner', 'reached', 'de', { ...STOP, others: others.slice(1) }).more,
      '1 weitere Ursache wurde zurückgehalten; die Seite zeigt sie alle.',
    )
  })
})
