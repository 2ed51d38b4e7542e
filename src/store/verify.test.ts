/** Verifying finds whatever departs from the journal, and nothing else. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { AnyRecord } from '../core/records/all.ts'
import type { Change } from '../core/records/change.ts'
import { added, material, PLANNER, recordsOf, removed, stock, storeOfSuite, updated } from './store.fixture.ts'
import type { LiveRecord } from './verify.ts'

describe('verifying a site', () => {
  const suite = storeOfSuite()

  /** A site with two materials and a stock, that stands at entry 2. */
  async function plant(site: string): Promise<readonly LiveRecord[]> {
    const writer = await suite().store.siteStore(site)
    await writer.append([added('material', material('bracket')), added('stock', stock('S1', 'bracket'))], PLANNER)
    await writer.append([added('material', material('coil')), updated('stock', stock('S1', 'bracket'), stock('S1', 'bracket', 3))], PLANNER)
    await writer.close()
    return [
      { record: 'material', body: material('bracket') },
      { record: 'material', body: material('coil') },
      { record: 'stock', body: stock('S1', 'bracket', 3) },
    ]
  }

  const findings = async (site: string, live?: readonly LiveRecord[]): Promise<readonly string[]> =>
    (await suite().store.verify(site, live)).differences.map(({ where, record, id, what, seq }) =>
      [where, record, id, what, seq].filter(Boolean).join(' '),
    )

  it('is clean when the journal, the tables and the live model agree', async () => {
    const live = await plant('clean')
    assert.deepEqual(await suite().store.verify('clean', live), { lastSeq: 2, changes: 4, records: 3, differenceCount: 0, differences: [] })
  })

  it('is clean for a site without a history', async () => {
    assert.deepEqual(await findings('nowhere'), [])
  })

  it('finds records that somebody changed, removed or added behind our back', async () => {
    await plant('tables')
    const { sql } = suite()
    await sql.query(`update stock set body = jsonb_set(body, '{quantity,value}', '99') where site_id = 'tables'`)
    await sql.query(`delete from material where site_id = 'tables' and id = 'coil'`)
    await sql.query(
      `insert into material (site_id, id, body) values ('tables', 'ghost', '{"id": "ghost", "name": "ghost", "unit": "H87"}')`,
    )
    assert.deepEqual(await findings('tables'), [
      'tables material coil missing',
      'tables material ghost not in the journal',
      'tables stock S1 different',
    ])
  })

  it('finds where the journal itself breaks', async () => {
    await plant('journal')
    const { sql } = suite()
    await sql.query(`delete from journal where site_id = 'journal' and seq = 1`)
    assert.deepEqual(await findings('journal'), [
      'journal entry is missing 1',
      'journal stock S1 change does not follow the one before 2',
      'tables material bracket not in the journal',
    ])
  })

  it('finds where a live model departs', async () => {
    const live = await plant('model')
    const wrong: readonly LiveRecord[] = [...live.slice(1), { record: 'material', body: material('ghost') }]
    assert.deepEqual(await findings('model', wrong), ['model material bracket missing', 'model material ghost not in the journal'])
  })

  it('is clean after any history that was accepted, and the tables are what the history left', async () => {
    const { store } = suite()
    const step = fc.record({
      id: fc.integer({ min: 0, max: 4 }),
      remove: fc.boolean(),
      name: fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme' }),
    })
    let sites = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), async (appends) => {
        const site = `history ${sites++}`
        const writer = await store.siteStore(site)
        const model = new Map<string, AnyRecord>()
        const written = appends.map((steps) => {
          const changes = steps
            .map(({ id, remove, name }) => nextChange(model, `m${id}`, remove ? undefined : name))
            .filter((change) => change !== undefined)
          return changes.length === 0 ? undefined : writer.append(changes, PLANNER)
        })
        await Promise.all(written)
        await writer.close()
        assert.deepEqual(await recordsOf(store, site), new Map([...model].map(([id, body]) => [`material/${id}`, body])))
        assert.deepEqual(await findings(site), [])
      }),
      { numRuns: 25 },
    )
  })
})

/** The change that leaves the material with this name, or without the material, on top of `model`, which follows. */
function nextChange(model: Map<string, AnyRecord>, id: string, name: string | undefined): Change | undefined {
  const from = model.get(id)
  if (name === undefined) {
    model.delete(id)
    return from === undefined ? undefined : removed('material', from)
  }
  const to = material(id, name)
  model.set(id, to)
  return from === undefined ? added('material', to) : updated('material', from, to)
}
