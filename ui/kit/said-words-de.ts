/** German sentences for what the server says by code: what was assumed, and what is not known. */
import { dative } from '../words/dative.ts'
import type { SaidWords } from './said-words-en.ts'

const often = (times: string | undefined): string => (times === undefined ? '' : ` (${times} Mal)`)
const counted = (n: string | undefined, one: string, many: string): string => `${n} ${n === '1' ? one : many}`
/** Of stops that lasted longer than this one has; nothing where it has only begun. */
const longer = (seconds: string | undefined): string => (seconds === '–' ? '' : `, länger als ${seconds}`)
const open = (stops: string | undefined): string => (stops === '0' ? '' : `; noch offen: ${stops}`)
const stopsOf = (stops: string | undefined): string => counted(stops, 'erfassten Stillstand', 'erfassten Stillständen')

export const saidDe: SaidWords = {
  'zone-assumed': ({ zone }) => `Die Quelle nennt keine Zeitzone; ihre Zeiten wurden als ${zone} gelesen.`,
  'days-without-time': () =>
    'Die Quelle nennt Tage ohne Uhrzeit: Eine Zusage gilt, bis ihr Tag vorbei ist; jeder andere Tag wurde ab seinem Beginn gelesen.',
  'no-lead-time': ({ times }) => `Ein Material ohne Beschaffungszeit: Mehr davon wurde als sofort verfügbar angenommen${often(times)}.`,
  'overdue-arrives-now': ({ times }) =>
    `Eine überfällige Bestellposition wurde so genommen, als käme sie jetzt; wann sie wirklich kommt, ist nicht bekannt${often(times)}.`,
  'order-done-at-once': ({ times }) =>
    `Ein Fertigungsauftrag ohne Arbeitsgänge, Termine und Durchlaufzeit wurde als sofort fertig angenommen${often(times)}.`,
  'order-from-dates': ({ times }) =>
    `Ein Fertigungsauftrag ohne Arbeitsgänge dauert so lange, wie seine Termine oder seine Durchlaufzeit sagen${often(times)}.`,
  'span-shared-out': ({ times }) =>
    `Arbeitsplätze ohne bekannte Kapazität: Die Zeit zwischen den Terminen eines Fertigungsauftrags wurde nach Stunden auf seine Arbeitsgänge verteilt${often(times)}.`,
  'unit-unlimited': ({ times }) => `Eine Maschine ohne angegebene Kapazität wurde als unbegrenzt angenommen${often(times)}.`,
  'center-unlimited': ({ times }) => `Ein Arbeitsplatz ohne Maschinen wurde als unbegrenzt angenommen${often(times)}.`,
  'unit-not-convertible': ({ from, to, times }) =>
    `Eine Menge in ${from} eines Materials, das in ${to} geführt wird, blieb weg: Zwischen den Einheiten gibt es keinen Faktor${often(times)}.`,
  'bill-loop-cut': ({ materials }) => `Stücklisten, die zu sich selbst zurückführen, wurden aufgetrennt: ${materials}.`,
  'orders-in-circle': ({ orders }) => `Fertigungsaufträge, die im Kreis aufeinander warten, wurden ohne ihr Material begonnen: ${orders}.`,
  'date-waits-for-end': () => 'Der Termin ist nicht bekannt, solange das Ende der Störung nicht bekannt ist.',
  'date-waits-for-delivery': () => 'Der Termin ist nicht bekannt, solange niemand weiß, wann die Lieferung kommt.',
  'date-waits-for-supply': () => 'Der Termin ist nicht bekannt: Wie lange ein Ersatz dauert, weiß niemand.',
  'date-waits': () => 'Der Termin ist nicht bekannt, solange etwas, worauf gewartet wird, kein bekanntes Ende hat.',
  'date-unknown-before': () => 'Der Termin war auch vorher nicht bekannt.',
  'nothing-ahead': () =>
    'In diesem Augenblick ist nichts Erfasstes mehr zu tun, also kann sich nichts verschieben; nach vergangenen Daten fragt man mit einem Zeitpunkt von damals.',
  'sequence-kept': ({ place, workOrderId }) =>
    `${place} wartet auf Fertigungsauftrag ${workOrderId}, der selbst verspätet ist, obwohl andere Arbeit bereitliegt; die Reihenfolge des Plans wurde beibehalten.`,
  'sequence-kept-for-late': ({ place, workOrderId }) =>
    `Verspätete Zusagen könnten früher kommen: ${place} wartet auf Fertigungsauftrag ${workOrderId}, der selbst verspätet ist, obwohl andere Arbeit bereitliegt; die Reihenfolge des Plans wurde beibehalten.`,
  'no-date-promised': () => 'Es wurde kein Termin zugesagt.',
  'ready-not-shipped': () => 'Was gebraucht wird, ist fertig; ob geliefert wurde, ist nicht erfasst.',
  'supplies-exchanged': () => 'Dafür werden Bestände unter Zusagen getauscht; keine davon wird verspätet.',
  'lead-time-unknown': () => 'Eine Beschaffungszeit auf dem Weg ist nicht bekannt, also lässt sich kein Termin zusagen.',
  'end-as-recorded': () => 'Das Ende ist nicht bekannt; angenommen wurde das Ende, das beim Eintrag erwartet wird.',
  'end-expected': ({ basis }) => `Das Ende ist nicht bekannt; das erwartete Ende beruht darauf: ${basis}`,
  'latest-end-unknown': () => 'Auch bis wann es in neun von zehn Fällen vorbei ist, ist nicht bekannt, also fehlen die späteren Termine.',
  'end-unknown': () =>
    'Das Ende ist nicht bekannt: Termine dahinter sind unbekannt; die ersten Zusagen, die noch zu halten sind, sagen, bis wann es vorbei sein muss.',
  'supplier-usually-late': ({ supplierId, deliveries, likelySeconds, latestSeconds }) =>
    `${supplierId}: Die Hälfte der Lieferungen kommt ${likelySeconds === '0 s' ? 'nicht zu spät' : `höchstens ${likelySeconds} zu spät`}, neun von zehn höchstens ${latestSeconds} zu spät; aus ${counted(deliveries, 'solchen Lieferung', 'solchen Lieferungen')}.`,
  'later-by-usual-delays': () =>
    'Der spätere Termin rechnet Lieferungen so spät, wie ihre Lieferanten in neun von zehn Fällen höchstens sind, wo mindestens neun erfasst sind.',
  'disruption-ended': ({ endedAt, lastedSeconds }) => `Sie endete ${endedAt} nach ${dative(lastedSeconds)} und erreicht keine Zusage mehr.`,
  'in-stock': () => 'Auf Lager.',
  'not-bought-yet': () => 'Noch nicht bestellt.',
  'no-order-makes-it-yet': () => 'Noch kein Auftrag dafür.',
  'reserved-in-source': () => 'dafür reserviert',
  'nothing-supplies-it': () => 'noch nichts deckt den Bedarf',
  'same-pegging-group': ({ group }) => `beide gehören zur Zuordnungsgruppe ${group}`,
  'served-in-order': () => 'der Reihe nach bedient: nach Priorität, dann nach Termin',
  'end-from-record': () => 'Das Ende ist nicht bekannt; angenommen wurde das Ende, das erfasste Stillstände erwarten lassen.',
  'from-stops-of-unit-for': ({ stops, workUnitId, reason, lastedSeconds, stillOpen }) =>
    `Aus ${stopsOf(stops)} von ${workUnitId} wegen „${reason}“${longer(lastedSeconds)}${open(stillOpen)}.`,
  'from-stops-of-unit': ({ stops, workUnitId, lastedSeconds, stillOpen }) =>
    `Aus ${stopsOf(stops)} von ${workUnitId}${longer(lastedSeconds)}${open(stillOpen)}.`,
  'from-stops-of-center': ({ stops, workCenterId, lastedSeconds, stillOpen }) =>
    `Aus ${stopsOf(stops)} von ${workCenterId}${longer(lastedSeconds)}${open(stillOpen)}.`,
  'latest-end-from-more': () => 'Das späteste Ende beruht auf mehr Stillständen:',
  'end-not-heard-of': () => 'Die Maschine meldet sich nicht; ob er vorbei ist, ist nicht bekannt.',
  'stays-slow': ({ rate }) => `Das Ende ist nicht bekannt; die Termine nehmen an, dass es bei ${rate} der normalen Leistung bleibt.`,
  'not-heard-of': ({ workUnit }) =>
    `${workUnit} meldet sich nicht: Ob sie läuft oder steht, ist nicht bekannt, und ein Stillstand würde nicht bemerkt.`,
  'nothing-runs-through': () => 'Keine offene Zusage läuft darüber.',
  'runs-through': ({ promises, customers }) =>
    `Nötig für ${counted(promises, 'offene Zusage', 'offene Zusagen')} an ${counted(customers, 'Kunden', 'Kunden')}; die Termine setzen voraus, dass alles nach Plan läuft.`,
  'left-out': ({ problem }) => `Blieb in der Vorausschau unberücksichtigt: ${problem}`,
  'disruption-left-out': ({ disruptionId, problem }) => `Störung ${disruptionId} blieb unberücksichtigt: ${problem}`,
  'lost-already-taken': () =>
    'Ein Teil des Verlorenen war schon von begonnener Arbeit entnommen; was dieser Arbeit fehlt, ist nicht bekannt.',
  'replacement-time-unknown': () =>
    'Wie lange es dauert, mehr von einem Material zu bekommen, ist nicht bekannt; darum sind einige Termine unbekannt.',
  'replaced-in-gaps': () => 'Was fehlt, wurde als neu gekauft oder in den Lücken des Plans neu gefertigt angenommen.',
  'replaced-from-free': ({ sources }) => `Was fehlt, kommt aus dem, was keine Zusage braucht: ${sources}.`,
  'release-unknown': () => 'Wann das Los freigegeben wird, ist nicht bekannt; was es liefern sollte, wurde anderswo gesucht.',
  'delivery-unknown': () =>
    'Der neue Termin der Lieferung ist nicht bekannt: Termine dahinter sind unbekannt, außer wo freier Bestand einspringt.',
  'added-in-gaps': () =>
    'Die zusätzliche Menge kommt aus freiem Bestand oder wurde als gekauft oder in den Lücken des Plans gefertigt angenommen.',
  'quantity-freed': () => 'Die nicht mehr gewünschte Menge wird frei; sonst verschiebt sich dafür nichts.',
  'no-work-center-is-asked': ({ days }) =>
    `Kein Arbeitsplatz mit angegebener Kapazität hat Arbeit für das, was in den nächsten Tagen (${days}) zugesagt ist.`,
  'contribution-not-stated': ({ promises }) =>
    `Zusagen ohne Preis oder variable Kosten: ${promises}; was eine Stunde für sie einbringt, ist nicht bekannt.`,
  'line-freed': () => 'Was für die Position gefertigt oder gekauft wurde, wird frei; sonst verschiebt sich dafür nichts.',
}
