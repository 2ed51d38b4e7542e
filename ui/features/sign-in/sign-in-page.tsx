/** Where a server with accounts asks who one is. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ServerText } from '../../kit/server-text.tsx'
import { AskFailure } from '../../live/ask.ts'
import { useSignIn } from '../../live/use-session.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './sign-in.module.css'

export function SignInPage() {
  const { signIn } = useWords()
  const enter = useSignIn()
  const [failure, setFailure] = useState<AskFailure>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    setBusy(true)
    try {
      await enter(String(fields.get('name')), String(fields.get('password')))
    } catch (error) {
      if (!(error instanceof AskFailure)) throw error
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <h1 className={styles.title}>{signIn.title}</h1>
      <p>{signIn.why}</p>
      <TextInput label={signIn.name} name="name" autoComplete="username" required autoFocus />
      <PasswordInput
        label={signIn.password}
        name="password"
        autoComplete="current-password"
        required
        visibilityToggleFocusable
        visibilityToggleButtonProps={{ 'aria-label': signIn.showPassword }}
      />
      {failure === undefined ? null : (
        <p role="alert" className={styles.failure}>
          <Why failure={failure} />
        </p>
      )}
      <Button type="submit" loading={busy}>
        {signIn.enter}
      </Button>
    </form>
  )
}

function Why({ failure: { status, problem } }: { readonly failure: AskFailure }) {
  const { signIn } = useWords()
  if (status === 401) return signIn.refused
  if (status === 429) return signIn.paused
  return <ServerText text={`${problem.message} ${problem.next}`} />
}
