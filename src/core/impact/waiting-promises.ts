/** Which promises wait for which work orders, and how much slack each has, by the projection as it stands. Found once for a view. */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Money } from '../values/money.ts'
import { sumMoney } from '../values/money.ts'
import { termsOf } from './attribution.ts'
import { lineRecord } from './dates.ts'
import { exposureOf } from './exposure.ts'
import type { LivePlan } from './live-plan.ts'
import type { SitePlan } from './site-plan.ts'

/** How many promises go through something, and the revenue of those that are late. */
export interface PromiseCount {
  readonly promises: number
  readonly latePromises: number
  readonly atRisk: readonly Money[]
}

/** A promise whose date can't be known is taken as less than any slack, one without a promised date as more. */
const NO_SLACK = Number.NEGATIVE_INFINITY
const ENDLESS = Number.POSITIVE_INFINITY

export class WaitingPromises {
  /** Lines that are still to be met, in order of slack. */
  readonly open: readonly number[]
  /** Per order, assumed ones included: the line with the least slack that waits for it; −1 for none. */
  readonly leading: Int32Array
  private readonly site: SitePlan
  private readonly isOpen: Uint8Array
  private readonly slack: Float64Array
  private readonly seenOrder: Int32Array
  private readonly seenLine: Int32Array
  private round = 0

  constructor(live: LivePlan) {
    const { site } = live
    const { lines } = site.plan.input
    const terms = termsOf(live, live.acting)
    this.site = site
    this.slack = Float64Array.from(lines, (planned, line) => {
      const due = terms.due.get(line) ?? planned.due
      const finish = live.finishOfLine(line)
      if (live.isReady(line) || due >= UNKNOWN_TIME) return ENDLESS
      return finish >= UNKNOWN_TIME ? NO_SLACK : due - finish
    })
    this.isOpen = Uint8Array.from(lines, (planned, line) => (planned.open && !terms.cancelled.has(line) ? 1 : 0))
    this.open = lines
      .flatMap((_, line) => (this.isOpen[line] === 1 ? [line] : []))
      .sort((a, b) => compare(this.slack[a]!, this.slack[b]!) || a - b)
    this.seenOrder = new Int32Array(site.plan.draft.orderMaterial.length)
    this.seenLine = new Int32Array(lines.length)
    this.leading = this.findLeading()
  }

  /** Seconds of slack; null where it can't be known or no date was promised. */
  slackOf(line: number): number | null {
    return Number.isFinite(this.slack[line]!) ? this.slack[line]! : null
  }

  isLate(line: number): boolean {
    return this.slack[line]! < 0
  }

  /** The open lines that wait for any of these orders, in order of line. */
  through(orders: Iterable<number>): number[] {
    const { draft } = this.site.plan
    const { orderOffsets, byOrder } = this.site.pegs
    const round = ++this.round
    const lines: number[] = []
    const stack: number[] = []
    const visit = (order: number) => {
      if (this.seenOrder[order] === round) return
      this.seenOrder[order] = round
      stack.push(order)
    }
    for (const order of orders) visit(order)
    for (let order = stack.pop(); order !== undefined; order = stack.pop()) {
      for (let k = orderOffsets[order]!; k < orderOffsets[order + 1]!; k++) {
        const demand = draft.pegDemand.data[byOrder[k]!]!
        const line = draft.demandLine.data[demand]!
        if (line < 0) visit(draft.demandOrder.data[demand]!)
        else if (this.isOpen[line] === 1 && this.seenLine[line] !== round) {
          this.seenLine[line] = round
          lines.push(line)
        }
      }
    }
    return lines.sort((a, b) => a - b)
  }

  count(lines: readonly number[]): PromiseCount {
    const late = lines.filter((line) => this.isLate(line))
    const atRisk = sumMoney(late.flatMap((line) => exposureOf(lineRecord(this.site, line), 1).revenue ?? []))
    return { promises: lines.length, latePromises: late.length, atRisk }
  }

  /** Walks down from the most urgent promise first, so that whoever comes to an order first leads it. */
  private findLeading(): Int32Array {
    const { draft } = this.site.plan
    const { intoLineOffsets, intoLine, intoOrderOffsets, intoOrder } = this.site.pegs
    const leading = new Int32Array(draft.orderMaterial.length).fill(-1)
    const stack: number[] = []
    const take = (peg: number, line: number) => {
      const order = ~draft.pegSource.data[peg]!
      if (order < 0 || leading[order] !== -1) return
      leading[order] = line
      stack.push(order)
    }
    for (const line of this.open) {
      for (let k = intoLineOffsets[line]!; k < intoLineOffsets[line + 1]!; k++) take(intoLine[k]!, line)
      for (let order = stack.pop(); order !== undefined; order = stack.pop()) {
        for (let k = intoOrderOffsets[order]!; k < intoOrderOffsets[order + 1]!; k++) take(intoOrder[k]!, line)
      }
    }
    return leading
  }
}

/** The difference of two endless slacks is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
