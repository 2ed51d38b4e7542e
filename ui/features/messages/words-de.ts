/** German words about messages to this device. */
import type { MessagesWords } from './words-en.ts'

export const messagesDe: MessagesWords = {
  title: 'Auf diesem Gerät',
  asking: 'Wird gefragt …',
  notKnown: 'Ob dieser Server Nachrichten an Browser schickt, ist gerade nicht bekannt.',
  off: 'Dieser Server schickt keine Nachrichten an Browser. Wer ihn betreibt, kann sie erlauben: push.contact in seiner Konfiguration.',
  states: {
    insecure:
      'Browser zeigen Nachrichten nur von Seiten, die über HTTPS oder von diesem Rechner selbst kommen. Fragen Sie, wer den Server betreibt, nach so einer Adresse.',
    unsupported:
      'Dieser Browser kann keine Nachrichten von Seiten zeigen. Auf einem Telefon geht es vielleicht, wenn die Seite auf dem Startbildschirm liegt.',
    denied:
      'Dieser Browser erlaubt es nicht. Erlauben Sie Benachrichtigungen für diese Seite in seinen Einstellungen neben der Adresse, dann noch einmal drücken.',
    unreachable:
      'Der Browser bekam keine Adresse für Nachrichten. Der Push-Dienst seines Herstellers muss von hier erreichbar sein; noch einmal versuchen, oder fragen, wer das Netz betreut.',
  },
  why: (role: string) =>
    `Was der Rolle ${role} gesagt wird, kann auf diesem Gerät erscheinen, auch wenn keine Seite offen ist. Kein Name wird dabei gespeichert.`,
  tell: 'Auf diesem Gerät Bescheid geben',
  on: (role: string) => `Was der Rolle ${role} gesagt wird, kommt auf dieses Gerät.`,
  someRole: 'einer Rolle',
  instead: (role: string) => `Stattdessen, was der Rolle ${role} gesagt wird`,
  noMore: 'Nicht mehr auf diesem Gerät',
  stopped: 'Auf dieses Gerät kommen keine Nachrichten mehr.',
}
