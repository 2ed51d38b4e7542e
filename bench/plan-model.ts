/** A make-to-order plant of any size as a plan's input: from a model file, or generated here the same way every time. */
import { compileCalendars, type Interval, UNKNOWN_TIME } from '../src/core/calendar/work-time.ts'
import { NONE, type PlanInput, type PlanMaterial } from '../src/core/flow/plan-input.ts'

/** The model as its file states it; times in seconds from the plan's origin. */
export interface PlanModel {
  readonly meta: { readonly N: number; readonly horizonD: number; readonly load: number }
  readonly resources: readonly { readonly name: string }[]
  readonly items: readonly {
    readonly name: string
    readonly steps: readonly { readonly res: number; readonly fixed: number; readonly per: number }[]
    readonly leadDays: number
    readonly lot: number
  }[]
  readonly bom: readonly { readonly parent: number; readonly comp: number; readonly qty: number }[]
  readonly onhand: readonly { readonly item: number; readonly qty: number }[]
  readonly pos: readonly { readonly ref: string; readonly item: number; readonly qty: number; readonly arrive: number }[]
  readonly demands: readonly {
    readonly name: string
    readonly item: number
    readonly qty: number
    readonly due: number
    readonly prio: number
    readonly price: number
    readonly customer: number
  }[]
}

const DAY = 86_400

/** Turns a model into a plan's input. `calendar`: the working intervals of every station, none for around the clock. */
export function planInputOf(model: PlanModel, calendar?: { readonly intervals: readonly Interval[]; readonly horizon: number }): PlanInput {
  const components = new Map<number, PlanMaterial['components'][number][]>()
  for (const line of model.bom) {
    const list = components.get(line.parent) ?? []
    list.push({ material: line.comp, per: line.qty, step: 0, from: 0, until: UNKNOWN_TIME })
    components.set(line.parent, list)
  }
  return {
    now: 0,
    calendars: compileCalendars(calendar ? [calendar.intervals] : [], calendar?.horizon ?? 7 * DAY),
    stations: model.resources.map(({ name }) => ({ name, calendar: calendar ? 0 : -1, efficiency: 1, finite: true, setupGroup: NONE })),
    pools: model.resources.map((_, station) => [station]),
    materials: model.items.map((item, m) => ({
      makes: item.steps.length > 0,
      leadSeconds: item.steps.length > 0 ? NONE : item.leadDays * DAY,
      lotMinimum: item.lot,
      lotMultiple: item.lot,
      steps: item.steps.map((step, k) => ({
        sequence: 10 * (k + 1),
        pool: step.res,
        setupSeconds: step.fixed,
        secondsPerUnit: step.per,
        setupGroup: NONE,
        scrap: 0,
      })),
      components: components.get(m) ?? [],
    })),
    supplies: [
      ...model.onhand.map((each) => ({ material: each.item, quantity: each.qty, at: 0, line: NONE, order: NONE, group: NONE })),
      ...model.pos.map((each) => ({ material: each.item, quantity: each.qty, at: each.arrive, line: NONE, order: NONE, group: NONE })),
    ],
    orders: [],
    lines: model.demands.map((each) => ({
      material: each.item,
      quantity: each.qty,
      due: each.due,
      priority: each.prio,
      value: each.qty * each.price,
      group: NONE,
      open: true,
    })),
  }
}
