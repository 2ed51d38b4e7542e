/** Every route there is, in one list: what a test walks, a hash pins and a client can be made from. */
import { actionRoutes } from './actions.ts'
import { exampleRoutes } from './example.ts'
import { floorRoutes } from './floor.ts'
import { importRoutes } from './imports.ts'
import { messageRoutes } from './messages.ts'
import { pageRoutes } from './pages.ts'
import { peopleRoutes } from './people.ts'
import { plantRoutes } from './plant.ts'
import { listRoute, oneRoute, openRecordNames } from './records.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session.ts'

export const allRoutes: readonly Route[] = [
  ...Object.values(sessionRoutes),
  ...Object.values(plantRoutes),
  ...Object.values(pageRoutes),
  ...Object.values(actionRoutes),
  ...Object.values(peopleRoutes),
  ...Object.values(messageRoutes),
  ...Object.values(importRoutes),
  ...Object.values(floorRoutes),
  ...Object.values(exampleRoutes),
  ...openRecordNames.flatMap((name) => [listRoute(name), oneRoute(name)]),
] as unknown as readonly Route[]
