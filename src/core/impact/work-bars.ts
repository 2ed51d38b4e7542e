/** Work as bars on a time line: what the projection has each work unit do, and what it is recorded to have done. */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { RUNNING } from '../flow/draft.ts'
import type { Operation } from '../records/operation.ts'
import type { Quantity } from '../values/quantity.ts'
import { lineRecord } from './dates.ts'
import type { ScheduleBar } from './page-answer.ts'
import { unitOf } from './peg-steps.ts'
import { instantOf, orderName, planSeconds, type SitePlan } from './site-plan.ts'
import { thing } from './things.ts'
import type { WaitingPromises } from './waiting-promises.ts'

/** A bar with its times in plan seconds, so that bars can be chosen before they are told. */
export interface WorkSpan {
  readonly from: number
  readonly to: number
  readonly tell: () => ScheduleBar
}

export class WorkBars {
  private readonly site: SitePlan
  private readonly waiting: WaitingPromises
  /** By `order/sequence`, as the plan names a step. */
  private readonly operations = new Map<string, Operation>()
  /** Recorded work that has ended, by work unit, or by work center where no unit is recorded. */
  private readonly done = new Map<string, Operation[]>()
  private readonly stepNames = new Map<string, string>()

  constructor(site: SitePlan, waiting: WaitingPromises) {
    this.site = site
    this.waiting = waiting
    for (const operation of site.model.byKind.operation.values()) {
      this.operations.set(`${operation.workOrderId}/${operation.sequence}`, operation)
      if (operation.actualStartAt === undefined || operation.actualEndAt === undefined || operation.actualEndAt > site.at) continue
      const place = placeKey(operation.workCenterId, unitOfRecord(operation))
      const list = this.done.get(place)
      if (list === undefined) this.done.set(place, [operation])
      else list.push(operation)
    }
    for (const { materialId, sequence, name } of site.model.byKind.routingOperation.values())
      if (name !== undefined) this.stepNames.set(`${materialId}/${sequence}`, name)
  }

  /** What stations have before them, in their sequence. Work whose start can't be known is left out. */
  *ahead(stations: readonly number[]): Generator<WorkSpan & { readonly running: boolean }> {
    const { network, projection, draft } = this.site.plan
    for (const station of stations) {
      for (let k = network.stationOffsets[station]!; k < network.stationOffsets[station + 1]!; k++) {
        const node = network.stationNodes[k]!
        if (projection.off[node] === 1 || projection.start[node]! >= UNKNOWN_TIME) continue
        const running = draft.opPlanRank.data[network.operationOf[node]!] === RUNNING
        const from = running ? this.begunAt(node) : projection.start[node]!
        yield { from, to: projection.finish[node]!, running, tell: () => this.projected(node, { from, running }) }
      }
    }
  }

  /** Recorded work that has ended, of a work unit, or of a work center without units. */
  *behind(workCenterId: string, workUnitId?: string): Generator<WorkSpan> {
    for (const operation of this.done.get(placeKey(workCenterId, workUnitId)) ?? []) {
      const from = planSeconds(this.site, operation.actualStartAt!)
      yield { from, to: planSeconds(this.site, operation.actualEndAt!), tell: () => this.recorded(operation) }
    }
  }

  /** The recorded operation that stations run, or else the first that they take up. */
  nextOn(stations: readonly number[]): Operation | undefined {
    const { network, projection, draft } = this.site.plan
    const nodes = stations.flatMap((station) => [
      ...network.stationNodes.subarray(network.stationOffsets[station], network.stationOffsets[station + 1]),
    ])
    const running = (node: number) => (draft.opPlanRank.data[network.operationOf[node]!] === RUNNING ? 0 : 1)
    const order = nodes.sort((a, b) => running(a) - running(b) || projection.start[a]! - projection.start[b]! || a - b)
    for (const node of order) {
      const operation = projection.off[node] === 1 ? undefined : this.operationOf(node)
      if (operation !== undefined) return operation
    }
    return undefined
  }

