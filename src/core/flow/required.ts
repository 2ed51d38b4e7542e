/** Required times: how late everything may end so that every promise still holds, with the sequence fixed. Slack is the difference. */
import { AROUND_THE_CLOCK, startBefore, UNKNOWN_TIME } from '../calendar/work-time.ts'
import type { Projection } from './projection.ts'
import { startDisturbed } from './station-time.ts'

/**
 * Latest finish of every node, in plan seconds, such that no promise that is kept now would break; UNKNOWN_TIME where nothing waits for it.
 * `due` gives each line's date. A promise that is late already asks for its projected date, so that nothing makes it later.
 */
export function requiredFinish(projection: Projection, due: (line: number) => number): Int32Array {
  const { network, finish } = projection
  const { nodeCount, operationCount, nextOperation, nextOnStation, targetOffsets, targets } = network
  const latestStart = new Int32Array(nodeCount)
  const required = new Int32Array(nodeCount)
  /** By when the station must be free for what stands behind; a node that was passed over asks for nothing. */
  const stationNeeded = new Int32Array(nodeCount)
  for (let i = nodeCount - 1; i >= 0; i--) {
    let latest = UNKNOWN_TIME
    if (i >= operationCount) latest = Math.max(finish[i]!, due(i - operationCount))
    else {
      const next = nextOperation[i]!
      // What was cancelled waits for nothing: neither for the step before it nor for material. The step after it waits for its turn on the station.
      if (next >= 0 && projection.off[next] === 0) latest = latestStart[next]!
      const after = nextOnStation[i]!
      if (after >= 0 && !projection.isPassed(i) && stationNeeded[after]! < latest) latest = stationNeeded[after]!
      for (let k = targetOffsets[i]!; k < targetOffsets[i + 1]!; k++) {
        const target = targets[k]!
        if (latestStart[target]! < latest && projection.off[i] === 0 && projection.off[target] === 0) latest = latestStart[target]!
      }
    }
    required[i] = latest
    latestStart[i] = latestStartOf(projection, i, latest)
    const behind = i < operationCount ? nextOnStation[i]! : -1
    const passed = i < operationCount && projection.isPassed(i)
    stationNeeded[i] = passed ? (behind >= 0 ? stationNeeded[behind]! : UNKNOWN_TIME) : latestStart[i]!
  }
  return required
}

function latestStartOf(projection: Projection, i: number, finish: number): number {
  const { network, duration, off, disturbed } = projection
  const work = duration[i]!
  if (work === 0 || off[i] === 1 || finish >= UNKNOWN_TIME) return finish
  const station = network.station[i]!
  if (station < 0) return startBefore(network.calendars, AROUND_THE_CLOCK, finish, work)
  const list = disturbed[station]!
  const calendar = network.stationCalendar[station]!
  return list.length === 0
    ? startBefore(network.calendars, calendar, finish, work)
    : startDisturbed(network.calendars, calendar, list, { finish, work })
}
