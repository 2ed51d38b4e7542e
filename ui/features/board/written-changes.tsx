/** What applying would write to the records, or has written: which records, and which of their fields. */
import type { Trial } from '../../../src/core/actions/answer.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './board.module.css'

export function WrittenChanges({ changes }: Pick<Trial, 'changes'>) {
  const { board } = useWords()
  if (changes.length === 0) return <p className={styles.quiet}>{board.writesNothing}</p>
  return (
    <FirstFew
      items={changes}
      keyOf={({ record, id }) => `${record}:${id}`}
      row={({ record, id, type, fields }) => (
        <span className={styles.stack}>
          <span>
            {board.written[type]}: {board.records[record as keyof typeof board.records] ?? record} {id}
          </span>
          {fields.length === 0 ? null : (
            <span className={styles.quiet}>
              {[...new Set(fields.map((each) => board.fields[each as keyof typeof board.fields] ?? each))].join(', ')}
            </span>
          )}
        </span>
      )}
    />
  )
}
