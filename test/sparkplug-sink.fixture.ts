/** A sink that keeps all it is given, and answers what is good by now. */
import type { FloorSink, Quality, ReadingValue } from '../src/engine/floor-ports.ts'

export interface KeptSink extends FloorSink {
  /** `address = value`, in the order in which they came. */
  readonly told: string[]
  readonly losses: string[]
  readonly aside: string[]
  /** The current value of an address and its quality. */
  at(address: string): { readonly value: ReadingValue; readonly quality: Quality } | undefined
}

export function keptSink(): KeptSink {
  const addresses: string[] = []
  const current = new Map<string, { readonly value: ReadingValue; readonly quality: Quality }>()
  const [told, losses, aside]: [string[], string[], string[]] = [[], [], []]
  return {
    told,
    losses,
    aside,
    series(address) {
      const known = addresses.indexOf(address)
      return known >= 0 ? known : addresses.push(address) - 1
    },
    readings(batch) {
      for (const { series, value, quality, historical } of batch) {
        const address = addresses[series] ?? ''
        told.push(`${address} = ${value}`)
        if (!historical) current.set(address, { value, quality })
      }
    },
    lost(prefix, _at, because) {
      losses.push(`${prefix} ${because}`)
      for (const [address, { value }] of current) if (address.startsWith(prefix)) current.set(address, { value, quality: 'stale' })
    },
    setAside({ reason }) {
      aside.push(reason)
    },
    at: (address) => current.get(address),
  }
}
