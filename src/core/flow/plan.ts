/** From a plan's input to its network and projection: explosion, netting, dispatch, assembly, one pass. */
import { type MaterialArcs, materialArcs } from './arcs.ts'
import { dispatch, type Sequence } from './dispatch.ts'
import type { Draft } from './draft.ts'
import { type Explosion, explode, netBought } from './explode.ts'
import { assembleNetwork, type Network } from './network.ts'
import type { PlanInput } from './plan-input.ts'
import { Projection } from './projection.ts'
import { deferDemands, findHopeless, stepBack, stepShares } from './urgency.ts'

export interface Plan {
  readonly input: PlanInput
  readonly draft: Draft
  readonly arcs: MaterialArcs
  readonly sequence: Sequence
  readonly network: Network
  readonly projection: Projection
  /** Materials that are taken by themselves through their bills, as a loop; empty when there is none. */
  readonly loop: readonly number[]
}

export function buildPlan(input: PlanInput): Plan {
  const explosion = explode(input)
  const { draft, loop } = explosion
  const arcs = yieldWhereHopeless(explosion)
  const sequence = dispatch(draft, arcs)
  const network = assembleNetwork(draft, arcs, sequence)
  return { input, draft, arcs, sequence, network, projection: new Projection(network), loop }
}

/** Promises that no capacity could keep yield scarce material, which may free others, and then their place in the queues. */
export function yieldWhereHopeless(explosion: Explosion): MaterialArcs {
  const { draft } = explosion
  const first = materialArcs(draft)
  const shares = stepShares(draft)
  const hopeless = findHopeless(draft, first, shares)
  if (!hopeless.any) return first
  deferDemands(draft, hopeless)
  netBought(explosion)
  const arcs = materialArcs(draft)
  stepBack(draft, findHopeless(draft, arcs, shares))
  return arcs
}
