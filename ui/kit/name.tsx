/** The name of a thing as a link to its page. */
import { Link } from '@tanstack/react-router'
import type { Thing } from '../../src/core/impact/page-answer.ts'
import { thingTarget } from '../links/thing-target.ts'

export function Name({ thing }: { readonly thing: Thing }) {
  return <Link {...thingTarget(thing)}>{thing.name}</Link>
}
