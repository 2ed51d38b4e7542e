/**
 * A plan with its open disruptions in force. Every parameter is always what the plan says plus what the open disruptions contribute,
 * computed from the plan anew, so that a disruption that ends leaves no trace.
 */
import { UNKNOWN_TIME } from '../calendar/work-time.ts'
import { consumerOf, isOpenOrder, supplyDate } from '../flow/arcs.ts'
import type { ParameterChange, Rearrangement } from '../flow/plan-change.ts'
import type { Moved, Projection } from '../flow/projection.ts'
import { mergeDisturbances } from '../flow/station-time.ts'
import type { Contribution, Effect } from './contributions.ts'
import { lineNode, nodeOfDraft, type SitePlan } from './site-plan.ts'

/** What disruptions change about a promise besides its date. */
export interface LineState {
  readonly due: number
  readonly short: number
  readonly cancelled: boolean
}

export class LivePlan {
  readonly site: SitePlan
  private readonly effects = new Map<string, Effect>()
  /** The same with the ends that come no later nine times in ten. */
  private readonly latest = new Map<string, Effect>()
  private latestFinish: Int32Array | undefined
  /** What comes later nine times in ten although nothing has happened; found when it is first asked for. */
  private usual: (() => Effect | undefined) | undefined
  private usually: { readonly effect: Effect | undefined } | undefined
  private acts: readonly Effect[] = []
  private looking = false
  /** Losses as they are judged under the stops that are open. */
  private judged = { stops: [] as readonly Effect[], losses: new WeakMap<Effect, Effect>() }

  constructor(site: SitePlan) {
    this.site = site
  }

  get projection(): Projection {
    return this.site.plan.projection
  }

  /** Ids of the disruptions in force, in the order in which they came. */
  get open(): readonly string[] {
    return [...this.effects.keys()]
  }

  /** The open effects as they act: what replaces a loss depends on the stops that are open with it. */
  get acting(): readonly Effect[] {
    return this.acts
  }

  effectOf(id: string): Effect | undefined {
    return this.effects.get(id)
  }

  /** Puts a disruption in force, in place of one of the same id. `latest` is its effect where its end is uncertain and comes late (P90). */
  begin(id: string, effect: Effect, latest: Effect = effect): void {
    this.effects.set(id, effect)
    this.latest.set(id, latest)
    this.act()
  }

  /** Takes a disruption out of force. */
  end(id: string): void {
    this.latest.delete(id)
    if (this.effects.delete(id)) this.act()
  }

  /** Says how to find what comes later nine times in ten although nothing has happened: it counts in later dates alone. */
  expectUsually(usual: () => Effect | undefined): void {
    this.usual = usual
  }

  /** Whether later dates count anything that has not happened. */
  countsUsual(): boolean {
    return this.usualEffect() !== undefined
  }

  private usualEffect(): Effect | undefined {
    this.usually ??= { effect: this.usual?.() }
    return this.usually.effect
  }

  /** When a line is met nine times in ten (P90): never before it is met by the projection as it stands. */
  latestFinishOfLine(line: number): number {
    this.latestFinish ??= this.latestFinishes()
    return Math.max(this.finishOfLine(line), this.latestFinish[line]!)
  }

  /**
   * When each line is met if what is uncertain ends late, with one more disruption in force where `more` is given; 0 where nothing is uncertain.
   * Takes a look of its own.
   */
  latestFinishes(more?: { readonly effect: Effect; readonly latest: Effect }): Int32Array {
    const { lines } = this.site.plan.input
    const likely = [...this.all(), ...(more === undefined ? [] : [more.effect])]
    const usual = this.usualEffect()
    const latest = [...this.latest.values(), ...(usual === undefined ? [] : [usual]), ...(more === undefined ? [] : [more.latest])]
    if (sameEffects(latest, likely)) return new Int32Array(lines.length)
    return this.look(latest, () => Int32Array.from(lines, (_, line) => this.finishOfLine(line)))
  }

