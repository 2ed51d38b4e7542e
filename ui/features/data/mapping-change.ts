/** The record change that gives a signal its meaning, changes it, or takes it away. */
import type { Change } from '../../../src/core/records/change.ts'
import type { Signal } from '../../../src/core/records/signal.ts'
import type { SignalStanding } from '../../../src/engine/floor-ports.ts'

/** What a person chose; the vocabulary matters for states only. */
export interface Meaning {
  readonly workUnitId: string
  readonly role: Signal['role']
  readonly vocabulary: string | null
}

const ID_LENGTH_MAX = 200

/** The change to post. Rules of the history that the mapping had are kept; the words of a state are left out where it is none. */
export function mappingChange({ address, mapping }: Pick<SignalStanding, 'address' | 'mapping'>, meaning: Meaning): Change {
  const { vocabulary: _, ...before } = mapping ?? { id: idOf(address), address }
  const { workUnitId, role, vocabulary } = meaning
  const to: Signal = { ...before, workUnitId, role, ...(role === 'state' && vocabulary !== null ? { vocabulary } : {}) }
  if (mapping === null) return { type: 'added', record: 'signal', id: to.id, to }
  return { type: 'updated', record: 'signal', id: to.id, from: mapping, to }
}

export function unmappingChange(mapping: Signal): Change {
  return { type: 'removed', record: 'signal', id: mapping.id, from: mapping }
}

/** The address itself; where that is too long for an id, its end, which tells signals of one machine apart. */
function idOf(address: string): string {
  return address.slice(-ID_LENGTH_MAX)
}
