/** Anything that can be named, with everything before it and behind it in the chain: what the search leads to. */
import type { ReactNode } from 'react'
import type { ThingKind, Trace, TraceStep } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { Revenue } from '../../kit/named-money.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { OtherPages } from './other-pages.tsx'
import styles from './trace.module.css'

export function TracePage({ kind, id }: { readonly kind: ThingKind; readonly id: string }) {
  const trace = useAnswer<Trace>(`/trace/${kind}/${encodeURIComponent(id)}`)
  const { trace: words } = useWords()
  return (
    <Answer of={trace}>
      {(answer) => (
        <>
          <Headline trace={answer} />
          <div className={styles.ways}>
            <Section title={words.upstream}>
              <Steps steps={answer.upstream} empty={words.noUpstream} />
            </Section>
            <Section title={words.downstream}>
              <Steps steps={answer.downstream} empty={words.noDownstream} />
            </Section>
          </div>
        </>
      )}
    </Answer>
  )
}

function Headline({ trace }: { readonly trace: Trace }) {
  const { trace: words, chain } = useWords()
  const { thing, totals } = trace
  const counts = [chain.promises(totals.lines), chain.customers(totals.customers)] as const
  const reach =
    totals.lines === 0
      ? words.reachesNone
      : totals.revenue.length === 0
        ? words.reaches<ReactNode>(...counts)
        : words.reachesMoney<ReactNode>(...counts, <Revenue key="money" amounts={totals.revenue} />)
  return (
    <Sentence tone="calm" title={`${words.kinds[thing.kind]} ${thing.name}`}>
      <p>{typeof reach === 'string' ? reach : <Words of={reach} />}</p>
      <OtherPages thing={thing} />
    </Sentence>
  )
}

function Steps({ steps, empty }: { readonly steps: readonly TraceStep[]; readonly empty: string }) {
  if (steps.length === 0) return <p className={styles.empty}>{empty}</p>
  return <FirstFew items={steps} most={8} keyOf={({ thing }) => `${thing.kind} ${thing.id}`} row={(step) => <StepRow step={step} />} />
}

function StepRow({ step }: { readonly step: TraceStep }) {
  const { trace: words, chain } = useWords()
  const { quantity } = useFormat()
  const { thing, distance, detail, note, at, late } = step
  return (
    <div className={styles.step} data-late={late || undefined}>
      <span className={styles.kind}>{words.kinds[thing.kind]}</span>
      <span>
        <Name thing={thing} />
        {detail === null ? null : <span className={styles.quiet}> {detail}</span>}
        {note === null ? null : (
          <span className={styles.quiet}>
            {' '}
            <SaidText said={note} />
          </span>
        )}
      </span>
      <span className={styles.facts}>
        <span>{at === null ? '' : <Moment at={at} exact />}</span>
        <span className={styles.quiet}>
          {[step.quantity === null ? '' : quantity(step.quantity), words.steps(distance)].filter((each) => each !== '').join(' · ')}
        </span>
        {late ? <strong className={styles.late}>{chain.late}</strong> : null}
      </span>
    </div>
  )
}
