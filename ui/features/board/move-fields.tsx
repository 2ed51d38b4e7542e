/** The fields of each kind of change; what they state is told upwards as soon as it is whole. */
import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import type { PurchaseOrderLine } from '../../../src/core/records/purchase-order-line.ts'
import { type Instant, instantFromMs } from '../../../src/core/values/instant.ts'
import { InstantInput } from '../../kit/instant-input.tsx'
import { useAllPromises } from '../../live/use-all-promises.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useNames } from '../../live/use-names.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useRecords } from '../../live/use-records.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { useDisruptionText } from '../chain/disruption-words.tsx'
import type { FieldsProps } from './fields-props.ts'
import { isFirstStep, plannedBars } from './planned-bars.ts'

/** Tells the move whenever a field changed. */
function useTold(move: PlanMove | undefined, onMove: FieldsProps['onMove']): void {
  const text = JSON.stringify(move)
  useEffect(() => onMove(text === undefined ? undefined : (JSON.parse(text) as PlanMove)), [text, onMove])
}

const HOUR = 3_600_000

/** The next full hour of the plant, for fields that a person then corrects. */
function useNextHour(hours = 1): Instant {
  const { nowMs } = usePlant()
  const [at] = useState(() => instantFromMs((Math.floor(nowMs / HOUR) + hours) * HOUR))
  return at
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly data: readonly { readonly value: string; readonly label: string }[]
  readonly optional?: string
}

const SHOWN = 50

/** A list to choose from by typing a part of a name. */
function Choice({ label, value, onChange, data, optional }: ChoiceProps) {
  const { board } = useWords()
  const must = optional === undefined
  return (
    <Select
      label={label}
      required={must}
      clearable={!must}
      searchable
      limit={SHOWN}
      nothingFoundMessage={board.nothingFound}
      placeholder={optional ?? board.choose}
      value={value}
      onChange={onChange}
      data={data}
    />
  )
}

/** Planned work; `first` leaves those that wait for an earlier step of their order out. */
function useOperationChoice({ schedule }: FieldsProps, first = false): ChoiceProps['data'] {
  const { board } = useWords()
  const { dateTime } = useFormat()
  const bars = plannedBars(schedule).filter(({ bar }) => !first || isFirstStep(schedule, bar))
  return bars.map(({ bar, row }) => ({
    value: bar.id,
    label: board.operationAt(`${bar.workOrderId}/${bar.sequence} ${bar.material.name}`, row.workUnit.name, dateTime(bar.fromAt)),
  }))
}

export function RunOnFields(props: FieldsProps) {
  const { board } = useWords()
  const { dateTime } = useFormat()
  const { schedule, onMove } = props
  const [operationId, setOperation] = useState<string | null>(props.operationId ?? null)
  const [workUnitId, setUnit] = useState<string | null>(null)
  const [before, setBefore] = useState<string | null>(null)
  const planned = plannedBars(schedule)
  const center = planned.find(({ bar }) => bar.id === operationId)?.row.workCenter.id
  const units = (schedule?.rows ?? []).filter(({ workCenter }) => workCenter.id === center)
  const others = planned.filter(({ bar, row }) => row.workUnit.id === workUnitId && bar.id !== operationId)
  useTold(
    operationId === null || workUnitId === null
      ? undefined
      : { type: 'runOn', operationId, workUnitId, ...(before === null ? {} : { beforeOperationId: before }) },
    onMove,
  )
  return (
    <>
      <Choice label={board.operation} value={operationId} onChange={setOperation} data={useOperationChoice(props)} />
      <Choice
        label={board.unit}
        value={workUnitId}
        onChange={(unit) => {
          setUnit(unit)
          setBefore(null)
        }}
        data={units.map(({ workUnit }) => ({ value: workUnit.id, label: workUnit.name }))}
      />
      <Choice
        label={board.before}
        optional={board.beforeNone}
        value={before}
        onChange={setBefore}
        data={others.map(({ bar }) => ({
          value: bar.id,
          label: `${bar.workOrderId}/${bar.sequence} ${bar.material.name}, ${dateTime(bar.fromAt)}`,
        }))}
      />
    </>
  )
}

