/** German words of the panel of an example company. */
import type { ExampleWords } from './words-en.ts'

export const exampleDe: ExampleWords = {
  open: 'Ärger machen',
  close: 'Feld schließen',
  title: 'Beispielfirma',
  note: 'Dieses Feld gehört nicht zum Produkt. Es wirkt auf simulierte Maschinen und Lieferanten; alles andere auf dieser Seite erfährt davon wie in einem echten Werk.',
  troubles: {
    stopMachine: 'Maschine anhalten',
    slowMachine: 'Maschine bremsen',
    scrapLot: 'Los verschrotten',
    lateSupplier: 'Lieferant verspätet',
    expiredCertificate: 'Abgelaufenes Zertifikat',
    loseSignal: 'Signal verlieren',
  },
  recover: 'Beheben',
  recoverOf: (trouble, target) => `Beheben: ${trouble}, ${target}`,
  done: (trouble, target) => `Getan: ${trouble}, ${target}.`,
  recovered: (trouble, target) => `Behoben: ${trouble}, ${target}.`,
  speed: 'Geschwindigkeit der Zeit',
  speedOf: (factor) => `${factor}×`,
  notRunning: 'Die Simulation läuft nicht, darum lässt sich jetzt kein Ärger machen.',
  refused: 'Das ging nicht:',
}
