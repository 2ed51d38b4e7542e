/** Finds what somebody was at before, when the page was renewed meanwhile: the thing itself, the same button drawn anew, or what stands around it. */

/** Remembers `from` and what it stands in. The answer takes the focus to the nearest of it that is still there. */
export function wayBack(from: Element | null): () => void {
  const around = ancestors(from)
  const label = from?.getAttribute('aria-label') ?? null
  return () => {
    if (from instanceof HTMLElement && from.isConnected) {
      from.focus()
      return
    }
    const left = around.find((each) => each.isConnected)
    if (left === undefined) return
    const same = label === null ? undefined : [...left.querySelectorAll<HTMLElement>('[aria-label]')].find((each) => isSame(each, label))
    if (same === undefined && !left.hasAttribute('tabindex')) left.tabIndex = -1
    ;(same ?? left).focus()
  }
}

/** What it stands in, nearest first, without the page as a whole. */
function ancestors(of: Element | null): readonly HTMLElement[] {
  const found: HTMLElement[] = []
  for (let each = of?.parentElement ?? null; each !== null && each !== document.body; each = each.parentElement) found.push(each)
  return found
}

function isSame(element: HTMLElement, label: string): boolean {
  return element.getAttribute('aria-label') === label && element.matches('button, a')
}
