/** What the pages ask about people: who can act, who covers the shifts, where one person alone holds a skill. Read under a works agreement only. */
import type { MoneySums } from '../records/action-figures.ts'
import type { Instant } from '../values/instant.ts'
import type { Said } from '../values/said.ts'

/** Why a person may do the work: what was asked for and what is held. Said as facts, so that a reader gets their own language. */
export interface Qualified {
  readonly personId: string
  readonly name: string
  readonly job: string | null
  /** Level reached, certificate and until when, until when on shift: one entry for each thing that was asked for. */
  readonly reasons: readonly Said[]
  /** On shift until then. */
  readonly onShiftUntil: Instant | null
  /** Where they are rostered in that time; null where their roster names no place. */
  readonly rosteredAt: string | null
}

/** Someone who lacks one thing: shown so that the gap is understood, never as a ranking. */
export interface NotQualified {
  readonly personId: string
  readonly name: string
  readonly lacks: readonly Said[]
}

/** The qualified and on shift for a work center in an interval, in alphabetical order. A person chooses. */
export interface WhoCanAct {
  readonly workCenterId: string
  readonly workCenter: string
  readonly fromAt: Instant
  readonly toAt: Instant
  /** What the work asks for. */
  readonly asks: readonly {
    readonly skill: string
    readonly levelMinimum: number
    readonly certificate: string | null
    readonly headcount: number
  }[]
  readonly can: readonly Qualified[]
  /** Qualified but not on shift, or on shift with the skill and short of one thing; alphabetical. */
  readonly almost: readonly NotQualified[]
  /** People on shift who do not have the skill at all: how many, and nobody's name. */
  readonly without: number
  /** People who lead others there and are on shift, alphabetical: whom to call. */
  readonly leads: readonly { readonly personId: string; readonly name: string }[]
}

/** One requirement in one shift. */
export interface CoverageCell {
  readonly workCenterId: string
  readonly workCenter: string
  readonly skill: string
  readonly certificate: string | null
  readonly levelMinimum: number
  readonly required: number
  /** Qualified, rostered and present, by a matching in which nobody fills two places at a time. */
  readonly supply: number
  readonly gap: number
  readonly fromAt: Instant
  readonly toAt: Instant
  /** What the shift is called. */
  readonly shift: string | null
  /** The disruption that stands for this gap; null where there is none. */
  readonly disruptionId: string | null
  /** What the gap puts at risk: promises and money that are late because of it; null where there is no gap. */
  readonly risk: { readonly promises: number; readonly customers: number; readonly money: MoneySums } | null
}

/** How many people hold a skill at all, now and later. Counts alone: no person is named. */
export interface SkillStanding {
  readonly workCenterId: string
  readonly workCenter: string
  readonly skill: string
  readonly certificate: string | null
  readonly levelMinimum: number
  readonly required: number
  /** Qualified people, whatever the roster: 0 nobody, 1 a single point of failure. */
  readonly busFactor: number
  readonly busFactorIn30Days: number
  readonly busFactorIn60Days: number
  readonly busFactorIn90Days: number
  /** Certificates or qualifications that end within 90 days, with the day. */
  readonly ending: readonly { readonly at: Instant; readonly people: number }[]
  /** What hangs on the skill: the promises that go through the work center in the next 14 days, and their money. */
  readonly carries: { readonly promises: number; readonly money: MoneySums }
}

export interface Coverage {
  /** `off` without a works agreement; `empty` where there is one and no requirement is known. */
  readonly state: 'on' | 'off' | 'empty'
  readonly at: Instant
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly cells: readonly CoverageCell[]
  /** By the customer value that hangs on them. */
  readonly skills: readonly SkillStanding[]
  /** What is not known: rosters that end, requirements without people. */
  readonly notes: readonly Said[]
}
