/** Spans of time: whether several of them together cover one. Milliseconds since 1970; the start belongs to a span, the end does not. */

export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** Until when spans cover the time from `fromMs` on without a break; `fromMs` itself where they don't cover it. They may touch, overlap and come in any order. */
export function coveredUntil(spans: readonly Span[], fromMs: number): number {
  let until = fromMs
  for (;;) {
    let further = until
    for (const span of spans) if (span.fromMs <= until && span.toMs > further) further = span.toMs
    if (further === until) return until
    until = further
  }
}

export function covers(spans: readonly Span[], { fromMs, toMs }: Span): boolean {
  return coveredUntil(spans, fromMs) >= toMs
}

export function overlap(a: Span, b: Span): boolean {
  return a.fromMs < b.toMs && b.fromMs < a.toMs
}
