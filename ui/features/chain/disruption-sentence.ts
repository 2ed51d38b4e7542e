/** What a disruption is, as a sentence in pieces: with links on a page, as plain text for a screen reader. */
import type { Disruption } from '../../../src/core/records/disruption.ts'
import type { ChainWords } from './words-en.ts'

interface Pieces<T> {
  readonly place: T
  /** Speed of a slow work unit; undefined where it is not known. */
  readonly rate: T | undefined
  readonly quantity: T
  /** The work order that it is about, where that is not the place itself. */
  readonly order: T | undefined
  /** Day and hours of the shift that lacks people. */
  readonly shift: T
}

/** The pieces in the order of the language. */
export function tellDisruption<T>(
  words: ChainWords,
  kind: Disruption['kind'],
  { place, rate, quantity, order, shift }: Pieces<T>,
): readonly (string | T)[] {
  if (kind === 'workUnitDown') return words.stopped<T>(place)
  if (kind === 'workUnitSlow') return rate === undefined ? words.slowUnknown<T>(place) : words.slow<T>(place, rate)
  if (kind === 'scrap') return order === undefined ? words.scrapped<T>(place, quantity) : words.scrappedOf<T>(place, quantity, order)
  if (kind === 'lotHeld') return words.held<T>(place)
  if (kind === 'purchaseMoved') return words.moved<T>(place)
  if (kind === 'orderChanged') return words.orderChanged<T>(place)
  if (kind === 'orderCancelled') return words.orderCancelled<T>(place)
  if (kind === 'qualificationMissing') return words.unstaffed<T>(place, shift)
  return words.signalLost<T>(place)
}
