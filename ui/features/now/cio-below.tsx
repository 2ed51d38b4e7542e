/** Below the picture for a CIO: how much is connected and fresh, what outages blind, decisions that wait, and what this version does not know. */
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import { Section } from '../../kit/section.tsx'
import { useWords } from '../../words/use-words.tsx'
import { StandingList } from '../chain/standing-list.tsx'
import { ConnectionList } from './connection-list.tsx'
import { DecisionsWaiting } from './decisions-waiting.tsx'
import { NotThere } from './not-there.tsx'
import styles from './now.module.css'
import { UnobservedSection } from './plant-manager-below.tsx'

export function CioBelow({ items }: { readonly items: readonly DisruptionStanding[] }) {
  const { now } = useWords()
  const outages = items.filter(({ disruption }) => disruption.kind === 'signalLost')
  return (
    <>
      <ConnectionList />
      <Section title={now.outages}>
        {outages.length === 0 ? <p className={styles.empty}>{now.noOutages}</p> : <StandingList items={outages} />}
      </Section>
      <UnobservedSection />
      <DecisionsWaiting />
      <NotThere what={now.notForCio} />
    </>
  )
}
