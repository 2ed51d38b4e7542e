/** Spanish words of signing in. */
import type { SignInWords } from './words-en.ts'

export const signInEs: SignInWords = {
  title: 'Iniciar sesión',
  why: 'Este servidor tiene cuentas. La suya decide qué puede ver y cambiar.',
  name: 'Nombre',
  password: 'Contraseña',
  showPassword: 'Mostrar u ocultar la contraseña',
  enter: 'Entrar',
  refused: 'El nombre y la contraseña no coinciden.',
  paused: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
}
