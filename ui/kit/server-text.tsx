/** A sentence that the server wrote. It writes English, and a reader's voice must know that. */
import { useLanguage } from '../words/use-words.tsx'

export function ServerText({ text }: { readonly text: string }) {
  const { language } = useLanguage()
  return <span lang={language === 'en' ? undefined : 'en'}>{text}</span>
}
