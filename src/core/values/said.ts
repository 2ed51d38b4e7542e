/** A sentence as its code and the facts in it: whoever shows it says it in the language of the reader. */

/** `code` is kebab-case and never changes its meaning; the names of facts say their unit where they have one. */
export interface Said {
  readonly code: string
  readonly facts: Readonly<Record<string, string | number | null>>
}

export function said(code: string, facts: Said['facts'] = {}): Said {
  return { code, facts }
}

/** Each sentence once, in the order of its first saying. */
export function saidOnce(all: readonly Said[]): readonly Said[] {
  return [...new Map(all.map((each) => [JSON.stringify([each.code, Object.entries(each.facts).sort()]), each])).values()]
}
