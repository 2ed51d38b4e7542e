/** What supplies a promise, peg by peg, each with how it was found. */
import type { NodeKind, PegStep } from '../../../src/core/impact/answer.ts'
import type { Thing, ThingKind } from '../../../src/core/impact/page-answer.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Name } from '../../kit/name.tsx'
import { SaidText } from '../../kit/said-text.tsx'
import { Section } from '../../kit/section.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './promises.module.css'

const LINKED: Readonly<Partial<Record<NodeKind, ThingKind>>> = {
  workOrder: 'workOrder',
  purchaseOrderLine: 'purchaseOrderLine',
  lot: 'lot',
  salesOrderLine: 'salesOrderLine',
}

export function PegList({ pegs }: { readonly pegs: readonly PegStep[] }) {
  const { promises } = useWords()
  return (
    <Section title={promises.pegs}>
      {pegs.length === 0 ? (
        <p className={styles.quiet}>{promises.pegsNone}</p>
      ) : (
        <FirstFew items={pegs} keyOf={(peg) => `${peg.supplyId}>${peg.demandId}`} row={(peg) => <PegRow peg={peg} />} />
      )}
    </Section>
  )
}

function PegRow({ peg }: { readonly peg: PegStep }) {
  const { promises } = useWords()
  const { quantity } = useFormat()
  const names = useNames()
  const kind = LINKED[peg.supplyKind]
  const supply: Thing | undefined = kind === undefined ? undefined : { kind, id: peg.supplyId, name: peg.supplyId }
  return (
    <div className={styles.peg}>
      <span>
        {promises.kinds[peg.supplyKind]} {supply === undefined ? null : <Name thing={supply} />}
      </span>
      <span>
        {quantity(peg.quantity)} <Name thing={names.thing('material', peg.materialId)} />
      </span>
      <span className={styles.quiet}>
        {promises.pegFound[peg.found]}: <SaidText said={peg.rule} />
      </span>
    </div>
  )
}
