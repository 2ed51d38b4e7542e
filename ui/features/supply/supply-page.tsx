/** Deliveries by what hangs on them: those that hold up promises first, those that are only late behind. */
import type { ReactNode } from 'react'
import type { Delivery } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { DeliveryRow } from './delivery-row.tsx'
import styles from './supply.module.css'

export function SupplyPage() {
  const deliveries = useAnswer<{ readonly items: readonly Delivery[] }>('/deliveries')
  return <Answer of={deliveries}>{({ items }) => <Deliveries items={items} />}</Answer>
}

const GROUPS: readonly Delivery['bite'][] = ['bites', 'binds', 'free']

function Deliveries({ items }: { readonly items: readonly Delivery[] }) {
  const { supply } = useWords()
  const of = (wanted: Delivery['bite']): readonly Delivery[] => items.filter(({ bite }) => bite === wanted)
  const empty: Readonly<Record<Delivery['bite'], string>> = { bites: supply.noneBites, binds: supply.noneBinds, free: supply.noneFree }
  return (
    <>
      <Headline bites={of('bites').length} harmless={of('free').filter(({ overdueSeconds }) => overdueSeconds > 0).length} />
      {items.length === 0 ? <p className={styles.empty}>{supply.none}</p> : null}
      {items.length === 0
        ? null
        : GROUPS.map((bite) => (
            <Section key={bite} title={supply[bite]}>
              {of(bite).length === 0 ? (
                <p className={styles.empty}>{empty[bite]}</p>
              ) : (
                <FirstFew
                  items={of(bite)}
                  keyOf={({ purchaseOrderLineId }) => purchaseOrderLineId}
                  row={(delivery) => <DeliveryRow delivery={delivery} />}
                />
              )}
            </Section>
          ))}
    </>
  )
}

function Headline({ bites, harmless }: { readonly bites: number; readonly harmless: number }) {
  const { supply } = useWords()
  const title = bites === 0 ? supply.noBite : <Words of={supply.bitesSentence<ReactNode>(bites, supply.deliveries(bites))} />
  return (
    <Sentence tone={bites > 0 ? 'late' : 'calm'} title={title}>
      {harmless === 0 ? null : (
        <p>
          <Words of={supply.overdueHarmless<ReactNode>(harmless, supply.deliveries(harmless))} />
        </p>
      )}
      <p className={styles.quiet}>{supply.subtitle}</p>
    </Sentence>
  )
}
