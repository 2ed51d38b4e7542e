/** Which machine, delivery or order shows most when it goes wrong: found by asking the server what would follow, one question at a time. */
import type { ImpactAnswer } from '../src/core/impact/answer.ts'
import type { Disruption } from '../src/core/records/disruption.ts'
import { instantFromMs, instantToMs } from '../src/core/values/instant.ts'
import type { Trouble } from '../src/engine/example-ports.ts'
import type { Floor } from './floor.ts'
import { certifiedShifts } from './personnel.ts'
import type { PlantClient } from './plant-client.ts'

export interface Target {
  readonly trouble: Trouble
  readonly target: string
  readonly targetName: string
}

export interface TargetFinder {
  /** Asks the next few questions; whoever calls it now and then has targets that are never old. */
  look(questions: number): Promise<void>
  best(trouble: Trouble): Target | undefined
  /** Whether everything was asked about once. */
  readonly complete: boolean
}

interface Candidate {
  readonly troubles: readonly Trouble[]
  readonly target: string
  readonly targetName: string
  readonly whatIf: Omit<Disruption, 'id'>
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const DELIVERIES = 15
/** How much later a late supplier delivers. */
export const LATE_BY_MS = 6 * DAY

export function targetFinder(options: {
  readonly client: PlantClient
  readonly floor: Floor
  readonly plantMs: () => number
}): TargetFinder {
  let queue: Candidate[] = []
  let round = new Map<Trouble, { readonly target: Target; readonly score: number }>()
  const found = new Map<Trouble, Target>()
  const closeRound = (): void => {
    for (const [trouble, { target }] of round) found.set(trouble, target)
    round = new Map()
  }
  return {
    async look(questions) {
      if (queue.length === 0) {
        closeRound()
        queue = await candidates(options)
      }
      for (const candidate of queue.splice(0, questions)) {
        const answer = await options.client.impact({ id: 'what-if', ...candidate.whatIf })
        const score = answer === undefined ? 0 : scoreOf(answer)
        for (const trouble of candidate.troubles) {
          if (score <= (round.get(trouble)?.score ?? -1)) continue
          round.set(trouble, { score, target: { trouble, target: candidate.target, targetName: candidate.targetName } })
        }
      }
    },
    get complete() {
      return found.size > 0
    },
    best: (trouble) => found.get(trouble) ?? round.get(trouble)?.target,
  }
}

/** Promises that newly break count most, then their money, then those that come near. */
function scoreOf({ late, insideSlack, totals }: ImpactAnswer): number {
  const broken = late.filter((each) => !each.lateBefore).length
  const money = totals.revenue.reduce((sum, { amount, scale }) => sum + amount / 10 ** scale, 0)
  return broken * 1e6 + Math.min(money, 9e5) + insideSlack.length
}

async function candidates({
  client,
  floor,
  plantMs,
}: {
  readonly client: PlantClient
  readonly floor: Floor
  readonly plantMs: () => number
}): Promise<Candidate[]> {
  const now = plantMs()
  const startAt = instantFromMs(now)
  const units = floor.units.map(
    (unit): Candidate => ({
      troubles: ['stopMachine', 'slowMachine', 'loseSignal'],
      target: unit.id,
      targetName: unit.name,
      whatIf: { kind: 'workUnitDown', workUnitId: unit.id, startAt, endAt: instantFromMs(now + 16 * HOUR) },
    }),
  )
  const orders = floor.runningOrders().map(
    ({ operation }): Candidate => ({
      troubles: ['scrapLot'],
      target: operation.workOrderId,
      targetName: operation.workOrderId,
      whatIf: {
        kind: 'scrap',
        workOrderId: operation.workOrderId,
        sequence: operation.sequence,
        quantity: { value: 1, unit: unitOne },
        startAt,
      },
    }),
  )
  return [...units, ...(await certificates(client, now)), ...(await deliveries(client, now)), ...orders]
}

/** The next shifts that lack somebody when one certificate less is valid. */
async function certificates(client: PlantClient, now: number): Promise<readonly Candidate[]> {
  return (await certifiedShifts(client, now)).map(({ workCenterId, workCenter, skill, required, fromAt, toAt }) => ({
    troubles: ['expiredCertificate'],
    target: workCenterId,
    targetName: workCenter,
    whatIf: {
      kind: 'qualificationMissing',
      workCenterId,
      skill,
      startAt: fromAt,
      endAt: toAt,
      missing: 1,
      rate: (required - 1) / required,
    },
  }))
}

const unitOne = 'EA' as NonNullable<Disruption['quantity']>['unit']

/** Deliveries of the next days, those for one order first. */
async function deliveries(client: PlantClient, now: number): Promise<Candidate[]> {
  const [lines, suppliers] = await Promise.all([client.list('purchaseOrderLine'), client.list('supplier')])
  const nameOf = new Map(suppliers.map(({ id, name }) => [id, name]))
  return lines
    .filter(
      (line) => (line.status ?? 'open') === 'open' && instantToMs(line.promisedAt) > now && instantToMs(line.promisedAt) < now + 10 * DAY,
    )
    .sort((a, b) => Number(b.workOrderId !== undefined) - Number(a.workOrderId !== undefined) || (a.promisedAt < b.promisedAt ? -1 : 1))
    .slice(0, DELIVERIES)
    .map((line) => ({
      troubles: ['lateSupplier'],
      target: line.id,
      targetName: `${nameOf.get(line.supplierId ?? '') ?? line.supplierId ?? ''}, ${line.id}`,
      whatIf: {
        kind: 'purchaseMoved',
        purchaseOrderLineId: line.id,
        startAt: instantFromMs(now),
        newAt: instantFromMs(instantToMs(line.promisedAt) + LATE_BY_MS),
      },
    }))
}
