/** Deliveries by what hangs on them: those that hold up promises first, those that are only late behind. */
import type { ReactNode } from 'react'
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { PurchaseOrderLine } from '../../../src/core/records/purchase-order-line.ts'
import { AllAnswers } from '../../kit/answer.tsx'
import { FirstFew } from '../../kit/first-few.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { useAllPromises } from '../../live/use-all-promises.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useRecords } from '../../live/use-records.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { DeliveryRow } from './delivery-row.tsx'
import { type Bite, type PurchaseEffect, purchaseEffects } from './purchase-effect.ts'
import styles from './supply.module.css'

export function SupplyPage() {
  const lines = useRecords<PurchaseOrderLine>('purchaseOrderLine')
  const promises = useAllPromises({ chains: true })
  return (
    <AllAnswers of={[lines, promises]}>
      {lines.data === undefined || promises.data === undefined ? null : <Deliveries lines={lines.data} promises={promises.data} />}
    </AllAnswers>
  )
}

const GROUPS: readonly Bite[] = ['bites', 'binds', 'free']

function Deliveries({ lines, promises }: { readonly lines: readonly PurchaseOrderLine[]; readonly promises: readonly PromiseAnswer[] }) {
  const { supply } = useWords()
  const { now } = usePlant()
  const effects = purchaseEffects(lines, promises, now)
  const groups: Readonly<Record<Bite, readonly PurchaseEffect[]>> = {
    bites: effects.filter(({ bite }) => bite === 'bites'),
    binds: effects.filter(({ bite }) => bite === 'binds'),
    free: effects.filter(({ bite }) => bite === 'free'),
  }
  const empty: Readonly<Record<Bite, string>> = { bites: supply.noneBites, binds: supply.noneBinds, free: supply.noneFree }
  return (
    <>
      <Headline bites={groups.bites.length} harmless={groups.free.filter(({ overdueSeconds }) => overdueSeconds > 0).length} />
      {effects.length === 0 ? <p className={styles.empty}>{supply.none}</p> : null}
      {effects.length === 0
        ? null
        : GROUPS.map((bite) => (
            <Section key={bite} title={supply[bite]}>
              {groups[bite].length === 0 ? (
                <p className={styles.empty}>{empty[bite]}</p>
              ) : (
                <FirstFew items={groups[bite]} keyOf={({ line }) => line.id} row={(effect) => <DeliveryRow effect={effect} />} />
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
