/** What a role may look for and this version does not have: said plainly, so that nobody takes silence for a good state. */
import { Section } from '../../kit/section.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './now.module.css'

export function NotThere({ what }: { readonly what: readonly string[] }) {
  const { now } = useWords()
  return (
    <Section title={now.notThere}>
      <ul className={styles.bullets}>
        {what.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </Section>
  )
}
