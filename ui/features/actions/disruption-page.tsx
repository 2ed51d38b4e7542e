/** One disruption as one story: what it is, whom it reaches, what can be done and by whom, what is under way, what was said, and what came of it. */
import type { ActionStanding, CauseFile } from '../../../src/core/actions/answer.ts'
import type { ImpactAnswer } from '../../../src/core/impact/answer.ts'
import type { ChainPicture, DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Section } from '../../kit/section.tsx'
import { type Asked, useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { lightChain } from '../chain/chain-lighting.ts'
import { ChainView } from '../chain/chain-view.tsx'
import { DisruptionHeadline } from '../promises/disruption-headline.tsx'
import { DisruptionReach } from '../promises/disruption-reach.tsx'
import { ActionCard } from './action-card.tsx'
import styles from './actions.module.css'
import { CountermeasureSection } from './countermeasure-section.tsx'
import { Discussion } from './discussion.tsx'
import { OutcomeView } from './outcome-view.tsx'
import { ShelvedList, ShelvePanel } from './shelve-panel.tsx'
import { WhoSection } from './who-section.tsx'

interface DisruptionPageProps {
  readonly disruptionId: string
  /** In whose name a person acts here. */
  readonly role: WorkRole
}

const UNDER_WAY_ID = 'under-way'

export function DisruptionPage({ disruptionId, role }: DisruptionPageProps) {
  const path = `/disruptions/${encodeURIComponent(disruptionId)}`
  const impact = useAnswer<ImpactAnswer>(`${path}/impact`, { brief: true })
  const standings = useAnswer<{ readonly items: readonly DisruptionStanding[] }>('/standings')
  const picture = useAnswer<ChainPicture>('/chain')
  const file = useAnswer<CauseFile>(`${path}/file`)
  const standing = standings.data?.items.find(({ disruption }) => disruption.id === disruptionId)
  return (
    <Answer of={impact}>
      {(answer) => (
        <>
          <DisruptionHeadline answer={answer} standing={standing}>
            {answer.disruption.closedAt === undefined ? <UnderWayNote file={file.data} /> : null}
          </DisruptionHeadline>
          {picture.data === undefined || standing === undefined ? null : (
            <ChainView picture={picture.data} lighting={lightChain(picture.data, standing, answer.late)} />
          )}
          <Outcomes file={file.data} />
          {answer.disruption.closedAt === undefined ? (
            <>
              <CountermeasureSection disruptionId={disruptionId} role={role} />
              <WhoSection disruption={answer.disruption} />
            </>
          ) : null}
          <UnderWay file={file} />
          <Talk file={file} role={role} />
          <DisruptionReach answer={answer} standing={standing} />
          <ShelvedList items={file.data?.shelved ?? []} />
          <ShelvePanel disruptionId={disruptionId} role={role} open={answer.disruption.closedAt === undefined} />
        </>
      )}
    </Answer>
  )
}

const isUnderWay = ({ action: { state } }: ActionStanding): boolean => state === 'taken' || state === 'done'

/** Whoever comes to the page sees at once that somebody is on it. */
function UnderWayNote({ file }: { readonly file: CauseFile | undefined }) {
  const { actions } = useWords()
  const count = file?.actions.filter((each) => isUnderWay(each) && each.outcome === null).length ?? 0
  return (
    <p className={styles.reservedLine}>
      {file === undefined ? null : count === 0 ? actions.nobodyOnIt : <a href={`#${UNDER_WAY_ID}`}>{actions.underWayCount(count)}</a>}
    </p>
  )
}

function Outcomes({ file }: { readonly file: CauseFile | undefined }) {
  const { actions } = useWords()
  const settled = file?.actions.filter(({ outcome }) => outcome !== null) ?? []
  if (settled.length === 0) return null
  return (
    <Section title={actions.outcome}>
      <FirstFew
        items={settled}
        keyOf={({ action }) => action.id}
        row={({ action, outcome }) => (outcome === null ? null : <OutcomeView outcome={outcome} kind={action.kind} />)}
      />
    </Section>
  )
}

function UnderWay({ file }: { readonly file: Asked<CauseFile> }) {
  const { actions } = useWords()
  return (
    <div id={UNDER_WAY_ID}>
      <Section title={actions.underWay}>
        <Answer of={file}>
          {({ actions: items }) =>
            items.length === 0 ? (
              <p className={styles.empty}>{actions.noneUnderWay}</p>
            ) : (
              <FirstFew items={items} keyOf={({ action }) => action.id} row={(each) => <ActionCard standing={each} outcomeElsewhere />} />
            )
          }
        </Answer>
      </Section>
    </div>
  )
}

function Talk({ file, role }: { readonly file: Asked<CauseFile>; readonly role: WorkRole }) {
  const { actions } = useWords()
  return (
    <Section title={actions.discussion}>
      <Answer of={file}>
        {({ disruption, notes, actions: standings }) => (
          <Discussion disruptionId={disruption.id} notes={notes} actions={standings} role={role} />
        )}
      </Answer>
    </Section>
  )
}
