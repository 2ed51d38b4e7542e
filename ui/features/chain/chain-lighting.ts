/** What a disruption lights in the chain picture: its way from the cause to the customers, and nothing else. */
import type { AffectedPromise } from '../../../src/core/impact/answer.ts'
import type { ChainNode, ChainPicture, DisruptionStanding } from '../../../src/core/impact/page-answer.ts'

export type Effect = DisruptionStanding['path'][number]['effect']

/** The lightest first. */
const WEIGHTS: readonly (Effect | undefined)[] = [undefined, 'slack', 'later', 'late']

/** How heavy an effect is: what is drawn last, and what a place shows where several lead over it. */
export function weightOf(effect: Effect | undefined): number {
  return WEIGHTS.indexOf(effect)
}

export interface LitNode {
  readonly node: ChainNode
  readonly effect: Effect
  /** Nothing that is lit leads here: the way begins at this node. */
  readonly cause: boolean
  /** Promises to this customer that it makes late, or else later still; empty for others than customers. */
  readonly late: readonly AffectedPromise[]
  /** The longest delay among them in seconds; null where an end is not known, undefined where none is. */
  readonly delaySeconds: number | null | undefined
}

export interface Lighting {
  /** Whether one disruption is looked at; else none is open. */
  readonly ofOne: boolean
  readonly flows: ReadonlyMap<string, Effect>
  readonly nodes: ReadonlyMap<string, LitNode>
  /** The lit nodes in the order of goods: the cause first, customers last, within a stage those that break promises first. */
  readonly way: readonly LitNode[]
}

const DARK: Lighting = { ofOne: false, flows: new Map(), nodes: new Map(), way: [] }

/** Lights the way of one disruption. `late` are the promises of its impact answer; empty while it is not there yet. */
export function lightChain(picture: ChainPicture, standing: DisruptionStanding | undefined, late: readonly AffectedPromise[]): Lighting {
  if (standing === undefined) return DARK
  const known = new Map(picture.flows.map((flow) => [flow.id, flow]))
  const flows = new Map<string, Effect>()
  for (const { linkId, effect } of standing.path) {
    if (known.has(linkId) && weightOf(effect) > weightOf(flows.get(linkId))) flows.set(linkId, effect)
  }
  const effects = new Map<string, Effect>()
  const reached = new Set<string>()
  for (const [linkId, effect] of flows) {
    const flow = known.get(linkId)
    if (flow === undefined) continue
    reached.add(flow.to)
    for (const id of [flow.from, flow.to]) if (weightOf(effect) > weightOf(effects.get(id))) effects.set(id, effect)
  }
  const place = placeOf(picture, standing)
  if (place !== undefined && !effects.has(place.id))
    effects.set(place.id, standing.totals.lines > 0 ? 'late' : standing.laterStill > 0 ? 'later' : 'slack')
  const byCustomer = Map.groupBy(late, (promise) => promise.customerId)
  const way = picture.nodes
    .flatMap((node): LitNode[] => {
      const effect = effects.get(node.id)
      if (effect === undefined) return []
      const worse = node.thing.kind === 'customer' ? (byCustomer.get(node.thing.id) ?? []) : []
      const broken = effect === 'late' ? worse.filter(({ lateBefore }) => !lateBefore) : worse
      const cause = place === undefined ? !reached.has(node.id) : node.id === place.id
      return [{ node, effect, cause, late: broken, delaySeconds: longestDelay(broken) }]
    })
    .sort(inOrderOfGoods)
  return { ofOne: true, flows, nodes: new Map(way.map((lit) => [lit.node.id, lit])), way }
}

/** The node in which a disruption sits; undefined where the picture has no node of its own for it, as for a lot. */
function placeOf(picture: ChainPicture, { place }: DisruptionStanding): ChainNode | undefined {
  if (place === null) return undefined
  return picture.nodes.find(
    ({ thing, units }) =>
      (thing.kind === place.kind && thing.id === place.id) || (place.kind === 'workUnit' && units.some((unit) => unit.id === place.id)),
  )
}

function longestDelay(broken: readonly AffectedPromise[]): number | null | undefined {
  if (broken.length === 0) return undefined
  const known = broken.flatMap(({ delaySeconds }) => (delaySeconds === null ? [] : [delaySeconds]))
  return known.length < broken.length ? null : Math.max(...known)
}

function inOrderOfGoods(a: LitNode, b: LitNode): number {
  const rank = (lit: LitNode): number => -weightOf(lit.effect)
  return Number(b.cause) - Number(a.cause) || a.node.column - b.node.column || rank(a) - rank(b) || a.node.row - b.node.row
}
