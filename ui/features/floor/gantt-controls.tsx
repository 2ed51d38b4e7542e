/** Buttons for what the wheel and the fingers do: whoever has neither goes everywhere too. And the key to shapes and patterns. */
import { Button, Group } from '@mantine/core'
import { useWords } from '../../words/use-words.tsx'
import styles from './floor.module.css'
import { moved, type TimeWindow, zoomed } from './time-scale.ts'

interface GanttControlsProps {
  readonly window: TimeWindow
  readonly nowMs: number
  readonly onWindow: (next: TimeWindow) => void
}

const SPANS = [
  ['hours', 8],
  ['day', 24],
  ['week', 168],
] as const

export function GanttControls({ window, nowMs, onWindow }: GanttControlsProps) {
  const { floor } = useWords()
  const shown = (hours: number): TimeWindow => {
    const span = hours * 3_600_000
    return { fromMs: Math.round(nowMs - span / 6), toMs: Math.round(nowMs + (span * 5) / 6) }
  }
  const button = (label: string, text: string, next: TimeWindow) => (
    <Button key={label} variant="default" size="compact-md" aria-label={label} title={label} onClick={() => onWindow(next)}>
      {text}
    </Button>
  )
  return (
    <div className={styles.controls}>
      <Group gap={8}>
        {button(floor.earlier, '←', moved(window, -0.5))}
        {button(floor.toNow, floor.now, shown((window.toMs - window.fromMs) / 3_600_000))}
        {button(floor.later, '→', moved(window, 0.5))}
        {button(floor.zoomIn, '+', zoomed(window, 0.5, 0.5))}
        {button(floor.zoomOut, '−', zoomed(window, 2, 0.5))}
        {SPANS.map(([name, hours]) => button(floor.spans[name], floor.spans[name], shown(hours)))}
      </Group>
      <ul className={styles.legend}>
        {(['Done', 'Running', 'Planned', 'Assumed', 'Late', 'Closed', 'Down', 'Unobserved'] as const).map((kind) => (
          <li key={kind} data-key={kind.toLowerCase()}>
            {floor[`legend${kind}`]}
          </li>
        ))}
      </ul>
    </div>
  )
}
