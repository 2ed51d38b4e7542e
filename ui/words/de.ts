/** Everything that the pages say in German. */
import { actionsDe } from '../features/actions/words-de.ts'
import { boardDe } from '../features/board/words-de.ts'
import { chainDe } from '../features/chain/words-de.ts'
import { dataDe } from '../features/data/words-de.ts'
import { exampleDe } from '../features/example/words-de.ts'
import { floorDe } from '../features/floor/words-de.ts'
import { kioskDe } from '../features/kiosk/words-de.ts'
import { ledgerDe } from '../features/ledger/words-de.ts'
import { messagesDe } from '../features/messages/words-de.ts'
import { nowDe } from '../features/now/words-de.ts'
import { peopleDe } from '../features/people/words-de.ts'
import { promisesDe } from '../features/promises/words-de.ts'
import { searchDe } from '../features/search/words-de.ts'
import { signInDe } from '../features/sign-in/words-de.ts'
import { supplyDe } from '../features/supply/words-de.ts'
import { traceDe } from '../features/trace/words-de.ts'
import { frameDe } from '../frame/words-de.ts'
import { kitDe } from '../kit/words-de.ts'
import type { Catalogue } from './en.ts'

export const de: Catalogue = {
  frame: frameDe,
  kit: kitDe,
  actions: actionsDe,
  board: boardDe,
  chain: chainDe,
  data: dataDe,
  example: exampleDe,
  floor: floorDe,
  kiosk: kioskDe,
  ledger: ledgerDe,
  messages: messagesDe,
  now: nowDe,
  people: peopleDe,
  promises: promisesDe,
  search: searchDe,
  signIn: signInDe,
  supply: supplyDe,
  trace: traceDe,
}
