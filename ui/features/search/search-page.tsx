/** Everything that was found for a text, each leading to the page that walks both ways from it. */
import { Link } from '@tanstack/react-router'
import type { SearchHit } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { thingTarget } from '../../links/thing-target.ts'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './search.module.css'
import { HitWords } from './search-box.tsx'

export interface SearchSearch {
  readonly q?: string
}

const MOST = 50

export function SearchPage({ search: { q } }: { readonly search: SearchSearch }) {
  const { search } = useWords()
  const found = useAnswer<{ readonly items: readonly SearchHit[] }>(q === undefined ? null : '/search', { q, limit: MOST })
  if (q === undefined) {
    return (
      <Sentence tone="calm" title={search.titleEmpty}>
        <p>{search.hint}</p>
      </Sentence>
    )
  }
  return (
    <Answer of={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Sentence tone="calm" title={search.nothing(q)}>
            <p>{search.nothingNext}</p>
          </Sentence>
        ) : (
          <>
            <Sentence tone="calm" title={search.title(q)} />
            <ul className={styles.results}>
              {items.map((hit) => (
                <li key={`${hit.thing.kind} ${hit.thing.id}`}>
                  <Link {...thingTarget(hit.thing)} className={styles.result}>
                    <HitWords hit={hit} />
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Answer>
  )
}
