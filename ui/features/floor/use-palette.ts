/** The colours that a canvas draws with, read from the same tokens that the style sheets use. */
import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useState } from 'react'
import type { Palette } from './gantt-paint.ts'

const TOKENS: Readonly<Record<keyof Palette, string>> = {
  ink: '--ink',
  inkSoft: '--ink-soft',
  line: '--line',
  surface: '--surface',
  closed: '--gantt-closed',
  done: '--gantt-done',
  running: '--gantt-running',
  planned: '--gantt-planned',
  late: '--late',
  down: '--late-tint',
  accent: '--accent',
}

/** Undefined until the element is there; read anew when light changes to dark. */
export function usePalette(element: RefObject<HTMLElement | null>): Palette | undefined {
  const scheme = useComputedColorScheme()
  const [palette, setPalette] = useState<Palette>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours behind the tokens change with the scheme
  useEffect(() => {
    if (element.current === null) return
    const style = getComputedStyle(element.current)
    setPalette(
      Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()])) as unknown as Palette,
    )
  }, [element, scheme])
  return palette
}
