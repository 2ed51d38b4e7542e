/** German words of the search. */
import type { SearchWords } from './words-en.ts'

export const searchDe: SearchWords = {
  label: 'Auftrag, Kunde, Los oder Maschine suchen',
  placeholder: 'Suchen',
  title: (text) => `Gefunden zu „${text}“`,
  titleEmpty: 'Suche',
  hint: 'Geben Sie einen Teil eines Namens oder einer Nummer ein: Auftrag, Kunde, Material, Los, Maschine, Lieferant.',
  nothing: (text) => `Nichts heißt „${text}“.`,
  nothingNext: 'Versuchen Sie einen kürzeren Teil des Namens oder nur die Nummer.',
  all: 'Alle Ergebnisse zeigen',
}
