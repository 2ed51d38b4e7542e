import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { Refresher } from './refresher.ts'

/** A page with one question on it, whose answers the test gives; each answer is the number of the question. */
async function pageWithQuestion(t: TestContext, path: string) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, networkMode: 'always' } } })
  const asked: (() => void)[] = []
  const observer = new QueryObserver(client, {
    queryKey: [path, {}],
    queryFn: () => new Promise<number>((resolve) => asked.push(() => resolve(asked.length))),
  })
  const leave = observer.subscribe(() => undefined)
  t.after(() => {
    leave()
    client.clear()
  })
  return { client, refresher: new Refresher(client), asked, answer: () => asked.at(-1)?.(), data: () => observer.getCurrentResult().data }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Turns of the loop until the page has asked so many times. */
async function untilAsked(asked: readonly unknown[], count: number): Promise<void> {
  while (asked.length < count) await turn()
}

test('while an answer is on its way a burst of changes asks once more, not once each', async (t) => {
  const { refresher, asked, answer, data } = await pageWithQuestion(t, '/promises')
  answer()
  await turn()
  const first = refresher.refresh(() => true)
  await untilAsked(asked, 2)
  const burst = Array.from({ length: 20 }, () => refresher.refresh(() => true))
  answer()
  await untilAsked(asked, 3)
  answer()
  await Promise.all([first, ...burst])
  assert.equal(asked.length, 3)
  assert.equal(data(), 3)
})

test('an answer that was asked for before the change is asked for again', async (t) => {
  const { refresher, asked, answer } = await pageWithQuestion(t, '/promises')
  const refreshed = refresher.refresh(() => true)
  answer()
  await untilAsked(asked, 2)
  answer()
  await refreshed
  assert.equal(asked.length, 2)
})

test('what does not matter, or is new already, is left alone', async (t) => {
  const { refresher, asked, answer } = await pageWithQuestion(t, '/promises')
  answer()
  await turn()
  await refresher.refresh((path) => path === '/floor')
  await refresher.refresh(
    () => true,
    (data) => data === 1,
  )
  assert.equal(asked.length, 1)
})

test('what is on no page now is asked for when it comes back', async (t) => {
  const { client, refresher, asked, answer } = await pageWithQuestion(t, '/promises')
  answer()
  await turn()
  client.setQueryData(['/trace/lot/7', {}], 'old')
  await refresher.refresh((path) => path.startsWith('/trace/'))
  assert.equal(asked.length, 1)
  assert.equal(client.getQueryState(['/trace/lot/7', {}])?.isInvalidated, true)
})
