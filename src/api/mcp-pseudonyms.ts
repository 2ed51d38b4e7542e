/** People under pseudonyms: the same person always has the same one, and nobody can tell from it who they are. */
import { createHmac } from 'node:crypto'

export interface Named {
  readonly id: string
  readonly name: string
}

/** Answers without names and ids of people: their pseudonyms instead, also where a name stands in a text. `key` is known to this server alone. */
export function pseudonymized(answer: unknown, people: readonly Named[], key: string): unknown {
  const pseudonymOf = (id: string): string => `person-${createHmac('sha256', key).update(id).digest('hex').slice(0, 10)}`
  const byName = new Map(people.filter(({ name }) => name !== '').map(({ id, name }) => [name.toLowerCase(), pseudonymOf(id)]))
  // Longer names first, so that no part of a name is left over.
  const names = [...byName.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(names.map(escaped).join('|'), 'giu')
  const text = (value: string): string =>
    names.length === 0 ? value : value.replace(pattern, (name) => byName.get(name.toLowerCase()) ?? 'person')
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value))
      return value
        .filter((each) => !isFoundPerson(each))
        .map(walk)
        .sort(byPerson)
    if (typeof value !== 'object' || value === null) return value
    const id = personIdOf(value)
    return Object.fromEntries(
      Object.entries(value).map(([field, each]) => {
        if (id !== undefined && each === id && (field === 'personId' || field === 'id')) return [field, pseudonymOf(id)]
        if (id !== undefined && field === 'name') return [field, pseudonymOf(id)]
        return [field, walk(each)]
      }),
    )
  }
  return walk(answer)
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function personIdOf(value: object): string | undefined {
  if ('personId' in value && typeof value.personId === 'string') return value.personId
  return 'kind' in value && value.kind === 'person' && 'id' in value && typeof value.id === 'string' ? value.id : undefined
}

/** What a search by name would give away. */
function isFoundPerson(each: unknown): boolean {
  return typeof each === 'object' && each !== null && 'thing' in each && personIdOf(each.thing as object) !== undefined
}

/** Lists of people are alphabetical by name; by pseudonym their order tells nothing. Every other list keeps its order. */
function byPerson(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map((each) =>
    typeof each === 'object' && each !== null && 'personId' in each ? String(each.personId) : undefined,
  )
  if (one === undefined || other === undefined || one === other) return 0
  return one < other ? -1 : 1
}
