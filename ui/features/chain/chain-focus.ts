/** Walking through the chain picture with the arrow keys: up and down within a column, left and right to the nearest node of the next one. */
import type { PlacedNode } from './chain-layout.ts'

/** The node that a key leads to; undefined where there is none, or for other keys. */
export function nodeBeside(nodes: readonly PlacedNode[], from: string, key: string): string | undefined {
  const here = nodes.find(({ node }) => node.id === from)
  if (here === undefined) return undefined
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const step = key === 'ArrowDown' ? 1 : -1
    const column = nodes.filter(({ node }) => node.column === here.node.column).sort((a, b) => a.y - b.y)
    return column[column.indexOf(here) + step]?.node.id
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const step = key === 'ArrowRight' ? 1 : -1
  const columns = [...new Set(nodes.map(({ node }) => node.column))].sort((a, b) => a - b)
  const column = columns[columns.indexOf(here.node.column) + step]
  const middle = (placed: PlacedNode): number => placed.y + placed.height / 2
  return nodes
    .filter(({ node }) => node.column === column)
    .sort((a, b) => Math.abs(middle(a) - middle(here)) - Math.abs(middle(b) - middle(here)))[0]?.node.id
}
