/** English words of the search. */

export const searchEn = {
  label: 'Search for an order, customer, lot, work unit',
  placeholder: 'Search',
  title: (text: string) => `Found for “${text}”`,
  titleEmpty: 'Search',
  hint: 'Type a part of a name or number: an order, a customer, a material, a lot, a work unit, a supplier.',
  nothing: (text: string) => `Nothing is called “${text}”.`,
  nothingNext: 'Try a shorter part of the name, or the number alone.',
  all: 'Show all results',
}
export type SearchWords = typeof searchEn
