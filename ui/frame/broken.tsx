/** What stands where a page broke: it says whose mistake that is, and keeps the rest of the frame. */
import { Button } from '@mantine/core'
import { Sentence } from '../kit/sentence.tsx'
import { useWords } from '../words/use-words.tsx'

export function Broken({ error }: { readonly error: unknown }) {
  const { frame, kit } = useWords()
  return (
    <Sentence tone="warn" title={frame.brokenTitle}>
      <p>{frame.brokenNext}</p>
      <p>
        <Button variant="default" onClick={() => location.reload()}>
          {frame.reload}
        </Button>
      </p>
      <details>
        <summary>{kit.details}</summary>
        <code lang="en">{error instanceof Error ? error.message : String(error)}</code>
      </details>
    </Sentence>
  )
}
