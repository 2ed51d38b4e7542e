/** A sentence whose pieces are words and elements: a link or a figure inside running text, in the order of its language. */
import { createElement, Fragment, type ReactNode } from 'react'

export function Words({ of }: { readonly of: readonly ReactNode[] }): ReactNode {
  return createElement(Fragment, null, ...of)
}
