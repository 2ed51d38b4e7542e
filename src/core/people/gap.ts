/** Places that nobody qualified fills, as disruptions of their work center: known before they begin, and acting on the plan from then on. */
import type { Model } from '../chain/model.ts'
import type { Disruption } from '../records/disruption.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import { type Need, needsOf } from './needs.ts'
import type { Span } from './span.ts'

const NAME_LENGTH_MAX = 80

interface GapPlace {
  readonly workCenterId: string
  readonly skill: string
  /** The start of the shift. */
  readonly fromMs: number
}

/** The id of the disruption that stands for a gap: made of its work center, its skill and the start of its shift. */
export function gapIdOf({ workCenterId, skill, fromMs }: GapPlace): string {
  const part = (name: string) => name.trim().replace(/\s+/g, '-').slice(0, NAME_LENGTH_MAX)
  const start = instantFromMs(fromMs).slice(0, 19).replace(/[-:]/g, '')
  return `gap-${part(workCenterId)}-${part(skill)}-${start}`
}

/** Whether a disruption is one of these, and not one that somebody recorded. */
export function isGap({ id, kind }: Disruption): boolean {
  return kind === 'qualificationMissing' && /^gap-.+-\d{8}T\d{6}$/.test(id)
}

/** The gaps in a range, as disruptions; none where no roster is known. */
export function gapsOf(model: Model, range: Span): ReadonlyMap<string, Disruption> {
  const gaps = new Map<string, Disruption>()
  for (const need of needsOf(model, range).known) {
    const missing = need.requirement.headcount - need.supply
    if (missing <= 0) continue
    const { workCenterId, skill, headcount } = need.requirement
    const id = gapIdOf({ workCenterId, skill, fromMs: need.shift.fromMs })
    const rate = need.supply / headcount
    const other = gaps.get(id)
    gaps.set(id, {
      ...{ id, kind: 'qualificationMissing', startAt: instantFromMs(need.shift.fromMs), endAt: endOf(need) },
      ...{ workCenterId, skill },
      // Two requirements of one skill are two kinds of places: what is scarcer decides how fast the work goes.
      ...{ missing: missing + (other?.missing ?? 0), rate: Math.min(rate, other?.rate ?? 1) },
    })
  }
  return gaps
}

function endOf({ shift }: Need): Instant {
  return instantFromMs(shift.toMs)
}
