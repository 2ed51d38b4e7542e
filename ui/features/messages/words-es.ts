/** Spanish words about messages to this device. */
import type { MessagesWords } from './words-en.ts'

export const messagesEs: MessagesWords = {
  title: 'En este dispositivo',
  asking: 'Preguntando …',
  notKnown: 'Ahora no se sabe si este servidor envía mensajes a navegadores.',
  off: 'Este servidor no envía mensajes a navegadores. Quien lo administra puede permitirlos: push.contact en su configuración.',
  states: {
    insecure:
      'Los navegadores solo muestran mensajes de páginas que llegan por HTTPS o de este mismo equipo. Pida una dirección así a quien administra el servidor.',
    unsupported:
      'Este navegador no puede mostrar mensajes de páginas. En un teléfono quizá pueda cuando la página esté en la pantalla de inicio.',
    denied:
      'Este navegador no lo permite. Permita las notificaciones de esta página en sus ajustes, junto a la dirección, y pulse otra vez.',
    unreachable:
      'El navegador no obtuvo dirección para mensajes. El servicio push de su fabricante debe ser accesible desde aquí; inténtelo otra vez o pregunte a quien lleva la red.',
  },
  why: (role: string) =>
    `Lo que se dice a ${role} puede aparecer en este dispositivo, también sin ninguna página abierta. No se guarda ningún nombre.`,
  tell: 'Avisarme en este dispositivo',
  on: (role: string) => `Lo que se dice a ${role} llega a este dispositivo.`,
  someRole: 'un puesto',
  instead: (role: string) => `Avisarme en su lugar de lo que se dice a ${role}`,
  noMore: 'No más en este dispositivo',
  stopped: 'Ya no llegan mensajes a este dispositivo.',
}
