/** Below the picture for HR and training: what this version does not compute is said, and nothing is claimed. */
import { Section } from '../../kit/section.tsx'
import { useWords } from '../../words/use-words.tsx'

export function HrBelow() {
  const { now } = useWords()
  return (
    <Section title={now.coverage}>
      <p>{now.coverageMissing}</p>
    </Section>
  )
}
