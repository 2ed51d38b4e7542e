/** The one order in which people are listed: the alphabet, the same in every language, accents as their letters. */

/** Letters that decomposing leaves as they are. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

function sortKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter)
}

/** People by name; where two have the same name, by id, so that a list never changes its order by itself. */
export function byName<T extends { readonly name: string; readonly personId: string }>(people: readonly T[]): T[] {
  return people
    .map((person) => ({ person, key: sortKey(person.name) }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.person.name, b.person.name) || compare(a.person.personId, b.person.personId))
    .map(({ person }) => person)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
