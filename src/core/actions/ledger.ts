/** The value ledger: what settled outcomes were worth, by cause, kind, team and customer. Each euro once, and never by person. */
import type { Model } from '../chain/model.ts'
import { thing } from '../impact/things.ts'
import type { Action } from '../records/action.ts'
import type { MoneySums } from '../records/action-figures.ts'
import type { Outcome } from '../records/outcome.ts'
import type { Instant } from '../values/instant.ts'
import { type Money, sumMoney } from '../values/money.ts'
import type { Ledger, LedgerLine, LedgerSum } from './answer.ts'
import { addSums, isNothing, less, sumsOf, worth, worthAsNumber } from './line-money.ts'
import { placeOfAction, workCenterOfAction } from './place-of-action.ts'

/** Outcomes that were settled from one instant until before another, newest first. Totals are sums of the lines. */
export function ledgerOf(model: Model, { fromAt, toAt }: { readonly fromAt: Instant; readonly toAt: Instant }): Ledger {
  const settled = [...model.byKind.outcome.values()]
    .filter(({ settledAt }) => settledAt >= fromAt && settledAt < toAt)
    .sort((a, b) => (a.settledAt === b.settledAt ? (a.id < b.id ? -1 : 1) : a.settledAt < b.settledAt ? 1 : -1))
    .flatMap((outcome) => {
      const action = model.byKind.action.get(outcome.actionId)
      return action === undefined ? [] : [{ outcome, line: lineOf(model, outcome, action) }]
    })
  const lines = settled.map(({ line }) => line)
  return {
    fromAt,
    toAt,
    lines,
    total: sumOf(lines, { key: 'all', name: '' }),
    byCause: grouped(lines, ({ cause }) => ({ key: cause, name: cause })),
    byKind: grouped(lines, ({ kind }) => ({ key: kind, name: kind })),
    byTeam: grouped(lines, (line) => teamOf(model, line)),
    byCustomer: byCustomer(model, settled),
    open: [...model.byKind.action.values()].filter((action) => isOpen(model, action)).length,
  }
}

/** Taken, answering a cause, and not settled yet. */
export function isOpen(model: Model, { id, state, disruptionId, frozen }: Action): boolean {
  return (
    state !== 'proposed' &&
    state !== 'dropped' &&
    disruptionId !== undefined &&
    frozen !== undefined &&
    !model.byKind.outcome.has(outcomeIdOf(id))
  )
}

/** An action has one outcome: settled twice it would be the same record. */
export function outcomeIdOf(actionId: string): string {
  return `outcome-${actionId}`
}

function lineOf(model: Model, outcome: Outcome, action: Action): LedgerLine {
  const { figures, verdict, settledAt } = outcome
  const helped = figures.lines.filter((line) => line.kept || !isNothing(line.saved)).map(({ customerId }) => customerId)
  return {
    outcomeId: outcome.id,
    actionId: action.id,
    settledAt,
    verdict,
    kind: action.kind,
    cause: model.byKind.disruption.get(outcome.disruptionId)?.kind ?? 'gone',
    place: placeOfAction(model, action),
    workCenterId: workCenterOfAction(model, action),
    ownerRole: action.ownerRole,
    customers: [...new Set(helped)].sort().map((id) => thing(model, 'customer', id)),
    promisesKept: figures.promisesKept,
    saved: figures.saved,
    cost: figures.cost,
    net: netOf(figures.saved, figures.cost),
  }
}

/** Contribution and penalty saved less cost; null where the cost is not known or is in another currency than what was saved. */
function netOf(saved: MoneySums, cost: Money | null): Money | null {
  if (cost === null) return null
  const [sum, ...others] = worth(saved)
  return others.length > 0 ? null : less(sum ?? { ...cost, amount: 0 }, cost)
}

interface Named {
  readonly key: string
  readonly name: string
}

/** A team is a work center and the role that acted; where no work center is known, the role. */
function teamOf(model: Model, { workCenterId, ownerRole }: LedgerLine): Named {
  if (workCenterId === null) return { key: ownerRole, name: '' }
  return { key: `${workCenterId}/${ownerRole}`, name: model.byKind.workCenter.get(workCenterId)?.name ?? workCenterId }
}

function grouped(lines: readonly LedgerLine[], name: (line: LedgerLine) => Named): LedgerSum[] {
  const groups = new Map<string, { readonly named: Named; readonly lines: LedgerLine[] }>()
  for (const line of lines) {
    const named = name(line)
    const group = groups.get(named.key) ?? { named, lines: [] }
    groups.set(named.key, group)
    group.lines.push(line)
  }
  return ordered([...groups.values()].map((group) => sumOf(group.lines, group.named)))
}

function sumOf(lines: readonly LedgerLine[], named: Named): LedgerSum {
  return {
    ...named,
    actions: lines.length,
    worked: lines.filter(({ verdict }) => verdict === 'worked').length,
    promisesKept: lines.reduce((sum, each) => sum + each.promisesKept, 0),
    saved: addSums(lines.map(({ saved }) => saved)),
    cost: sumMoney(lines.flatMap(({ cost }) => cost ?? [])),
  }
}

/** By customer the lines of each outcome count for whom they are for; what an action cost is nobody's part of it. */
function byCustomer(model: Model, settled: readonly { readonly outcome: Outcome; readonly line: LedgerLine }[]): LedgerSum[] {
  const ids = new Set(settled.flatMap(({ line }) => line.customers.map(({ id }) => id)))
  const sums = [...ids].map((id): LedgerSum => {
    const parts = settled.flatMap(({ outcome }) => {
      const lines = outcome.figures.lines.filter(({ customerId }) => customerId === id)
      return lines.some((line) => line.kept || !isNothing(line.saved)) ? [{ outcome, lines }] : []
    })
    const kept = new Set(parts.flatMap(({ lines }) => lines.filter(({ kept }) => kept).map(({ salesOrderLineId }) => salesOrderLineId)))
    return {
      key: id,
      name: model.byKind.customer.get(id)?.name ?? id,
      actions: parts.length,
      worked: parts.filter(({ outcome }) => outcome.verdict === 'worked').length,
      promisesKept: kept.size,
      saved: sumsOf(parts.flatMap(({ lines }) => lines.map(({ saved }) => saved))),
      cost: [],
    }
  })
  return ordered(sums)
}

function ordered(sums: LedgerSum[]): LedgerSum[] {
  return sums.sort((a, b) => worthAsNumber(b.saved) - worthAsNumber(a.saved) || (a.key < b.key ? -1 : 1))
}
