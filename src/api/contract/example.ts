/** Routes of an example company: its clock, and the trouble that people make in it to see what follows. */
import { z } from 'zod'
import { type ExampleState, TROUBLES, type Trouble, type TroubleStanding } from '../../engine/example-ports.ts'
import { route } from './route.ts'
import { instant, list, sameAs } from './values.ts'

const trouble = sameAs<Trouble>()(
  z.enum(TROUBLES).meta({ id: 'Trouble', description: 'Trouble that the simulator of an example company can make.' }),
)

const troubleStanding = sameAs<TroubleStanding>()(
  z
    .object({
      trouble,
      target: z.string().describe('A work unit, a work order, a purchase order line or a work center.'),
      targetName: z.string(),
      since: instant.describe('Plant time.'),
    })
    .meta({ id: 'TroubleStanding', description: 'Trouble that was made and lasts.' }),
)

const exampleState = sameAs<ExampleState>()(
  z
    .object({
      name: z.string(),
      speed: z.number().describe('Plant seconds that pass in one second.'),
      plantTime: instant,
      running: z.boolean().describe('False while the simulator is not there; then no trouble can be made.'),
      troubles: list(troubleStanding),
      targets: list(z.object({ trouble, target: z.string(), targetName: z.string() })).describe(
        'What each trouble acts on when no target is named: the one that shows most.',
      ),
    })
    .meta({ id: 'ExampleState', description: 'An example company and what was done to it.' }),
)

const answer = z.object({ state: exampleState })
const troubleBody = z.strictObject({ trouble, target: z.string().min(1).max(200).optional() })
const example = { tag: 'Example', permission: 'plant.change', method: 'POST' } as const

export const exampleRoutes = {
  example: route({
    ...example,
    method: 'GET',
    permission: 'plant.read',
    id: 'example',
    path: '/api/v1/example',
    summary: 'The example company that runs beside the server',
    answer: z.object({ state: exampleState.nullable() }),
    answerDoc: 'Null where no example company runs.',
  }),
  makeTrouble: route({
    ...example,
    id: 'makeTrouble',
    path: '/api/v1/example/trouble',
    summary: 'Make trouble in the example company',
    description: 'It acts on the simulated floor or on a simulated supplier; the product learns of it as it would in a real plant.',
    body: troubleBody.meta({ examples: [{ trouble: 'stopMachine' }, { trouble: 'loseSignal', target: 'mill-1' }] }),
    answer,
    answerDoc: 'The example company after it.',
  }),
  recoverFromTrouble: route({
    ...example,
    id: 'recoverFromTrouble',
    path: '/api/v1/example/recovery',
    summary: 'End trouble in the example company',
    description: 'Without a target, every trouble of that kind ends.',
    body: troubleBody.meta({ examples: [{ trouble: 'stopMachine' }] }),
    answer,
    answerDoc: 'The example company after it.',
  }),
  setExampleSpeed: route({
    ...example,
    id: 'setExampleSpeed',
    path: '/api/v1/example/speed',
    summary: 'Let the time of the example company run faster or slower',
    body: z.strictObject({ speed: z.number().min(1).max(60) }).meta({ examples: [{ speed: 10 }] }),
    answer,
    answerDoc: 'The example company after it.',
  }),
} as const
