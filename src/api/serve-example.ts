/** Serves the routes of an example company, and says plainly where there is none. */
import type { FastifyInstance } from 'fastify'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { Example, ExampleState } from '../engine/example-ports.ts'
import { exampleRoutes } from './contract/example.ts'
import { serve } from './handling.ts'

const noExample: Problem = {
  code: 'example-not-running',
  message: 'No example company runs beside this server.',
  next: 'Start one with: throughline start --example.',
  facts: {},
}

/** `example` is undefined where the server serves a plant of its own. */
export function serveExample(app: FastifyInstance, example: Example | undefined): void {
  const ask = async (question: (running: Example) => Promise<Result<ExampleState>>): Promise<Result<{ state: ExampleState }>> => {
    if (example === undefined) return failed(noExample)
    const answer = await question(example)
    return answer.ok ? ok({ state: answer.value }) : answer
  }
  serve(app, exampleRoutes.example, async () => ok({ state: (await example?.state()) ?? null }))
  serve(app, exampleRoutes.makeTrouble, async ({ body }) => ask((running) => running.make(body.trouble, body.target)))
  serve(app, exampleRoutes.recoverFromTrouble, async ({ body }) => ask((running) => running.recover(body.trouble, body.target)))
  serve(app, exampleRoutes.setExampleSpeed, async ({ body }) => ask((running) => running.setSpeed(body.speed)))
}
