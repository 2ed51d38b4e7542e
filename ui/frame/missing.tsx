/** What stands at an address that leads nowhere. */
import { Link } from '@tanstack/react-router'
import { Sentence } from '../kit/sentence.tsx'
import { useWords } from '../words/use-words.tsx'

export function Missing() {
  const { frame } = useWords()
  return (
    <Sentence tone="calm" title={frame.missingTitle}>
      <p>{frame.missingNext}</p>
      <p>
        <Link to="/">{frame.places.now}</Link>
      </p>
    </Sentence>
  )
}
