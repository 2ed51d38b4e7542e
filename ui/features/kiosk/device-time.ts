/** What time it is in the plant by the clock of this device: heard while there was a connection, carried on from there without one. */
import { type Instant, instantFromMs } from '../../../src/core/values/instant.ts'

const REMEMBERED = 'throughline.kiosk.time'

/** `plantMs` was the plant's time when this device's clock showed `deviceMs`; from there it runs at `speed`. */
interface HeardTime {
  readonly plantMs: number
  readonly deviceMs: number
  readonly speed: number
}

export function rememberTime(heard: HeardTime): void {
  localStorage.setItem(REMEMBERED, JSON.stringify(heard))
}

/** The plant's time at `deviceMs`; the device's own where the plant was never heard of. */
export function deviceInstant(deviceMs: number): Instant {
  const heard = rememberedTime()
  return instantFromMs(Math.round(heard === undefined ? deviceMs : heard.plantMs + (deviceMs - heard.deviceMs) * heard.speed))
}

/** When the plant was heard of last, by the clock of the device. */
export function lastHeardMs(): number | undefined {
  return rememberedTime()?.deviceMs
}

function rememberedTime(): HeardTime | undefined {
  const text = localStorage.getItem(REMEMBERED)
  return text === null ? undefined : (JSON.parse(text) as HeardTime)
}