  private act(): void {
    this.latestFinish = undefined
    const stops = this.ofStations()
    if (!sameEffects(stops, this.judged.stops)) this.judged = { stops, losses: new WeakMap() }
    const next = this.judge(this.all())
    this.projection.apply(this.changesTo(next))
    this.acts = next
  }

  /** The effects as they act together: stops as they are, losses judged anew under just these stops. */
  private judge(effects: readonly Effect[]): readonly Effect[] {
    if (effects.every((effect) => effect.judge === undefined)) return effects
    const stops = effects.filter((effect) => effect.judge === undefined)
    const known = sameEffects(stops, this.judged.stops) ? this.judged.losses : new WeakMap<Effect, Effect>()
    const unknown = effects.filter((effect) => effect.judge !== undefined && !known.has(effect))
    if (unknown.length > 0) {
      this.projection.overlay(this.changesTo(stops), () => {
        for (const loss of unknown) known.set(loss, loss.judge?.(this.site) ?? loss)
      })
    }
    return effects.map((effect) => known.get(effect) ?? effect)
  }

  /**
   * Looks at the projection with these effects in force instead of the open ones; nothing stays changed.
   * `read` gets what moved, and the effects as they act. A look inside a look is refused: it would take back the wrong times.
   */
  look<T>(effects: readonly Effect[], read: (moved: Moved, acting: readonly Effect[]) => T): T {
    return this.lookAlone(() => {
      const acting = this.judge(effects)
      return this.projection.overlay(this.changesTo(acting), (moved) => read(moved, acting))
    })
  }

  /** A look with work at other places as well; undefined where work would wait for itself. What goes with the places acts after the effects. */
  lookRearranged<T>(
    effects: readonly Effect[],
    { places, changes }: Rearrangement,
    read: (moved: Moved, acting: readonly Effect[]) => T,
  ): T | undefined {
    return this.lookAlone(() => {
      const acting = this.judge(effects)
      const way = { places, changes: [...this.changesTo(acting), ...changes] }
      return this.projection.overlayRearranged(way, (moved) => read(moved, acting))
    })
  }

  private lookAlone<T>(look: () => T): T {
    if (this.looking) throw new Error('A look at the plan was begun inside another one.')
    this.looking = true
    try {
      return look()
    } finally {
      this.looking = false
    }
  }

  /** The open effects without those of `id`. */
  without(id: string): readonly Effect[] {
    return [...this.effects].filter(([each]) => each !== id).map(([, effect]) => effect)
  }

  /** The open effects that stop or slow stations: what a loss is judged under. */
  ofStations(): readonly Effect[] {
    return this.all().filter((effect) => effect.judge === undefined)
  }

  all(): readonly Effect[] {
    return [...this.effects.values()]
  }

  /** What changes in the projection when `next` act instead of what acts now. */
  private changesTo(next: readonly Effect[]): ParameterChange[] {
    const now = new Set(this.acts)
    const then = new Set(next)
    const differing = [...this.acts.filter((effect) => !then.has(effect)), ...next.filter((effect) => !now.has(effect))]
    const touched = touchedBy(differing.flatMap((effect) => effect.contributions))
    return this.changesFor(
      touched,
      next.flatMap((effect) => effect.contributions),
    )
  }

  /** The value of every touched parameter under the contributions in force. */
  private changesFor(touched: Touched, inForce: readonly Contribution[]): ParameterChange[] {
    const changes: ParameterChange[] = []
    const { projection } = this
    for (const station of touched.stations) {
      const list = inForce.flatMap((each) => (each.type === 'disturb' && each.station === station ? [each.disturbance] : []))
      changes.push({ type: 'station', station, disturbed: mergeDisturbances(list) })
    }
    for (const node of this.releaseNodes(touched)) {
      const at = this.releaseOf(node, inForce)
      if (at !== projection.release[node]) changes.push({ type: 'release', node, at })
    }
    for (const node of touched.works) {
      const shares = inForce.flatMap((each) => (each.type === 'work' && each.node === node ? [each.share] : []))
      changes.push({
        type: 'duration',
        node,
        seconds: Math.ceil(this.site.plan.network.duration[node]! * shares.reduce((a, b) => a * b, 1)),
      })
    }
    for (const node of touched.offs)
      changes.push({ type: 'off', node, off: inForce.some((each) => each.type === 'off' && each.node === node) })
    return changes
  }

