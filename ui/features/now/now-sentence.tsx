/** What is going on, said plainly, with the number that matters in it. */
import { Button, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { PersonRole } from '../../frame/roles.ts'
import { Figure } from '../../kit/figure.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { useReasonText } from '../../kit/reason-text.ts'
import { Sentence } from '../../kit/sentence.tsx'
import { thingTarget } from '../../links/thing-target.ts'
import { useAllPromises } from '../../live/use-all-promises.ts'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { DisruptionWords, useDisruptionName } from '../chain/disruption-words.tsx'
import { EndBasis, hasEndBasis } from '../promises/end-basis.tsx'
import { summarizeLate } from './late-summary.ts'
import styles from './now.module.css'
import { useSpokenEvent } from './use-spoken-event.ts'

interface NowSentenceProps {
  readonly role: PersonRole
  readonly items: readonly DisruptionStanding[]
  readonly shown: DisruptionStanding | undefined
  readonly onShow: (disruptionId: string) => void
}

export function NowSentence({ role, items, shown, onShow }: NowSentenceProps) {
  const { now } = useWords()
  useSpokenEvent(shown)
  if (shown === undefined) return <CalmSentence />
  const { disruption, totals } = shown
  return (
    <Sentence tone={totals.lines > 0 ? 'late' : disruption.kind === 'signalLost' ? 'warn' : 'calm'} title={<Event standing={shown} />}>
      <p className={styles.effect}>
        <Effect role={role} standing={shown} />
      </p>
      <p className={styles.end}>
        <End standing={shown} />
      </p>
      <p>
        <Button renderRoot={(given) => <Link {...given} {...thingTarget({ kind: 'disruption', id: disruption.id })} />}>
          {now.openDisruption}
        </Button>
      </p>
      <Others items={items} shown={shown} onShow={onShow} />
    </Sentence>
  )
}

/** `Weld 2 has stopped, 12 minutes ago, no reason given yet.` */
function Event({ standing }: { readonly standing: DisruptionStanding }) {
  const { chain } = useWords()
  const reasonText = useReasonText()
  const { disruption } = standing
  return (
    <>
      <DisruptionWords standing={standing} /> (<Moment at={disruption.startAt} />,{' '}
      {disruption.reason === undefined ? (disruption.skill ?? chain.noReason) : reasonText(disruption.reason)}
      ).
    </>
  )
}

function Effect({ role, standing }: { readonly role: PersonRole; readonly standing: DisruptionStanding }) {
  const { now, chain, promises: words } = useWords()
  const { totals, laterStill, insideSlack } = standing
  const later = laterStill > 0 ? `${words.andLater(laterStill)}.` : null
  if (standing.disruption.kind === 'signalLost') return now.blind
  if (totals.lines === 0 && later !== null) return now.breaksNone(later)
  if (totals.lines === 0)
    return insideSlack === 0 ? now.reachesNone : <Words of={now.inside<ReactNode>(insideSlack, chain.promises(insideSlack))} />
  const money = totals.revenue.length === 0 ? now.moneyUnknown : <MoneyReasons standing={standing} />
  const count = (text: string): ReactNode => <Name thing={{ kind: 'disruption', id: standing.disruption.id, name: text }} />
  const [promises, orders, customers] = [
    count(chain.promises(totals.lines)),
    count(chain.orders(totals.orders)),
    count(chain.customers(totals.customers)),
  ]
  const told = (): readonly ReactNode[] => {
    if (role === 'sales') return now.slipsSales<ReactNode>(totals.customers, customers, money)
    if (role === 'planner') return now.slipsPlanner<ReactNode>(totals.orders, orders, money)
    if (role === 'finance') return now.slipsFinance<ReactNode>(orders, money)
    if (role === 'coo') return now.slipsCoo<ReactNode>(promises, customers, money)
    return now.slips<ReactNode>(totals.lines, promises, money)
  }
  return (
    <>
      <Words of={told()} /> {later} {insideSlack > 0 ? now.restInside : null}
    </>
  )
}

/** The money of the disruption; it opens to its parts, and to what this disruption causes alone. */
function MoneyReasons({ standing }: { readonly standing: DisruptionStanding }) {
  const { now, promises } = useWords()
  const { moneyExact } = useFormat()
  const { totals, alone } = standing
  const rows = [
    [now.revenueLabel, totals.revenue],
    [now.contributionLabel, totals.contribution],
    [now.penaltyLabel, totals.penalty],
    ...(JSON.stringify(alone.revenue) === JSON.stringify(totals.revenue) ? [] : [[promises.aloneTitle, alone.revenue] as const]),
  ] as const
  return (
    <Figure label={now.revenueLabel} value={<RevenueAtRisk amounts={totals.revenue} />}>
      <dl className={styles.reasons}>
        {rows.map(([label, amounts]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{amounts.length === 0 ? '–' : amounts.map(moneyExact).join(' + ')}</dd>
          </div>
        ))}
      </dl>
      <p>{promises.revenueWhy}</p>
    </Figure>
  )
}

function End({ standing: { disruption, mustEndBy } }: { readonly standing: DisruptionStanding }) {
  const { now, promises } = useWords()
  const end = disruption.endAt ?? disruption.expectedEndAt
  if (disruption.kind !== 'workUnitDown' && disruption.kind !== 'workUnitSlow') return null
  const when = end === undefined ? null : <Moment at={end} exact />
  return (
    <>
      {when === null ? (
        now.backUnknown
      ) : (
        <Words
          of={now.backBy<ReactNode>(
            hasEndBasis(disruption) ? (
              <Figure label={promises.basis} value={when}>
                <EndBasis disruption={disruption} />
              </Figure>
            ) : (
              when
            ),
          )}
        />
      )}{' '}
      {mustEndBy === null ? null : <Words of={now.mustEndBy<ReactNode>(<Moment at={mustEndBy} exact />)} />}
    </>
  )
}

function Others({ items, shown, onShow }: Omit<NowSentenceProps, 'role'> & { readonly shown: DisruptionStanding }) {
  const { now, chain } = useWords()
  const nameOf = useDisruptionName()
  if (items.length < 2) return null
  return (
    <div className={styles.others}>
      <span>{now.others(items.length - 1)}</span>
      <Select
        aria-label={now.pickDisruption}
        allowDeselect={false}
        value={shown.disruption.id}
        onChange={(value) => value !== null && onShow(value)}
        data={items.map((each) => ({ value: each.disruption.id, label: `${nameOf(each)}: ${chain.kinds[each.disruption.kind]}` }))}
      />
    </div>
  )
}

/** Nothing is open: the good state, with the promise that has least room. */
function CalmSentence() {
  const { now, chain } = useWords()
  const { duration } = useFormat()
  const names = useNames()
  const all = useAllPromises()
  const late = summarizeLate(all.data ?? [])
  const tight = (all.data ?? [])
    .filter((each) => each.slackSeconds !== null && !each.late)
    .sort((a, b) => (a.slackSeconds ?? 0) - (b.slackSeconds ?? 0))[0]
  const title =
    late.lines === 0 ? (
      now.calm
    ) : (
      <Words of={now.calmLate<ReactNode>(late.lines, chain.promises(late.lines), <RevenueAtRisk amounts={late.revenue} />)} />
    )
  const order = (line: PromiseAnswer) => <Name thing={{ kind: 'salesOrderLine', id: line.salesOrderLineId, name: line.salesOrderLineId }} />
  return (
    <Sentence tone="calm" title={title}>
      {tight === undefined ? null : (
        <p>
          <Words
            of={now.tightest<ReactNode>(
              duration(tight.slackSeconds ?? 0),
              order(tight),
              <Name thing={names.thing('customer', tight.customerId)} />,
            )}
          />
        </p>
      )}
    </Sentence>
  )
}
