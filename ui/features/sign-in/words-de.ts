/** German words of signing in. */
import type { SignInWords } from './words-en.ts'

export const signInDe: SignInWords = {
  title: 'Anmelden',
  why: 'Dieser Server kennt Konten. Ihres entscheidet, was Sie sehen und ändern dürfen.',
  name: 'Benutzername',
  password: 'Passwort',
  showPassword: 'Passwort zeigen oder verbergen',
  enter: 'Anmelden',
  refused: 'Name und Passwort gehören nicht zusammen.',
  paused: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann wieder.',
}
