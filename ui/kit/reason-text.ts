/** A recorded reason in the words of the reader: codes of the starter list are told in words, what a plant wrote itself stays as it is. */
import { isScrapReason } from '../../src/core/values/scrap-reason.ts'
import { useWords } from '../words/use-words.tsx'

export function useReasonText(): (reason: string) => string {
  const { kit } = useWords()
  return (reason) => (isScrapReason(reason) ? kit.scrapReasons[reason] : reason)
}
