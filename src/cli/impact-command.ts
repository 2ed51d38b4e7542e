/** `throughline impact`: what a work order touches, what a disruption would do, what a new order can be promised for. */
import { buildPlantView } from '../core/impact/build.ts'
import type { PlantView } from '../core/impact/plant-view.ts'
import { buildSitePlan } from '../core/impact/site-plan.ts'
import { allTouchTotals } from '../core/impact/touches.ts'
import { type Instant, instantFromMs } from '../core/values/instant.ts'
import type { Result } from '../core/values/result.ts'
import type { Call, Command } from './command.ts'
import { type Question, questionOf } from './impact-question.ts'
import { capableText, impactText, touchText } from './impact-text.ts'
import type { Naming } from './impact-text-disruption.ts'
import { momentOf } from './moment.ts'
import { type Done, Refusal } from './outcome.ts'
import { called, type LoadedSite, loadSite, siteIn, withStore } from './site-access.ts'
import { count } from './text-table.ts'

export const impactCommand: Command = {
  name: 'impact',
  summary: 'which customers, orders and money a work order or a disruption reaches, and why',
  positionals: [],
  options: [
    { name: 'work-order', value: 'id', doc: 'the promises that rest on this work order, up through its parents' },
    { name: 'all-work-orders', doc: 'the same for every work order, with the time that it took' },
    { name: 'scrap', value: 'work order', doc: 'some of this work order is scrapped; with --quantity' },
    { name: 'down', value: 'unit', doc: 'this work unit or work center is down; with --for or --until' },
    { name: 'slow', value: 'unit', doc: 'it runs slow; with --rate, and --for or --until' },
    { name: 'late', value: 'purchase order line', doc: 'a delivery moves; with --by or --to' },
    { name: 'hold-lot', value: 'lot', doc: 'a lot is held; with --for or --until' },
    { name: 'cancel-order', value: 'line or order', doc: 'a sales order line is cancelled; its order names it where it is the only one' },
    { name: 'cancel-work-order', value: 'id', doc: 'a work order is cancelled' },
    { name: 'promise', value: 'material', doc: 'the earliest date for a new order; with --quantity' },
    { name: 'quantity', value: 'amount', doc: 'how much, in the material\'s unit, or with one as in "12 KGM"' },
    { name: 'at-operation', value: 'sequence', doc: 'the operation at which it was scrapped; the last one that began when not stated' },
    { name: 'for', value: 'time', doc: 'how long it lasts, as 6h, 90min or 5d; without an end, the answer says by when it must end' },
    { name: 'until', value: 'date', doc: 'until when it lasts' },
    { name: 'by', value: 'time', doc: 'by how much the delivery moves' },
    { name: 'to', value: 'date', doc: 'the new date of the delivery' },
    { name: 'rate', value: 'share', doc: 'share of the normal rate, as 0.8' },
    { name: 'at', value: 'date', doc: 'the moment that stands for now, and at which the disruption begins; the clock when not stated' },
  ],
  examples: [
    { line: 'impact --work-order 4711', does: 'the sales lines, orders, customers and money that rest on work order 4711' },
    { line: 'impact --down welder-2 --for 6h', does: 'who is late when Welder 2 stops for six hours from now' },
    {
      line: 'impact --down "Frame Welding" --for 6h --at 2026-05-08T06:00',
      does: 'the same for a whole work center, at a moment in the plant’s time',
    },
    { line: 'impact --scrap 4711 --quantity 12 --json', does: 'what twelve scrapped pieces do, for a program' },
    { line: 'impact --late PO-88/1 --by 5d', does: 'what a delivery five days late does' },
    { line: 'impact --promise gearbox --quantity 40', does: 'the earliest date for forty more' },
  ],
  run: (call) =>
    withStore(call, async (store) => {
      const site = await loadSite(store, await siteIn(store, call.config.site), call)
      const { planAt } = call.config
      const now = planAt === undefined ? instantFromMs(Date.now()) : momentOf(planAt, site.zone, 'at')
      const question = questionOf(site, call.values, now)
      if (question.kind === 'allTouches') return allTouches(call, site, now)
      call.terminal.progress('Projecting the plant')
      const view = buildPlantView(site.model, { now })
      call.terminal.settle()
      return answer(question, site, view)
    }),
}

type Asked = Exclude<Question, { readonly kind: 'allTouches' }>

function answer(question: Asked, site: LoadedSite, view: PlantView): Done {
  const naming: Naming = { zone: site.zone, called: (kind, id) => called(site.model, kind, id) }
  switch (question.kind) {
    case 'touches':
      return done(view.touches(question.workOrderId), (value) => touchText(value, naming))
    case 'disruption':
      return done(view.impact(question.disruption), (value) => impactText(value, naming))
    case 'promise':
      return done(view.capableToPromise(question.materialId, question.quantity), (value) => capableText(value, naming))
  }
}

function done<T>(result: Result<T>, text: (value: T) => string): Done {
  if (!result.ok) throw new Refusal(2, [result.problem])
  return { exitCode: 0, text: text(result.value), json: result.value }
}

/** Totals of every work order, and how long they took: the plan first, then the answers. */
function allTouches({ terminal }: Call, site: LoadedSite, now: Instant): Done {
  const started = performance.now()
  terminal.progress('Projecting the plant')
  const plan = buildSitePlan(site.model, now)
  const planned = performance.now()
  terminal.progress('Following every work order to its promises')
  const answers = [...allTouchTotals(plan)]
  const [planMs, answersMs] = [planned - started, performance.now() - planned].map(Math.round) as [number, number]
  const reaching = answers.filter((each) => each.lines > 0).length
  const text = [
    `${count(answers.length, 'work order')} answered in ${(answersMs / 1000).toFixed(2)} s, after ${(planMs / 1000).toFixed(2)} s for the plan.`,
    `${reaching.toLocaleString('en-US')} of them reach a promise; ${(answers.length - reaching).toLocaleString('en-US')} reach none.`,
  ].join('\n')
  return { exitCode: 0, text, json: { site: site.id, workOrders: answers.length, planMs, answersMs, answers } }
}
