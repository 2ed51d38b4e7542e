/** The ledger on a real store: what was settled while the shop worked is reached again from its journal, and what was falsified is found. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Outcome } from '../core/records/outcome.ts'
import { decide, PRICED, stopped } from '../engine/action-shop.fixture.ts'
import { planner } from '../engine/plant.fixture.ts'
import { minute, weldShopOn } from '../engine/weld-shop.fixture.ts'
import { storeOfSuite } from '../store/store.fixture.ts'
import { verifyLedger } from './verify-ledger.ts'

describe('the ledger and the journal', () => {
  const suite = storeOfSuite()

  it('agree on every outcome, and not on one that says another sum', async () => {
    const writer = await suite().store.siteStore('frames')
    await writer.append(PRICED, planner)
    const { shop, disruptionId } = await stopped(await weldShopOn(writer))
    await decide(shop, { type: 'propose', actionId: 'A1', kind: 'repairFirst', ownerRole: 'maintenance', disruptionId, moves: [] })
    await decide(shop, { type: 'take', actionId: 'A1' })
    await decide(shop, { type: 'propose', actionId: 'A2', kind: 'check', ownerRole: 'teamLead', disruptionId, moves: [] })
    await decide(shop, { type: 'take', actionId: 'A2' })
    const both = new Promise<void>((resolve) => {
      shop.engine.subscribe(
        () => void shop.engine.list('outcome', { limit: 10 }).then(({ length }) => (length === 2 ? resolve() : undefined)),
      )
    })
    await shop.say(35, { state: 'producing', reason: '' })
    await shop.pass(36)
    await both
    const outcomes = (await shop.engine.list('outcome', { limit: 10 })) as readonly Outcome[]
    const { lines } = await shop.engine.ledger({ fromAt: minute(0), toAt: minute(60) })
    assert.equal(lines.length, 2)
    const read = (seq: number, limit: number) => writer.entriesAfter(seq, limit)
    assert.deepEqual(await verifyLedger(outcomes, read), { outcomes: 2, reconciled: 2, differing: [] })
    const [first, ...rest] = outcomes
    assert.ok(first)
    const more = { ...first, figures: { ...first.figures, promisesKept: first.figures.promisesKept + 1 } }
    assert.deepEqual(await verifyLedger([more, ...rest], read), {
      outcomes: 2,
      reconciled: 1,
      differing: [{ outcomeId: first.id, what: 'figures' }],
    })
    await shop.engine.stop()
    await writer.close()
  })
})
