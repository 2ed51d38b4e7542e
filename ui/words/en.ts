/** Everything that the pages say in English. The other languages have the same shape, so that none can lack a sentence. */
import { actionsEn } from '../features/actions/words-en.ts'
import { boardEn } from '../features/board/words-en.ts'
import { chainEn } from '../features/chain/words-en.ts'
import { dataEn } from '../features/data/words-en.ts'
import { exampleEn } from '../features/example/words-en.ts'
import { floorEn } from '../features/floor/words-en.ts'
import { kioskEn } from '../features/kiosk/words-en.ts'
import { ledgerEn } from '../features/ledger/words-en.ts'
import { messagesEn } from '../features/messages/words-en.ts'
import { nowEn } from '../features/now/words-en.ts'
import { peopleEn } from '../features/people/words-en.ts'
import { promisesEn } from '../features/promises/words-en.ts'
import { searchEn } from '../features/search/words-en.ts'
import { signInEn } from '../features/sign-in/words-en.ts'
import { supplyEn } from '../features/supply/words-en.ts'
import { traceEn } from '../features/trace/words-en.ts'
import { frameEn } from '../frame/words-en.ts'
import { kitEn } from '../kit/words-en.ts'

export const en = {
  frame: frameEn,
  kit: kitEn,
  actions: actionsEn,
  board: boardEn,
  chain: chainEn,
  data: dataEn,
  example: exampleEn,
  floor: floorEn,
  kiosk: kioskEn,
  ledger: ledgerEn,
  messages: messagesEn,
  now: nowEn,
  people: peopleEn,
  promises: promisesEn,
  search: searchEn,
  signIn: signInEn,
  supply: supplyEn,
  trace: traceEn,
}

/** The catalogue of one language. Sentences with numbers or names in them are functions. */
export type Catalogue = typeof en
