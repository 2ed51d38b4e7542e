/** The chain of a promise as a time line: one row a link, its bar where it lies in time, and what it waits for in words. */
import type { ReactNode } from 'react'
import type { ChainLink } from '../../../src/core/impact/answer.ts'
import type { Instant } from '../../../src/core/values/instant.ts'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { useNames } from '../../live/use-names.ts'
import { useFormat } from '../../words/use-format.tsx'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { layoutTimeline, type TimelineLink } from './chain-timeline.ts'
import { LinkName, useBoundWords, useWaitWords } from './link-words.tsx'
import styles from './promises.module.css'

interface ChainBarsProps {
  readonly chain: readonly ChainLink[]
  readonly now: Instant
  readonly confirmedAt: Instant | null
}

export function ChainBars({ chain, now, confirmedAt }: ChainBarsProps) {
  const { promises } = useWords()
  if (chain.length === 0) return <p className={styles.quiet}>{promises.chainNone}</p>
  const timeline = layoutTimeline(chain, now, [confirmedAt])
  const due = confirmedAt === null ? null : (Date.parse(confirmedAt) - timeline.fromMs) / (timeline.toMs - timeline.fromMs)
  return (
    <>
      <p className={styles.quiet}>{timeline.links.every(({ binding }) => binding) ? promises.chainHintAll : promises.chainHint}</p>
      <ol className={styles.links}>
        {timeline.links.map((each) => (
          <LinkRow
            key={`${each.link.kind} ${each.link.id} ${each.link.workUnitId} ${each.link.fromAt}`}
            each={each}
            now={timeline.now}
            due={due}
          />
        ))}
      </ol>
      <div className={styles.linkAxis} aria-hidden="true">
        <span className={styles.linkTrack}>
          <span style={{ left: percent(timeline.now) }}>{promises.now}</span>
          {due === null || due < 0.2 ? null : (
            <span data-far={due > 0.8 || undefined} style={{ left: percent(Math.min(1, due)) }}>
              {promises.confirmed}
            </span>
          )}
        </span>
      </div>
    </>
  )
}

const percent = (share: number): string => `${share * 100}%`

interface LinkRowProps {
  readonly each: TimelineLink
  readonly now: number
  readonly due: number | null
}

function LinkRow({ each, now, due }: LinkRowProps) {
  const { promises } = useWords()
  const { duration } = useFormat()
  const waits = useWaitWords()
  const bound = useBoundWords()
  const { link, bar, parts, binding } = each
  const added = link.addedSeconds
  return (
    <li className={styles.link} data-binding={binding || undefined}>
      <span className={styles.linkName}>
        <span>{each.orders === 1 ? <LinkName link={link} /> : <QueueName each={each} />}</span>
        <span className={styles.linkWait}>
          {waits(parts) || bound(link)}
          {added > 0 ? <strong> · {promises.adds(duration(added))}</strong> : null}
          {added < 0 ? ` · ${promises.absorbs(duration(-added))}` : null}
        </span>
      </span>
      <span className={styles.linkTrack}>
        <span className={styles.linkNow} style={{ left: percent(now) }} />
        {due === null || due < 0 || due > 1 ? null : <span className={styles.linkDue} style={{ left: percent(due) }} />}
        {bar === null ? (
          <span className={styles.linkUnknown}>?</span>
        ) : (
          <span className={styles.linkBar} style={{ left: percent(bar.from), width: percent(Math.max(0.004, bar.to - bar.from)) }}>
            {parts.map((part) => (
              <span
                key={part.kind}
                className={styles.linkPart}
                data-part={part.kind}
                style={{ width: percent(part.share) }}
                title={promises.parts[part.kind](duration(part.seconds))}
              />
            ))}
          </span>
        )}
      </span>
      <span className={styles.linkEnd}>{link.toAt === null ? '–' : <Moment at={link.toAt} exact />}</span>
    </li>
  )
}

/** Several orders that stand before it on one work unit. */
function QueueName({ each }: { readonly each: TimelineLink }) {
  const { promises } = useWords()
  const names = useNames()
  const { workUnitId } = each.link
  const unit: ReactNode = workUnitId === undefined ? '–' : <Name thing={names.thing('workUnit', workUnitId)} />
  return <Words of={promises.linkQueue<ReactNode>(each.orders, unit)} />
}
