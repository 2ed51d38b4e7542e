/** Asks a plant stated in text what would help against its disruption, and writes the answer as text. */
import { buildPlantView } from '../../impact/build.ts'
import { readPlant, timeText } from '../../impact/plant-text.fixture.ts'
import type { MoneySums } from '../../records/action-figures.ts'
import { isInstant } from '../../values/instant.ts'
import { type Money, moneyText } from '../../values/money.ts'
import type { Said } from '../../values/said.ts'
import type { Countermeasure, CountermeasureAnswer } from '../answer.ts'
import { countermeasuresFor } from './countermeasures.ts'

export interface Helped {
  readonly answer: CountermeasureAnswer
  /** One line for each countermeasure, best first, of one kind where one is named. */
  readonly items: (kind?: Countermeasure['kind']) => readonly string[]
  readonly notes: readonly string[]
  readonly exposure: string
}

/** The disruption of the plant is called D. */
export function whatHelps(text: string): Helped {
  const { model, now } = readPlant(text)
  const found = countermeasuresFor(buildPlantView(model, { now }).live, 'D', 50)
  if (!found.ok) throw new Error(`${found.problem.message} ${found.problem.next}`)
  const answer = found.value
  const factText = (value: string | number | null) => (typeof value === 'string' && isInstant(value) ? timeText(value, now) : `${value}`)
  const saidText = ({ code, facts }: Said) =>
    [code, ...Object.entries(facts).map(([name, value]) => `${name} ${factText(value)}`)].join(', ')
  const itemText = (item: Countermeasure) =>
    [
      `${item.kind}: ${item.what.code}`,
      `saves ${sumsText(item.ofThis.saved)}`,
      ...(sumsText(item.besides) === 'nothing' ? [] : [`besides ${sumsText(item.besides)}`]),
      `costs ${item.cost.total === null ? 'nobody knows' : moneyText(item.cost.total)}`,
      `net ${moneyText(item.net)}`,
      `keeps ${item.promisesKept}`,
      ...(item.promisesBroken > 0 ? [`breaks ${item.promisesBroken}`] : []),
      ...item.wins.map((each) => `${each.salesOrderLineId} comes ${timesText(each.beforeAt, each.afterAt)}`),
      ...item.loses.map((each) => `${each.salesOrderLineId} goes ${timesText(each.beforeAt, each.afterAt)}`),
      `${item.sure.level}`,
    ].join(', ')
  const timesText = (from: Parameters<typeof timeText>[0], to: Parameters<typeof timeText>[0]) =>
    `from ${timeText(from, now)} to ${timeText(to, now)}`
  return {
    answer,
    items: (kind) => answer.items.filter((each) => kind === undefined || each.kind === kind).map(itemText),
    notes: answer.notes.map(saidText),
    exposure: sumsText(answer.exposure),
  }
}

function sumsText({ contribution, penalty }: MoneySums): string {
  const all: readonly Money[] = [...contribution, ...penalty]
  return all.length === 0 ? 'nothing' : all.map((each) => moneyText(each)).join(' and ')
}
