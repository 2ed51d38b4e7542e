/** Where one can go from anywhere. */
export const PLACES = ['now', 'promises', 'floor', 'supply', 'board', 'people', 'actions', 'data'] as const
export type Place = (typeof PLACES)[number]

export const PLACE_PATHS: Readonly<Record<Place, string>> = {
  now: '/',
  promises: '/promises',
  floor: '/floor',
  supply: '/supply',
  board: '/board',
  people: '/people',
  actions: '/actions',
  data: '/data',
}

/** Which of them an address belongs to; undefined for pages that are reached from all. */
export function placeOf(path: string): Place | undefined {
  if (path === '/') return 'now'
  if (/^\/(ledger|kept)(\/|$)/.test(path)) return 'actions'
  return PLACES.find((place) => place !== 'now' && (path === PLACE_PATHS[place] || path.startsWith(`${PLACE_PATHS[place]}/`)))
}
