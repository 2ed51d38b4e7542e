/** English words of signing in. */

export const signInEn = {
  title: 'Sign in',
  why: 'This server knows accounts. Yours decides what you may see and change.',
  name: 'Name',
  password: 'Password',
  showPassword: 'Show or hide the password',
  enter: 'Sign in',
  refused: 'Name and password do not belong together.',
  paused: 'Too many tries. Wait a minute, then try again.',
}
export type SignInWords = typeof signInEn
