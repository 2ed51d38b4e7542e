/** Problem details (RFC 9457): the one shape of every failure. */
import { z } from 'zod'

const facts = z.record(z.string(), z.union([z.string(), z.number()])).readonly()

/** A failure as the engine and the store tell it. */
export const plainProblem = z
  .object({ code: z.string(), message: z.string(), next: z.string(), facts })
  .meta({ id: 'Failure', description: 'Why something failed, and what to do next.' })

export const problemDetails = z
  .object({
    type: z.string().describe('urn:throughline:problem: and the code.'),
    title: z.string().describe('A constant sentence for this code.'),
    status: z.int(),
    detail: z.string().describe('What happened here.'),
    instance: z.string().describe('The path that was asked, or the id of the entry in the log.'),
    code: z.string().describe('Stable, for programs.'),
    next: z.string().describe('What to do next.'),
    facts,
    errors: z
      .array(z.object({ at: z.string().describe('body, query or path, and the place in it.'), message: z.string() }))
      .readonly()
      .optional(),
  })
  .meta({
    id: 'Problem',
    description: 'Problem details after RFC 9457.',
    examples: [
      {
        type: 'urn:throughline:problem:record-not-found',
        title: 'There is no record with this id.',
        status: 404,
        detail: 'There is no record with this id: record workOrder, id WO-9.',
        instance: '/api/v1/work-orders/WO-9',
        code: 'record-not-found',
        next: 'Read the list of its kind.',
        facts: { record: 'workOrder', id: 'WO-9' },
      },
    ],
  })

export type ProblemDetails = z.output<typeof problemDetails>
