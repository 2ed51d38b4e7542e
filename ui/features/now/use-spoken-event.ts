/** Tells a screen reader when the fact of the page changes: what happened and whom it reaches, without ages that tick. */
import { useEffect } from 'react'
import type { DisruptionStanding } from '../../../src/core/impact/page-answer.ts'
import type { Money } from '../../../src/core/values/money.ts'
import { useAnnounce } from '../../live/announcer.tsx'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { useDisruptionText } from '../chain/disruption-words.tsx'

export function useSpokenEvent(shown: DisruptionStanding | undefined): void {
  const { now, chain, kit } = useWords()
  const { money } = useFormat()
  const announce = useAnnounce()
  const tell = useDisruptionText()
  const moneyOf = (revenue: readonly Money[]): string => {
    if (revenue.length === 0) return now.moneyUnknown
    return kit.revenueAtRisk<string>(revenue.map(money).join(' + ')).join('')
  }
  const effect = (standing: DisruptionStanding): string => {
    const { totals, insideSlack } = standing
    if (standing.disruption.kind === 'signalLost') return now.blind
    if (totals.lines > 0) return now.slips<string>(totals.lines, chain.promises(totals.lines), moneyOf(totals.revenue)).join('')
    return insideSlack === 0 ? now.reachesNone : now.inside<string>(insideSlack, chain.promises(insideSlack)).join('')
  }
  const sentence = shown === undefined ? now.noneOpen : `${tell(shown)}. ${effect(shown)}`
  useEffect(() => announce('now', sentence), [announce, sentence])
}
