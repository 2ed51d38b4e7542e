/** What a disruption is, since when, and what it costs: the sentence of its page. */
import type { ReactNode } from 'react'
import type { ImpactAnswer } from '../../../src/core/impact/answer.ts'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import { Moment } from '../../kit/moment.tsx'
import { RevenueAtRisk } from '../../kit/named-money.tsx'
import { useReasonText } from '../../kit/reason-text.ts'
import { Sentence } from '../../kit/sentence.tsx'
import { useNames } from '../../live/use-names.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { DisruptionWords } from '../chain/disruption-words.tsx'
import { EffectWords, EndWords } from '../chain/standing-list.tsx'
import { LASTING } from './lasting.ts'
import styles from './promises.module.css'

interface DisruptionHeadlineProps {
  readonly answer: ImpactAnswer
  /** Undefined once it has ended. */
  readonly standing: DisruptionStanding | undefined
  /** What is told below the sentence. */
  readonly children?: ReactNode
}

export function DisruptionHeadline({ answer, standing, children }: DisruptionHeadlineProps) {
  const { promises, chain } = useWords()
  const names = useNames()
  const reasonText = useReasonText()
  const { disruption, totals } = answer
  return (
    <Sentence
      tone={totals.lines > 0 && disruption.closedAt === undefined ? 'late' : 'calm'}
      title={<DisruptionWords standing={standing ?? { disruption, place: names.placeOf(disruption) }} />}
    >
      <p>
        <Moment at={disruption.startAt} />
        {', '}
        {disruption.reason === undefined ? (disruption.skill ?? chain.noReason) : reasonText(disruption.reason)}
        {disruption.closedAt === undefined ? null : (
          <>
            {'. '}
            <Words of={promises.ended<ReactNode>(<Moment at={disruption.closedAt} exact />)} />
          </>
        )}
      </p>
      {standing === undefined ? null : (
        <p>
          <EffectWords standing={standing} />
        </p>
      )}
      {standing === undefined || LASTING.has(disruption.kind) ? null : (
        <p>
          <EndWords standing={standing} />
        </p>
      )}
      {standing === undefined || totals.lines === 0 || standing.alone.lines === standing.totals.lines ? null : (
        <p className={styles.quiet}>
          {promises.aloneTitle}:{' '}
          <Words
            of={promises.breaks<ReactNode>(chain.promises(standing.alone.lines), <RevenueAtRisk amounts={standing.alone.revenue} />)}
          />
        </p>
      )}
      {children}
    </Sentence>
  )
}
