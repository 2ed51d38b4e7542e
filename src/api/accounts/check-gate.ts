/** Lets few checks of passwords run at a time and few more wait: each takes 19 MiB and some 50 ms of a core, and anyone may ask for one. */

const AT_A_TIME = 2
const WAITING_MAX = 20

interface CheckGate {
  full(): boolean
  run<T>(check: () => Promise<T>): Promise<T>
}

export function checkGate(): CheckGate {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    full: () => waiting.length >= WAITING_MAX,
    async run(check) {
      if (running >= AT_A_TIME) await new Promise<void>((resolve) => waiting.push(resolve))
      running += 1
      try {
        return await check()
      } finally {
        running -= 1
        waiting.shift()?.()
      }
    },
  }
}
