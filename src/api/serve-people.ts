/** Serves what is told of people: coverage in counts; names under a works agreement alone, with each such answer in the access log. */
import type { FastifyInstance } from 'fastify'
import type { Assignment } from '../core/records/assignment.ts'
import type { Person } from '../core/records/person.ts'
import { instantFromMs, instantToMs } from '../core/values/instant.ts'
import { failed, ok, type Result } from '../core/values/result.ts'
import type { ActionDesk } from '../engine/action-ports.ts'
import type { Clock, Engine } from '../engine/ports.ts'
import type { KioskSignOns } from './accounts/kiosk-sign-on.ts'
import { peopleRoutes } from './contract/people.ts'
import { serve } from './handling.ts'
import type { PeopleUsage } from './people-usage.ts'
import { problemOfRange } from './range.ts'
import { foundOr } from './serve-plant.ts'

const COVERAGE_DAYS_MAX = 31
const COUNTED_MS = 30 * 86_400_000
/** Records of a kind that are read at a time. */
const PAGE = 500

interface PeopleServing {
  readonly engine: Engine & ActionDesk
  readonly usage: PeopleUsage
  readonly signOns: KioskSignOns
  readonly clock: Clock
}

/** The header that carries what a kiosk got for a badge and a PIN. */
export const SIGN_ON_HEADER = 'throughline-sign-on'

export function servePeople(app: FastifyInstance, { engine, usage, signOns, clock }: PeopleServing): void {
  serve(app, peopleRoutes.coverage, async ({ query: { from, to } }) => {
    const wrong = problemOfRange(from, to, COVERAGE_DAYS_MAX)
    return wrong === undefined ? ok(await engine.coverage({ fromAt: from, toAt: to })) : failed(wrong)
  })
  serve(app, peopleRoutes.whoCanAct, async ({ query: { from, to, ...subject }, caller }) => {
    const leave = usage.leave()
    if (!leave.ok) return leave
    const wrong = from === undefined || to === undefined ? undefined : problemOfRange(from, to, COVERAGE_DAYS_MAX)
    if (wrong !== undefined) return failed(wrong)
    const told = await engine.whoCanAct({
      ...subject,
      ...(from === undefined ? {} : { fromAt: from }),
      ...(to === undefined ? {} : { toAt: to }),
    })
    if (!told.ok) return told
    const { can, almost, leads, workCenterId } = told.value
    await usage.note(caller, { use: 'whoCanAct', about: `workCenter/${workCenterId}`, people: namedIn(can, almost, leads) })
    return told
  })
  serve(app, peopleRoutes.whoWasChosen, async ({ params: { id }, caller }) => {
    const leave = usage.leave()
    if (!leave.ok) return leave
    const found = foundOr(await engine.get('action', id), 'action', id)
    if (!found.ok) return found
    const items = await chosenFor(engine, id)
    await usage.note(caller, { use: 'whoWasChosen', about: `action/${id}`, people: items.length })
    return ok({ items })
  })
  serve(app, peopleRoutes.peopleData, async () => {
    const since = instantFromMs(instantToMs(clock.now()) - COUNTED_MS)
    return ok({ agreement: usage.agreement ?? null, uses: await usage.counts(since) })
  })
  serve(app, peopleRoutes.peopleAccessLog, async ({ query: { before, limit } }) => {
    const found = await usage.entries({ limit: limit + 1, ...(before === undefined ? {} : { before }) })
    const items = found.slice(0, limit)
    return ok({ items, next: found.length > limit ? (items.at(-1)?.n ?? null) : null })
  })
  serveKiosk(app, { engine, usage, signOns })
}

function serveKiosk(app: FastifyInstance, { engine, usage, signOns }: Omit<PeopleServing, 'clock'>): void {
  const person = async (id: string): Promise<Result<Person>> =>
    foundOr((await engine.get('person', id)) as Person | undefined, 'person', id)
  serve(app, peopleRoutes.setKioskKey, async ({ body }) => {
    const leave = usage.leave()
    if (!leave.ok) return leave
    const known = await person(body.personId)
    return known.ok ? signOns.setKey(await usage.site(), body) : known
  })
  // Whoever takes data away needs no agreement for it.
  serve(app, peopleRoutes.removeKioskKey, async ({ params: { personId } }) => ok(await usage.removeKey(personId)))
  serve(app, peopleRoutes.kioskSignOn, async ({ body: { badge, pin }, request }) => {
    const leave = usage.leave()
    if (!leave.ok) return leave
    const signed = await signOns.signOn({ site: await usage.site(), badge, pin, address: request.ip })
    if (!signed.ok) return signed
    const { token, personId, expiresAt } = signed.value
    const known = await person(personId)
    return known.ok ? ok({ personId, name: known.value.name, signOn: token, expiresAt }) : known
  })
  serve(app, peopleRoutes.kioskSignOff, async ({ request }) => {
    const token = request.headers[SIGN_ON_HEADER]
    if (typeof token === 'string') signOns.signOff(token)
    return ok(undefined)
  })
}

function namedIn(...lists: readonly (readonly { readonly personId: string }[])[]): number {
  return new Set(lists.flat().map(({ personId }) => personId)).size
}

/** Whoever was chosen for an action, in alphabetical order. */
async function chosenFor(
  engine: Engine,
  actionId: string,
): Promise<readonly { readonly personId: string; readonly name: string; readonly overridden: boolean }[]> {
  const chosen: { personId: string; name: string; overridden: boolean }[] = []
  for (const { personId, startCheck, finishCheck } of await assignmentsOf(engine, actionId)) {
    const person = (await engine.get('person', personId)) as Person | undefined
    const overridden = startCheck === 'overridden' || finishCheck === 'overridden'
    chosen.push({ personId, name: person?.name ?? personId, overridden })
  }
  return chosen.sort((a, b) => a.name.localeCompare(b.name) || a.personId.localeCompare(b.personId))
}

/** The assignments of an action. */
export async function assignmentsOf(engine: Engine, actionId: string): Promise<readonly Assignment[]> {
  const found: Assignment[] = []
  for (let after: string | undefined; ; ) {
    const page = (await engine.list('assignment', { limit: PAGE, ...(after === undefined ? {} : { after }) })) as readonly Assignment[]
    found.push(...page.filter((each) => each.actionId === actionId))
    after = page.at(-1)?.id
    if (page.length < PAGE || after === undefined) return found
  }
}
