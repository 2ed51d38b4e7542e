/** The chain picture at any width: drawn where there is room, and on a narrow screen the lit way as a list. */
import { useElementSize } from '@mantine/hooks'
import type { ChainPicture } from '../../../src/core/impact/page-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './chain.module.css'
import type { Lighting } from './chain-lighting.ts'
import { DrawnChain } from './drawn-chain.tsx'
import { LitWay } from './lit-way.tsx'

/** Below this width lines and names can no longer be told apart. */
const NARROWEST = 500

export function ChainView({ picture, lighting }: { readonly picture: ChainPicture; readonly lighting: Lighting }) {
  const { chain } = useWords()
  const { ref, width } = useElementSize()
  const customers = picture.nodes.filter(({ thing }) => thing.kind === 'customer').length
  return (
    <section ref={ref} className={styles.view} aria-label={chain.pictureName}>
      {width >= NARROWEST ? <DrawnChain picture={picture} lighting={lighting} width={width} /> : null}
      {width > 0 ? <LitWay lighting={lighting} customers={customers} visible={width < NARROWEST} /> : null}
    </section>
  )
}
