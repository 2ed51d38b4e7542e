/** Who is qualified and on shift for a piece of work: a list in alphabetical order with the reason of each, from which a person chooses. */
import type { Model } from '../chain/model.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import { ok, type Result } from '../values/result.ts'
import { type Said, said } from '../values/said.ts'
import { byName } from './alphabet.ts'
import type { NotQualified, Qualified, WhoCanAct } from './answer.ts'
import { type Asked, type Crewman, crewOf, reached } from './crew.ts'
import { isPresence, type Presence, presenceOf } from './presence.ts'
import { coveredUntil, type Span } from './span.ts'
import { centerName } from './standing.ts'
import { type ActingAsk, instantsOf, type WorkAsked, workAsked } from './work-asked.ts'

/**
 * Who can act for a work center, a disruption or an action, from `fromAt` to `toAt`; where those are not given, from now to the end of the shift.
 * Reasons: `skill-held`, `certificate-valid`, `on-shift` (`usual-shift` where no roster is known), `rostered-at`.
 * What lacks: `skill-missing`, `level-too-low`, `skill-ends`, `certificate-missing`, `certificate-ends`, `not-on-shift`, `off-before-end`, `rostered-elsewhere`.
 * Fails as `workAsked` does.
 */
export function whoCanAct(model: Model, ask: ActingAsk): Result<WhoCanAct> {
  const asked = workAsked(model, ask)
  if (!asked.ok) return asked
  const work = asked.value
  const judged = crewOf(model).map((person) => ({ person, ...judge(model, person, work) }))
  return ok({
    workCenterId: work.workCenterId,
    workCenter: centerName(model, work.workCenterId),
    ...instantsOf(work),
    asks: work.asks,
    can: byName(judged.filter(({ lacks }) => lacks.length === 0).map((each) => qualified(each.person, each))),
    almost: byName(judged.filter(isNearlyThere).map(notQualified)),
    without: judged.filter(({ lacks, isThere }) => isThere && lacks.some(isWithout)).length,
    leads: byName(
      judged.filter(({ person, isThere }) => person.leads && isThere).map(({ person: { personId, name } }) => ({ personId, name })),
    ),
  })
}

/** Whether a person may do the work, and what they lack for it. Nothing is asked where no work center is known. */
export function checkQualified(
  model: Model,
  personId: string,
  ask: ActingAsk,
): { readonly qualified: boolean; readonly lacks: readonly Said[] } {
  const person = crewOf(model).find((each) => each.personId === personId)
  if (person === undefined) return { qualified: false, lacks: [said('person-unknown')] }
  const asked = workAsked(model, ask)
  const lacks = asked.ok ? judge(model, person, asked.value).lacks : []
  return { qualified: lacks.length === 0, lacks }
}

interface Judged {
  readonly lacks: readonly Said[]
  readonly reasons: readonly Said[]
  readonly presence: Presence
  readonly isThere: boolean
}

/** One thing is missing, and it can be had for the asking: whoever does not have the skill at all has a long way to go. */
function isNearlyThere({ lacks, isThere }: Judged): boolean {
  const [lack, ...more] = lacks
  return lack !== undefined && more.length === 0 && !isWithout(lack) && (isThere || isPresence(lack))
}

function isWithout({ code }: Said): boolean {
  return code === 'skill-missing'
}

/** Of several places that are asked for, the one that the person comes nearest to counts. */
function judge(model: Model, person: Crewman, work: WorkAsked): Judged {
  const presence = presenceOf(model, person, work)
  const held = work.asks
    .map((each) => ({ ...each, certificate: each.certificate ?? undefined }))
    .map((ask) => ({ ask, lacks: lacksOf(person, ask, work) }))
    .sort((a, b) => a.lacks.length - b.lacks.length)
  const nearest = held[0]
  const reasons = nearest === undefined || nearest.lacks.length > 0 ? [] : heldReasons(person, nearest.ask, work)
  return {
    presence,
    isThere: presence.lack === undefined,
    lacks: [...(nearest?.lacks ?? []), ...(presence.lack === undefined ? [] : [presence.lack])],
    reasons: [...reasons, ...presence.reasons],
  }
}

function qualified({ personId, name, job }: Crewman, { reasons, presence }: Judged): Qualified {
  return { personId, name, job: job ?? null, reasons, onShiftUntil: presence.until, rosteredAt: presence.workCenterId }
}

function notQualified({ person: { personId, name }, lacks }: Judged & { readonly person: Crewman }): NotQualified {
  return { personId, name, lacks }
}

/** Nothing for a person who holds what is asked for through the whole interval; else the skill before the certificate. */
function lacksOf(person: Crewman, asked: Asked, { fromMs, toMs }: Span): readonly Said[] {
  return [...skillLack(person, asked, { fromMs, toMs }), ...certificateLack(person, asked, { fromMs, toMs })]
}

function skillLack(person: Crewman, asked: Asked, { fromMs, toMs }: Span): readonly Said[] {
  const { skill, levelMinimum } = asked
  const until = coveredUntil(reached(person, asked), fromMs)
  if (until >= toMs) return []
  if (reached(person, asked).length > 0) return [said('skill-ends', { skill, until: lastBefore(reached(person, asked), until) })]
  const levels = (person.skills.get(skill) ?? []).filter((each) => each.fromMs <= fromMs && each.toMs > fromMs).map(({ level }) => level)
  if (levels.length === 0) return [said('skill-missing', { skill, levelMinimum })]
  return [said('level-too-low', { skill, level: Math.max(...levels), levelMinimum })]
}

function certificateLack(person: Crewman, { certificate }: Asked, { fromMs, toMs }: Span): readonly Said[] {
  if (certificate === undefined) return []
  const held = person.certificates.get(certificate) ?? []
  const until = coveredUntil(held, fromMs)
  if (until >= toMs) return []
  if (held.length === 0) return [said('certificate-missing', { certificate })]
  return [said('certificate-ends', { certificate, until: lastBefore(held, until) })]
}

/** When what a person holds ends, or has ended; null where it has yet to begin. */
function lastBefore(held: readonly Span[], ms: number): Instant | null {
  const ended = held.map(({ toMs }) => toMs).filter((toMs) => toMs <= ms)
  return ended.length === 0 ? null : instantFromMs(Math.max(...ended))
}

function heldReasons(person: Crewman, asked: Asked, { fromMs }: Span): readonly Said[] {
  const { skill, certificate } = asked
  const level = Math.max(
    ...reached(person, asked)
      .filter((each) => each.fromMs <= fromMs && each.toMs > fromMs)
      .map((each) => each.level),
  )
  if (certificate === undefined) return [said('skill-held', { skill, level })]
  const until = coveredUntil(person.certificates.get(certificate) ?? [], fromMs)
  return [
    said('skill-held', { skill, level }),
    said('certificate-valid', { certificate, until: Number.isFinite(until) ? instantFromMs(until) : null }),
  ]
}