  /** The recorded operation behind a node; undefined where the step is not recorded as one. */
  private operationOf(node: number): Operation | undefined {
    return this.operations.get(this.keyOf(node))
  }

  private keyOf(node: number): string {
    const { network, draft } = this.site.plan
    const op = network.operationOf[node]!
    return `${orderName(this.site.names, draft.opOrder.data[op]!)}/${draft.opSequence.data[op]}`
  }

  private begunAt(node: number): number {
    const { projection } = this.site.plan
    const begun = this.operationOf(node)?.actualStartAt
    return begun === undefined ? projection.start[node]! : Math.min(projection.start[node]!, planSeconds(this.site, begun))
  }

  private projected(node: number, what: { from: number; running: boolean }): ScheduleBar {
    const { site } = this
    const { network, projection, draft, sequence, input } = site.plan
    const op = network.operationOf[node]!
    const order = draft.opOrder.data[op]!
    const operation = this.operationOf(node)
    const assumed = order >= input.orders.length
    return {
      id: operation?.id ?? this.keyOf(node),
      workOrderId: orderName(site.names, order),
      sequence: draft.opSequence.data[op]!,
      ...this.about(order, draft.opSequence.data[op]!, operation),
      fromAt: instantOf(site, what.from)!,
      toAt: instantOf(site, projection.finish[node]!),
      setupSeconds: sequence.setup[node]!,
      standing: what.running ? 'running' : assumed ? 'assumed' : 'planned',
      ...this.promiseFor(order),
    }
  }

  private recorded(operation: Operation): ScheduleBar {
    const order = this.site.names.orderIndex.get(operation.workOrderId)
    return {
      id: operation.id,
      workOrderId: operation.workOrderId,
      sequence: operation.sequence,
      ...this.about(order, operation.sequence, operation),
      fromAt: operation.actualStartAt!,
      toAt: operation.actualEndAt!,
      setupSeconds: operation.setupSeconds ?? 0,
      standing: 'done',
      ...(order === undefined ? { promise: null, late: false } : this.promiseFor(order)),
    }
  }

  private about(
    order: number | undefined,
    sequence: number,
    operation: Operation | undefined,
  ): Pick<ScheduleBar, 'name' | 'material' | 'quantity' | 'completed'> {
    const { model, names, plan } = this.site
    const record = model.byKind.workOrder.get(operation?.workOrderId ?? (order === undefined ? '' : orderName(names, order)))
    const material = record?.materialId ?? names.materials[plan.draft.orderMaterial.data[order ?? 0]!] ?? ''
    const quantity: Quantity = record?.quantity ?? {
      value: plan.draft.orderQuantity.data[order ?? 0] ?? 0,
      unit: unitOf(this.site, plan.draft.orderMaterial.data[order ?? 0]!),
    }
    return {
      name: operation?.name ?? this.stepNames.get(`${material}/${sequence}`) ?? null,
      material: thing(model, 'material', material),
      quantity,
      completed: operation?.completed ?? null,
    }
  }

  private promiseFor(order: number): Pick<ScheduleBar, 'promise' | 'late'> {
    const line = this.waiting.leading[order]!
    if (line < 0) return { promise: null, late: false }
    const { id, customerId } = lineRecord(this.site, line)
    const customer = thing(this.site.model, 'customer', customerId)
    return {
      promise: { salesOrderLineId: id, customer, slackSeconds: this.waiting.slackOf(line) },
      late: this.waiting.isLate(line),
    }
  }
}

/** The unit that did it; where the record names the only one that can, that one. */
function unitOfRecord({ workUnitId, workUnitIds }: Operation): string | undefined {
  return workUnitId ?? (workUnitIds?.length === 1 ? workUnitIds[0] : undefined)
}

function placeKey(workCenterId: string, workUnitId: string | undefined): string {
  return workUnitId === undefined ? `center:${workCenterId}` : `unit:${workUnitId}`
}
