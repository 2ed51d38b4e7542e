/** Open disruptions by what they mean to customers. */
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { StandingList } from '../chain/standing-list.tsx'
import styles from './promises.module.css'

export function DisruptionListPage() {
  const { promises } = useWords()
  const standings = useAnswer<{ readonly items: readonly DisruptionStanding[] }>('/standings')
  return (
    <>
      <Sentence tone="calm" title={promises.disruptions}>
        <p className={styles.quiet}>{promises.disruptionsSubtitle}</p>
      </Sentence>
      <Answer of={standings}>
        {({ items }) => (items.length === 0 ? <p className={styles.empty}>{promises.noDisruptions}</p> : <StandingList items={items} />)}
      </Answer>
    </>
  )
}
