/** The landing page of every role: the sentence, the chain picture, and below it what the role needs. The fact and its numbers are the same for all. */
import type { ReactNode } from 'react'
import type { ImpactAnswer } from '../../../src/core/impact/answer.ts'
import type { ChainPicture, DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { PersonRole } from '../../frame/roles.ts'
import { AllAnswers } from '../../kit/answer.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { lightChain } from '../chain/chain-lighting.ts'
import { ChainView } from '../chain/chain-view.tsx'
import { KioskStation } from '../kiosk/kiosk-station.tsx'
import { CioBelow } from './cio-below.tsx'
import { CooBelow } from './coo-below.tsx'
import { FinanceBelow } from './finance-below.tsx'
import { HrBelow } from './hr-below.tsx'
import type { NowSearch } from './now-search.ts'
import { NowSentence } from './now-sentence.tsx'
import { OtBelow } from './ot-below.tsx'
import { PlannerBelow } from './planner-below.tsx'
import { PlantManagerBelow } from './plant-manager-below.tsx'
import { SalesBelow } from './sales-below.tsx'

interface NowPageProps {
  readonly role: PersonRole
  readonly search: NowSearch
  readonly onSearch: (next: NowSearch) => void
}

export function NowPage(props: NowPageProps) {
  const { role, search, onSearch } = props
  return role === 'operator' ? (
    <KioskStation unitId={search.unit} onUnit={(unit) => onSearch(unit === undefined ? {} : { unit })} />
  ) : (
    <Overview {...props} />
  )
}

function Overview({ role, search, onSearch }: NowPageProps) {
  const standings = useAnswer<{ readonly items: readonly DisruptionStanding[] }>('/standings')
  const picture = useAnswer<ChainPicture>('/chain')
  const items = standings.data?.items
  const shown = items?.find(({ disruption }) => disruption.id === search.disruption) ?? items?.[0]
  const path = shown === undefined ? null : `/disruptions/${encodeURIComponent(shown.disruption.id)}/impact`
  const impact = useAnswer<ImpactAnswer>(path, { brief: true }, { keep: true })
  // An answer that is kept while the next one is asked for may be of another disruption.
  const late = impact.data?.disruption.id === shown?.disruption.id ? (impact.data?.late ?? []) : []
  return (
    <>
      <AllAnswers of={[standings]}>
        {items === undefined ? null : (
          <NowSentence role={role} items={items} shown={shown} onShow={(disruption) => onSearch({ ...search, disruption })} />
        )}
      </AllAnswers>
      <AllAnswers of={[picture]}>
        {picture.data === undefined ? null : <ChainView picture={picture.data} lighting={lightChain(picture.data, shown, late)} />}
      </AllAnswers>
      {items === undefined ? null : BELOW[role](items, shown)}
    </>
  )
}

const BELOW: Readonly<Record<PersonRole, (items: readonly DisruptionStanding[], shown: DisruptionStanding | undefined) => ReactNode>> = {
  plantManager: (items) => <PlantManagerBelow items={items} />,
  sales: (items) => <SalesBelow items={items} />,
  planner: (_, shown) => <PlannerBelow shown={shown} />,
  coo: (items) => <CooBelow items={items} />,
  finance: () => <FinanceBelow />,
  cio: (items) => <CioBelow items={items} />,
  ot: () => <OtBelow />,
  hr: () => <HrBelow />,
  operator: () => null,
}
