/** A sentence that the server tells as a code with facts, in the words of the reader: times, money and names are written as everywhere else. */
import type { MoneySums } from '../../src/core/records/action-figures.ts'
import { isInstant } from '../../src/core/values/instant.ts'
import { isUnitCode } from '../../src/core/values/quantity.ts'
import type { Said } from '../../src/core/values/said.ts'
import { type NamedKind, type Names, useNames } from '../live/use-names.ts'
import type { Format } from '../words/format.ts'
import type { SaidFacts } from '../words/said-facts.ts'
import { useFormat } from '../words/use-format.tsx'
import { useWords } from '../words/use-words.tsx'

type Sentences = Readonly<Record<string, string | ((facts: SaidFacts) => string)>>

/** Returns the function that says it. A code that no language knows is shown with its facts, so that nothing is lost. */
export function useSaid(): (said: Said) => string {
  const { kit, actions, people, board } = useWords()
  const format = useFormat()
  const names = useNames()
  const sentences: Sentences = { ...kit.said, ...people.said, ...board.said, ...actions.said }
  const say = ({ code, facts }: Said): string => {
    // A sentence about another one, as why a move was refused, tells that one in words.
    const told = typeof facts.code === 'string' ? { code: say({ code: facts.code, facts: { ...facts, code: null } }) } : {}
    const read = { ...withoutAssumed(readFacts(facts, format, names), kit.stillToBePlaced), ...kindsIn(facts, kit.actionKinds), ...told }
    const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined
    if (sentence === undefined) return [code.replaceAll('-', ' '), ...Object.values(read)].join(', ')
    return typeof sentence === 'string' ? sentence : sentence(read)
  }
  return say
}

export function SaidText({ said }: { readonly said: Said }) {
  return useSaid()(said)
}

const NAMED: Readonly<Record<string, NamedKind>> = {
  workUnitId: 'workUnit',
  // Where it ran before; what is no work unit keeps its own word.
  from: 'workUnit',
  workCenterId: 'workCenter',
  customerId: 'customer',
  supplierId: 'supplier',
  materialId: 'material',
}

function readFacts(facts: Said['facts'], format: Format, names: Names): SaidFacts {
  const { amount, scale, currency } = facts
  const money: MoneySums['revenue'][number] | undefined =
    typeof amount === 'number' && typeof scale === 'number' && typeof currency === 'string' ? { amount, scale, currency } : undefined
  const read = Object.entries(facts)
    .filter(([name]) => money === undefined || !['amount', 'scale', 'currency'].includes(name))
    .map(([name, value]) => [name, readFact(name, value, { format, names })] as const)
  const { quantity, unit } = facts
  const isAmount = typeof quantity === 'number' && typeof unit === 'string' && isUnitCode(unit)
  return Object.fromEntries([
    ...read,
    ...(money === undefined ? [] : [['money', format.money(money)]]),
    ...(isAmount ? [['amountText', format.quantity({ value: quantity, unit })]] : []),
  ])
}

/** What only the plan assumes has a number of its own making, which says nothing to anybody. */
function withoutAssumed(facts: SaidFacts, stillToBePlaced: string): SaidFacts {
  const told = Object.entries(facts).map(([name, fact]) => [name, /^assumed-(purchase-)?\d+$/.test(fact) ? stillToBePlaced : fact])
  return Object.fromEntries(told)
}

/** The kinds of actions that several together are of. */
function kindsIn(facts: Said['facts'], words: Readonly<Record<string, string>>): SaidFacts {
  const kinds = Object.entries(facts).flatMap(([name, value]) =>
    /^kind\d$/.test(name) && typeof value === 'string' ? [words[value] ?? value] : [],
  )
  return kinds.length === 0 ? {} : { kinds: kinds.join(' + ') }
}

function readFact(
  name: string,
  value: string | number | null,
  { format, names }: { readonly format: Format; readonly names: Names },
): string {
  if (value === null) return '–'
  if (typeof value === 'number') {
    if (/seconds$/i.test(name)) return format.duration(value)
    if (/hours$/i.test(name)) return format.duration(value * 3600)
    return /^(rate|share)$/.test(name) ? format.percent(value) : format.number(value)
  }
  if (isInstant(value)) return format.dateTime(value)
  const kind = NAMED[name]
  return kind === undefined ? value : names.name(kind, value)
}
