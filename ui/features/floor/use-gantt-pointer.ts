/** Wheel and fingers on the Gantt picture: the wheel zooms, a sideways or shifted wheel and a drag move it, two fingers do both; a bar that may be moved goes with the drag. */
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { moved, type TimeWindow, zoomed } from './time-scale.ts'

/** Pixels of the surface. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Something that a press took hold of and that goes with the drag instead of the picture. */
export interface Grab {
  move(to: Point): void
  drop(at: Point): void
  cancel(): void
}

interface PointerOptions {
  readonly surface: RefObject<HTMLElement | null>
  readonly width: number
  readonly window: TimeWindow
  readonly onWindow: (next: TimeWindow) => void
  /** A press that was no drag, in pixels of the surface. */
  readonly onPress: (point: Point) => void
  /** What lies under a press and can be dragged; undefined where the picture itself is. */
  readonly grab?: ((point: Point) => Grab | undefined) | undefined
}

/** A press that moves less is a press and no drag. */
const DRAG_FROM = 5

/** Handlers for the surface; the wheel listens by itself, for it has to keep the page from scrolling. */
export function useGanttPointer(options: PointerOptions) {
  const latest = useRef(options)
  latest.current = options
  const { surface } = options
  useEffect(() => {
    const element = surface.current
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const { width, window, onWindow } = latest.current
      const left = element?.getBoundingClientRect().left ?? 0
      const sideways = event.shiftKey ? event.deltaY : event.deltaX
      if (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY)) onWindow(moved(window, sideways / width))
      else onWindow(zoomed(window, Math.exp(event.deltaY * 0.0015), (event.clientX - left) / width))
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [surface])
  return useDrag(latest)
}

function useDrag(latest: RefObject<PointerOptions>) {
  const fingers = useRef(new Map<number, Point>())
  const travelled = useRef(0)
  const held = useRef<Grab>(undefined)
  const place = (event: PointerEvent<HTMLElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      // A second finger is about the picture: what the first one holds goes back to its place.
      held.current?.cancel()
      held.current = undefined
      if (fingers.current.size === 0) {
        travelled.current = 0
        held.current = latest.current.grab?.(place(event))
      }
      fingers.current.set(event.pointerId, place(event))
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const before = fingers.current.get(event.pointerId)
      if (before === undefined) return
      const now = place(event)
      travelled.current += Math.abs(now.x - before.x) + Math.abs(now.y - before.y)
      const { width, window, onWindow } = latest.current
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
      fingers.current.set(event.pointerId, now)
      if (other !== undefined) onWindow(pinched(window, { before, now, other, width }))
      else if (travelled.current < DRAG_FROM) return
      else if (held.current !== undefined) held.current.move(now)
      else onWindow(moved(window, (before.x - now.x) / width))
    },
    onPointerUp(event: PointerEvent<HTMLElement>): void {
      const point = place(event)
      const known = fingers.current.delete(event.pointerId)
      const grab = held.current
      held.current = undefined
      if (!known) return
      if (travelled.current >= DRAG_FROM) grab?.drop(point)
      else {
        grab?.cancel()
        latest.current.onPress(point)
      }
    },
    onPointerCancel(event: PointerEvent<HTMLElement>): void {
      fingers.current.delete(event.pointerId)
      held.current?.cancel()
      held.current = undefined
    },
  }
}

interface Pinch {
  readonly before: Point
  readonly now: Point
  readonly other: Point
  readonly width: number
}

/** The finger that stays keeps its instant; how far the other one is from it says how much time is seen. */
function pinched(window: TimeWindow, { before, now, other, width }: Pinch): TimeWindow {
  const was = Math.max(24, Math.abs(before.x - other.x))
  const is = Math.max(24, Math.abs(now.x - other.x))
  return zoomed(window, was / is, other.x / width)
}
