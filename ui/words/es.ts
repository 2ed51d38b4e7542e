/** Everything that the pages say in Spanish. */
import { actionsEs } from '../features/actions/words-es.ts'
import { boardEs } from '../features/board/words-es.ts'
import { chainEs } from '../features/chain/words-es.ts'
import { dataEs } from '../features/data/words-es.ts'
import { exampleEs } from '../features/example/words-es.ts'
import { floorEs } from '../features/floor/words-es.ts'
import { kioskEs } from '../features/kiosk/words-es.ts'
import { ledgerEs } from '../features/ledger/words-es.ts'
import { messagesEs } from '../features/messages/words-es.ts'
import { nowEs } from '../features/now/words-es.ts'
import { peopleEs } from '../features/people/words-es.ts'
import { promisesEs } from '../features/promises/words-es.ts'
import { searchEs } from '../features/search/words-es.ts'
import { signInEs } from '../features/sign-in/words-es.ts'
import { supplyEs } from '../features/supply/words-es.ts'
import { traceEs } from '../features/trace/words-es.ts'
import { frameEs } from '../frame/words-es.ts'
import { kitEs } from '../kit/words-es.ts'
import type { Catalogue } from './en.ts'

export const es: Catalogue = {
  frame: frameEs,
  kit: kitEs,
  actions: actionsEs,
  board: boardEs,
  chain: chainEs,
  data: dataEs,
  example: exampleEs,
  floor: floorEs,
  kiosk: kioskEs,
  ledger: ledgerEs,
  messages: messagesEs,
  now: nowEs,
  people: peopleEs,
  promises: promisesEs,
  search: searchEs,
  signIn: signInEs,
  supply: supplyEs,
  trace: traceEs,
}
