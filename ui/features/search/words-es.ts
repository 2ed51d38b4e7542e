/** Spanish words of the search. */
import type { SearchWords } from './words-en.ts'

export const searchEs: SearchWords = {
  label: 'Buscar un pedido, cliente, lote o máquina',
  placeholder: 'Buscar',
  title: (text) => `Encontrado para «${text}»`,
  titleEmpty: 'Búsqueda',
  hint: 'Escriba parte de un nombre o número: pedido, cliente, material, lote, máquina, proveedor.',
  nothing: (text) => `Nada se llama «${text}».`,
  nothingNext: 'Pruebe con una parte más corta del nombre o solo con el número.',
  all: 'Mostrar todos los resultados',
}
