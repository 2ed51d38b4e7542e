/** Tools of the Model Context Protocol: each is a route of the contract that only reads, with its own words, parameters and permission. */
import { z } from 'zod'
import { actionRoutes } from './contract/actions.ts'
import { messageRoutes } from './contract/messages.ts'
import { pageRoutes } from './contract/pages.ts'
import { peopleRoutes } from './contract/people.ts'
import { plantRoutes } from './contract/plant.ts'
import type { Route } from './contract/route.ts'

export interface Tool {
  readonly name: string
  readonly route: Route
  /** What a program must send, as JSON schema. */
  readonly inputSchema: { readonly type: 'object'; readonly properties?: Record<string, object>; readonly required?: string[] }
}

/** Routes that change nothing, whatever their method: what is asked by POST is a question, too. */
const READING = [
  ...[plantRoutes.status, plantRoutes.promises, plantRoutes.promise, plantRoutes.touches, plantRoutes.impact, plantRoutes.disruptionImpact],
  ...[plantRoutes.capableToPromise, pageRoutes.standings, pageRoutes.deliveries, pageRoutes.floor, pageRoutes.schedule],
  ...[pageRoutes.search, pageRoutes.trace, actionRoutes.countermeasures, actionRoutes.fixFirst, actionRoutes.trials],
  ...[actionRoutes.actions, actionRoutes.causeFile, actionRoutes.ledger, actionRoutes.kept, actionRoutes.scenarios],
  ...[messageRoutes.messages, messageRoutes.customerNote, peopleRoutes.coverage, peopleRoutes.whoCanAct],
] as unknown as readonly Route[]

export const tools: readonly Tool[] = READING.map((route) => ({ name: toolName(route.id), route, inputSchema: schemaOf(route) }))

function toolName(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Parameters of the path, of the query and of the body side by side: no route has one name twice. */
function schemaOf({ params, query, body }: Route): Tool['inputSchema'] {
  const parts = [params, query, ...(body === null ? [] : [body])].map(
    (each) =>
      z.toJSONSchema(each, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as {
        properties?: object
        required?: string[]
        $defs?: object
      },
  )
  const definitions = Object.assign({}, ...parts.map(({ $defs }) => $defs))
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions }),
  }
}

/** The request that a call of a tool stands for. A parameter that is missing is left for the route to refuse. */
export function requestOf({ route }: Tool, given: Readonly<Record<string, unknown>>): { readonly url: string; readonly body?: object } {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(given[name] ?? '')))
  const rest = Object.entries(given).filter(([name]) => !inPath.includes(name))
  if (route.body !== null) return { url: path, body: Object.fromEntries(rest) }
  const query = new URLSearchParams(
    rest.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each): [string, string] => [name, String(each)])),
  )
  return { url: query.size === 0 ? path : `${path}?${query}` }
}
