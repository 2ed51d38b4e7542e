/** One HTTP request out to a server that a person has configured or a browser has named. */
import { failed, ok, type Result } from '../core/values/result.ts'
import { addressGone, notDelivered } from './channel.ts'

export interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer>
}

const TIMEOUT_MS = 10_000

/** Any answer of the 200s is a delivery. Nobody is followed elsewhere: a message goes where it was configured to go. */
export async function post({ url, headers, body }: Posting): Promise<Result<void>> {
  let answer: Response
  try {
    answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    await answer.body?.cancel()
  } catch (error) {
    return failed(notDelivered('Check the address and the way to it; it is tried again by itself.', reasonOf(error)))
  }
  if (answer.ok) return ok(undefined)
  if (answer.status === 404 || answer.status === 410) return failed(addressGone(`The server answered ${answer.status}.`))
  return failed(
    notDelivered('Look at what the other server says about it; it is tried again by itself.', `The server answered ${answer.status}.`),
  )
}

/** The cause that the network names, rather than that fetching failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof AggregateError) return cause.errors.map((each) => String((each as Error).message)).join('; ')
  return cause instanceof Error ? cause.message : error.message
}