  private releaseNodes(touched: Touched): Set<number> {
    const { draft } = this.site.plan
    const nodes = new Set(touched.releases)
    for (const peg of touched.pegs) {
      const node = consumerOf(draft, draft.pegDemand.data[peg]!)
      if (node >= 0) nodes.add(nodeOfDraft(this.site, node))
    }
    return nodes
  }

  /** Earliest start of a node by dates: its own, those of the supplies that it waits for, and what holds it back. */
  private releaseOf(node: number, inForce: readonly Contribution[]): number {
    const { plan, pegs } = this.site
    const { draft, network } = plan
    const operation = node < network.operationCount
    const draftNode = operation ? network.operationOf[node]! : node
    const dates = new Map<number, number>()
    let release = operation ? draft.opRelease.data[draftNode]! : 0
    for (const each of inForce) {
      if (each.type === 'pegDate') dates.set(each.peg, Math.max(each.at, dates.get(each.peg) ?? 0))
      else if (each.type === 'notBefore' && each.node === node) release = Math.max(release, each.at)
    }
    for (let k = pegs.nodeOffsets[draftNode]!; k < pegs.nodeOffsets[draftNode + 1]!; k++) {
      const peg = pegs.byNode[k]!
      const source = draft.pegSource.data[peg]!
      if (!isOpenOrder(draft, source)) release = Math.max(release, Math.min(UNKNOWN_TIME, dates.get(peg) ?? supplyDate(draft, source)))
    }
    return release
  }

  /** A promise under given effects: its due date, what it lacks, whether it still stands. */
  lineState(line: number, effects: readonly Effect[] = this.acts): LineState {
    let due = this.site.plan.input.lines[line]!.due
    let short = 0
    let cancelled = false
    for (const effect of effects) {
      for (const each of effect.contributions) {
        if (each.type === 'due' && each.line === line) due = each.at
        else if (each.type === 'short' && each.line === line) short += each.quantity
        else if (each.type === 'cancelled' && each.line === line) cancelled = true
      }
    }
    return { due, short, cancelled }
  }

  /** Whether a line was ready before now: what it needs is done, and only its shipping is not recorded. Nothing ahead can make it later. */
  isReady(line: number): boolean {
    return this.finishOfLine(line) < this.site.plan.input.now
  }

  /** When a line is met by the projection as it stands. */
  finishOfLine(line: number): number {
    return this.projection.finish[lineNode(this.site, line)]!
  }
}

interface Touched {
  readonly stations: Set<number>
  readonly releases: Set<number>
  readonly pegs: Set<number>
  readonly works: Set<number>
  readonly offs: Set<number>
}

function sameEffects(a: readonly Effect[], b: readonly Effect[]): boolean {
  return a.length === b.length && a.every((effect) => b.includes(effect))
}

function touchedBy(contributions: readonly Contribution[]): Touched {
  const touched: Touched = { stations: new Set(), releases: new Set(), pegs: new Set(), works: new Set(), offs: new Set() }
  for (const each of contributions) {
    if (each.type === 'disturb') touched.stations.add(each.station)
    else if (each.type === 'notBefore') touched.releases.add(each.node)
    else if (each.type === 'pegDate') touched.pegs.add(each.peg)
    else if (each.type === 'work') touched.works.add(each.node)
    else if (each.type === 'off') touched.offs.add(each.node)
  }
  return touched
}
