/**
 * Which operations are urgent: those whose latest start comes first.
 * A promise that its material alone makes late can't be saved by haste, so its operations step back behind those that still can be kept.
 */
import { finishAfter } from '../calendar/work-time.ts'
import type { MaterialArcs } from './arcs.ts'
import type { Draft } from './draft.ts'

/**
 * How far a promise that is late on an empty plant steps back, beyond its lateness. Seconds.
 * Measured on make-to-order plants of 1,000 to 10,000 orders: from none to eight days the share of late orders falls by a third; beyond that the late ones suffer more than the others gain.
 */
const STEP_BACK_SECONDS = 8 * 86_400
const NOT_PROMISED = 0x7fffffff

/** Relaxes the latest starts (in place) of everything that serves only promises which no capacity could keep. */
export function relaxHopeless(draft: Draft, arcs: MaterialArcs): void {
  const lineFinish = emptyPlantFinish(draft, arcs)
  const shift = new Int32Array(draft.orderMaterial.length).fill(NOT_PROMISED)
  const { pegSource, pegDemand, demandLine, demandOrder } = draft
  // Orders are pegged after the orders that take their output, so one pass hands the shift down.
  for (let p = 0; p < pegSource.length; p++) {
    const source = pegSource.data[p]!
    if (source >= 0) continue
    const d = pegDemand.data[p]!
    const line = demandLine.data[d]!
    const late = line >= 0 ? lineFinish[line]! - draft.input.lines[line]!.due : 0
    const mine = line < 0 ? shift[demandOrder.data[d]!]! : late > 0 ? late + STEP_BACK_SECONDS : 0
    if (mine < shift[~source]!) shift[~source] = mine
  }
  for (let op = 0; op < arcs.operationCount; op++) {
    const mine = shift[draft.opOrder.data[op]!]!
    if (mine > 0 && mine !== NOT_PROMISED) draft.opLatestStart.data[op]! += mine
  }
}

/** When each line could be met if every station were free: dates and work only. */
function emptyPlantFinish(draft: Draft, arcs: MaterialArcs): Int32Array {
  const { input, exploded, orderFirstOp, orderOpCount, opPool, opWork, opSetup } = draft
  const ready = arcs.release.slice()
  const calendarOf = Int32Array.from(input.pools, (stations) => input.stations[stations[0]!]!.calendar)
  // Orders are exploded after those that take their output: backwards, every supply comes before its consumer.
  for (let k = exploded.length - 1; k >= 0; k--) {
    const order = exploded.data[k]!
    const first = orderFirstOp.data[order]!
    let t = 0
    for (let op = first; op < first + orderOpCount.data[order]!; op++) {
      const pool = opPool.data[op]!
      if (ready[op]! > t) t = ready[op]!
      t = finishAfter(input.calendars, pool < 0 ? -1 : calendarOf[pool]!, t, opWork.data[op]! + opSetup.data[op]!)
    }
    for (let c = arcs.offsets[order]!; c < arcs.offsets[order + 1]!; c++) {
      const consumer = arcs.consumers[c]!
      if (t > ready[consumer]!) ready[consumer] = t
    }
  }
  return ready.subarray(arcs.operationCount)
}
