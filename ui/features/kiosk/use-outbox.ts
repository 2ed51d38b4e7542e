/** The outbox of this screen, as the page sees it: what waits, what was sent last, and the way to tell something. */
import { useEffect, useMemo, useState } from 'react'
import type { Decided } from '../../../src/engine/action-ports.ts'
import { send } from '../../live/ask.ts'
import { useLive } from '../../live/live-provider.tsx'
import { usePlantFrame } from '../../live/plant-provider.tsx'
import { plantMs } from '../../live/plant-time.ts'
import { deviceStore } from './device-store.ts'
import { rememberTime } from './device-time.ts'
import { type KioskCommand, Outbox, type Waiting } from './outbox.ts'

export interface Told {
  readonly waiting: Waiting
  /** The journal entry that holds it; null where it had been booked before. */
  readonly seq: number | null
}

export interface Telling {
  readonly waiting: readonly Waiting[]
  readonly last: Told | undefined
  tell(command: KioskCommand, said: string): void
  retry(id: string): void
  drop(id: string): void
}

/** Once for each screen: two outboxes would send the same report twice, which the server books once. */
export function useOutbox(): Telling {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [last, setLast] = useState<Told>()
  const { connection } = useLive()
  const { anchor } = usePlantFrame()
  const live = connection.kind === 'live'
  const outbox = useMemo(
    () =>
      new Outbox({
        store: deviceStore(),
        send: async (command) => (await send<Decided>('POST', '/decisions', command)).seq,
        onSent: (told, seq) => setLast({ waiting: told, seq }),
        onChange: setWaiting,
      }),
    [],
  )
  useEffect(() => void outbox.open(), [outbox])
  useEffect(() => {
    if (!live) return
    if (anchor.speed > 0) rememberTime({ plantMs: plantMs(anchor, performance.now()), deviceMs: Date.now(), speed: anchor.speed })
    void outbox.flush()
  }, [live, anchor, outbox])
  return {
    waiting,
    last,
    tell: (command, said) => void outbox.add(command, said),
    retry: (id) => void outbox.retry(id),
    drop: (id) => void outbox.drop(id),
  }
}