export function StartAtFields(props: FieldsProps) {
  const { board } = useWords()
  const [operationId, setOperation] = useState<string | null>(props.operationId ?? null)
  const [at, setAt] = useState<Instant | null>(useNextHour())
  useTold(operationId === null || at === null ? undefined : { type: 'startAt', operationId, at }, props.onMove)
  return (
    <>
      <Choice label={board.operation} value={operationId} onChange={setOperation} data={useOperationChoice(props, true)} />
      <InstantInput label={board.notBefore} value={at} onChange={setAt} />
    </>
  )
}

export function OpenTimeFields({ schedule, onMove }: FieldsProps) {
  const { board } = useWords()
  const names = useNames()
  const [workUnitId, setUnit] = useState<string | null>(null)
  const [fromAt, setFrom] = useState<Instant | null>(useNextHour(1))
  const [toAt, setTo] = useState<Instant | null>(useNextHour(3))
  const whole = workUnitId !== null && fromAt !== null && toAt !== null && fromAt < toAt
  useTold(whole ? { type: 'openTime', workUnitId, fromAt, toAt } : undefined, onMove)
  const units = schedule?.rows.map(({ workUnit }) => workUnit) ?? names.all('workUnit')
  return (
    <>
      <Choice label={board.unit} value={workUnitId} onChange={setUnit} data={units.map(({ id, name }) => ({ value: id, label: name }))} />
      <InstantInput label={board.from} value={fromAt} onChange={setFrom} />
      <InstantInput label={board.to} value={toAt} onChange={setTo} />
    </>
  )
}

export function DeliverFields({ onMove }: FieldsProps) {
  const { board } = useWords()
  const { dateTime } = useFormat()
  const names = useNames()
  const lines = useRecords<PurchaseOrderLine>('purchaseOrderLine').data ?? []
  const [id, setId] = useState<string | null>(null)
  const [at, setAt] = useState<Instant | null>(useNextHour())
  useTold(id === null || at === null ? undefined : { type: 'deliver', purchaseOrderLineId: id, at }, onMove)
  const open = lines.filter(({ receivedAt, status }) => receivedAt === undefined && status !== 'closed' && status !== 'cancelled')
  return (
    <>
      <Choice
        label={board.delivery}
        value={id}
        onChange={setId}
        data={open.map((line) => ({
          value: line.id,
          label: `${line.id} ${names.name('material', line.materialId)}, ${dateTime(line.promisedAt)}`,
        }))}
      />
      <InstantInput label={board.arrives} value={at} onChange={setAt} />
    </>
  )
}

export function PromiseFields({ onMove }: FieldsProps) {
  const { board } = useWords()
  const { dateTime } = useFormat()
  const names = useNames()
  const promises = useAllPromises().data ?? []
  const [id, setId] = useState<string | null>(null)
  const [at, setAt] = useState<Instant | null>(null)
  useTold(id === null || at === null ? undefined : { type: 'promiseAt', salesOrderLineId: id, at }, onMove)
  return (
    <>
      <Choice
        label={board.promise}
        value={id}
        onChange={(next) => {
          setId(next)
          setAt(promises.find(({ salesOrderLineId }) => salesOrderLineId === next)?.confirmedAt ?? null)
        }}
        data={promises.map(({ salesOrderLineId, customerId, confirmedAt }) => ({
          value: salesOrderLineId,
          label: [salesOrderLineId, names.name('customer', customerId), confirmedAt === null ? '' : dateTime(confirmedAt)].join(', '),
        }))}
      />
      <InstantInput label={board.newDate} value={at} onChange={setAt} />
    </>
  )
}

export function EndByFields({ onMove }: FieldsProps) {
  const { board } = useWords()
  const tell = useDisruptionText()
  const standings = useAnswer<{ readonly items: readonly DisruptionStanding[] }>('/standings').data?.items ?? []
  const [id, setId] = useState<string | null>(null)
  const [at, setAt] = useState<Instant | null>(useNextHour())
  useTold(id === null || at === null ? undefined : { type: 'endBy', disruptionId: id, at }, onMove)
  return (
    <>
      <Choice
        label={board.cause}
        value={id}
        onChange={setId}
        data={standings.map((standing) => ({ value: standing.disruption.id, label: tell(standing) }))}
      />
      <InstantInput label={board.overBy} value={at} onChange={setAt} />
    </>
  )
}
