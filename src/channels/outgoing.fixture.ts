/** A message that is ready to be sent, and a server that takes what is posted to it, for tests of channels. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { Instant } from '../core/values/instant.ts'
import type { Outgoing } from './channel.ts'

const AT = '2026-05-08T06:05:00.000Z' as Instant

export function outgoing(more: Partial<Outgoing> = {}): Outgoing {
  return {
    id: 'notice-sales-reached-1/mail',
    address: 'anna@works.example',
    notice: {
      ...{ id: 'notice-sales-reached-1', role: 'sales', occasion: 'reached', at: AT, disruptionId: 'D-1' },
      facts: {
        ...{
          kind: 'workUnitDown',
          placeId: 'weld-2',
          place: 'Schweißer 2',
          sinceAt: AT,
          untilAt: null,
          reason: null,
          promises: 2,
          orders: 2,
        },
        ...{ customers: 1, customerNames: ['Aqua Norte'], insideSlack: 5, money: { revenue: [], contribution: [], penalty: [] } },
        ...{ mustEndBy: null, verdict: null, saved: null, byAt: null, others: [] },
      },
    },
    language: 'de',
    subject: 'Schweißer 2 steht: 2 Zusagen',
    sentences: ['Schweißer 2 steht, seit Fr., 8. Mai, 08:05; ein Grund ist nicht verzeichnet.', 'Das Ende ist nicht bekannt.'],
    next: 'Den Entwurf an den Kunden lesen.',
    more: null,
    link: 'https://plant.example/disruptions/D-1',
    ...more,
  }
}

export interface Posted {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** An HTTP server on loopback that answers with `answer.status` and keeps what it got. */
export async function postOffice(
  t: TestContext,
): Promise<{ readonly url: string; readonly got: Posted[]; readonly answer: { status: number } }> {
  const got: Posted[] = []
  const answer = { status: 201 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(answer.status, answer.status === 302 ? { location: '/elsewhere' } : {}).end('said')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got, answer }
}
