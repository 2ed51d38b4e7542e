/** Below the picture for a plant manager: what is open by customer effect, who is on it, gaps of the next shifts, and what nobody observes, as a kind of its own. */
import type { DisruptionStanding, FloorUnit } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { Section } from '../../kit/section.tsx'
import { StateMark } from '../../kit/state-mark.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { StandingList } from '../chain/standing-list.tsx'
import { ActionList } from './action-list.tsx'
import { CoverageGaps } from './coverage-gaps.tsx'
import styles from './now.module.css'
import { useOpenActions } from './use-open-actions.ts'

/** As far ahead as a shift that lacks somebody is a disruption. */
const SHIFTS_DAYS = 7

export function PlantManagerBelow({ items }: { readonly items: readonly DisruptionStanding[] }) {
  const { now } = useWords()
  const actions = useOpenActions()
  return (
    <>
      <Section title={now.openNow}>
        {items.length === 0 ? <p className={styles.empty}>{now.noneOpen}</p> : <StandingList items={items} />}
      </Section>
      <Section title={now.onIt}>
        <Answer of={actions}>{({ items: under }) => <ActionList items={under} empty={now.nobodyOnIt} />}</Answer>
      </Section>
      <CoverageGaps days={SHIFTS_DAYS} title={now.gapsWeek} />
      <UnobservedSection />
    </>
  )
}

const UNOBSERVED: ReadonlySet<string> = new Set(['offline', 'stale', 'unknown'])

/** Work units of which nobody knows what they do: neither running nor stopped. */
export function UnobservedSection() {
  const { now } = useWords()
  const floor = useAnswer<{ readonly items: readonly FloorUnit[] }>('/floor')
  return (
    <Section title={now.unobserved}>
      <Answer of={floor}>
        {({ items }) => {
          const blind = items.filter(({ state }) => state !== null && UNOBSERVED.has(state.state))
          const without = items.filter(({ state }) => state === null).length
          return (
            <>
              {blind.length > 0 ? (
                <p className={styles.quiet}>{now.unobservedWhy}</p>
              ) : without < items.length ? (
                <p className={styles.empty}>{now.allObserved}</p>
              ) : null}
              {blind.length === 0 ? null : (
                <FirstFew items={blind} keyOf={({ workUnit }) => workUnit.id} row={(unit) => <BlindRow unit={unit} />} />
              )}
              {without > 0 ? <p className={styles.quiet}>{now.withoutSignals(without)}</p> : null}
            </>
          )
        }}
      </Answer>
    </Section>
  )
}

function BlindRow({ unit }: { readonly unit: FloorUnit }) {
  const { now, floor } = useWords()
  return (
    <div className={styles.row}>
      <Name thing={unit.workUnit} />
      {unit.state === null ? null : <StateMark state={unit.state.state} />}
      <span className={styles.quiet}>
        {unit.state === null ? null : (
          <>
            {now.lastHeard} <Moment at={unit.state.observedAt} />
          </>
        )}
      </span>
      <span>{floor.serves(unit.promises)}</span>
    </div>
  )
}
