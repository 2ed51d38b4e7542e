/** German sentences for what the server says by code about countermeasures and outcomes. */
import type { ActionSaidWords } from './said-words-en.ts'

const counted = (n: string | undefined, one: string, many: string): string => `${n} ${n === '1' ? one : many}`
/** Not known, as facts are read. */
const isKnown = (fact: string | undefined): boolean => fact !== undefined && fact !== '–'

export const actionSaidDe: ActionSaidWords = {
  'run-on-other-unit': ({ workOrderId, sequence, workUnitId, from }) =>
    isKnown(from)
      ? `Arbeitsgang ${sequence} von Auftrag ${workOrderId} auf ${workUnitId} statt auf ${from} fertigen.`
      : `Arbeitsgang ${sequence} von Auftrag ${workOrderId} auf ${workUnitId} fertigen.`,
  'run-on-other-units': ({ operations, units }) =>
    `${counted(operations, 'Arbeitsgang', 'Arbeitsgänge')} anderswo fertigen, auf ${counted(units, 'Maschine', 'Maschinen')}.`,
  'no-other-unit-stated': ({ operations }) =>
    `${counted(operations, 'Arbeitsgang', 'Arbeitsgänge')}: Keine andere Maschine ist dafür angegeben.`,
  'goes-first': ({ workOrderId, sequence, workUnitId, before }) =>
    isKnown(before)
      ? `Auftrag ${workOrderId}, Arbeitsgang ${sequence}, kommt auf ${workUnitId} vor ${before}.`
      : `Auftrag ${workOrderId}, Arbeitsgang ${sequence}, kommt auf ${workUnitId} zuerst.`,
  'goes-first-everywhere': ({ salesOrderLineId, operations }) =>
    `Alles für ${salesOrderLineId} kommt zuerst: ${counted(operations, 'Arbeitsgang', 'Arbeitsgänge')}.`,
  'works-around-the-clock': ({ units }) =>
    `Keine Überstunden auf ${counted(units, 'Maschine', 'Maschinen')} auf dem Weg: Dort wird schon rund um die Uhr gearbeitet.`,
  'works-longer': ({ workUnitId, hours, fromAt, toAt }) => `${workUnitId} arbeitet ${hours} länger, von ${fromAt} bis ${toAt}.`,
  'several-work-longer': ({ units }) => `Längere Arbeitszeit auf ${counted(units, 'Maschine', 'Maschinen')} auf dem Weg.`,
  'repaired-by': ({ at, endAt }) =>
    isKnown(endAt) ? `Zuerst reparieren: vorbei bis ${at} statt ${endAt}.` : `Zuerst reparieren: vorbei bis ${at}.`,
  'released-by': ({ at, endAt }) =>
    isKnown(endAt) ? `Zuerst klären: freigegeben bis ${at} statt ${endAt}.` : `Zuerst klären: freigegeben bis ${at}.`,
  'end-not-known': () => 'Wann es endet, ist nicht bekannt; was ein früheres Ende brächte, also auch nicht.',
  'ends-not-known': ({ stops }) =>
    `${counted(stops, 'Stillstand', 'Stillstände')}: Das Ende ist nicht bekannt, also auch nicht, was eine Stunde seiner Reparatur wert ist.`,
  'qualified-people-more': ({ people, workCenterId, skill, fromAt, toAt }) =>
    `${counted(people, 'qualifizierte Person', 'qualifizierte Personen')} mehr für ${skill} an ${workCenterId}, von ${fromAt} bis ${toAt}.`,
  'expedite-not-stated': ({ purchaseOrderLineId, supplierId }) =>
    `${purchaseOrderLineId}: Wie viel früher ${supplierId} liefern könnte, ist nicht angegeben.`,
  'delivery-date-not-known': ({ purchaseOrderLineId, supplierId }) =>
    `${purchaseOrderLineId}: Wann ${supplierId} liefert, ist nicht bekannt; beschleunigen lässt es sich also nicht auf eine bekannte Zeit.`,
  'delivered-sooner': ({ purchaseOrderLineId, supplierId, at, insteadOfAt }) =>
    `${purchaseOrderLineId} beschleunigen: ${supplierId} liefert ${at} statt ${insteadOfAt}.`,
  'no-other-supplier': ({ materialId }) => `${materialId}: Kein anderer Lieferant hat es je geliefert.`,
  'lead-time-not-known': ({ materialId, supplierId }) => `${materialId}: Wie lange ${supplierId} braucht, ist nicht bekannt.`,
  'bought-elsewhere': ({ materialId, supplierId, amountText, at }) => `${amountText} ${materialId} bei ${supplierId} kaufen, da ${at}.`,
  'uses-free-supply': ({ materialId, supplyId, quantity, demandId }) =>
    `${supplyId}, das niemand braucht, für ${demandId} nutzen: ${quantity} ${materialId}.`,
  'uses-supply-of-others': ({ materialId, supplyId, quantity, demandId, taken }) =>
    `${supplyId} für ${demandId} nutzen: ${quantity} ${materialId}, anderen genommen: ${taken}.`,
  'made-in-parts': ({ workOrderId, amountText, salesOrderLineId }) =>
    `Auftrag ${workOrderId} teilen: zuerst ${amountText} für ${salesOrderLineId} fertigen, der Rest folgt.`,
  'shipped-in-parts': ({ salesOrderLineId, amountText, of }) =>
    `${amountText} von den ${of} aus ${salesOrderLineId} liefern, gleich wenn gefertigt; der Rest folgt.`,
  'tried-without-gain': ({ tried, kinds }) => `Probiert und hilft nicht (${tried}): ${kinds}.`,
  'no-sooner-elsewhere': ({ materialId, supplierId }) => `${materialId}: ${supplierId} würde nicht früher liefern.`,
  'several-together': ({ kinds }) => `Zusammen: ${kinds}.`,
  'cause-without-end': () => 'Was geschehen ist, hat kein Ende, das früher kommen könnte.',
  'nobody-missing': ({ workCenterId, skill }) => `Für ${skill} fehlt an ${workCenterId} in dieser Zeit niemand.`,
  'always-open': ({ workUnitId }) => `${workUnitId} gilt schon als rund um die Uhr besetzt.`,
  'time-too-short': ({ fromAt, toAt }) => `Von ${fromAt} bis ${toAt} ist keine Zeit, in der etwas getan werden könnte.`,
  'part-not-possible': ({ quantity, of }) => `Ein Teil von ${quantity} lässt sich nicht aus ${of} nehmen.`,
  'supply-serves-both': ({ salesOrderLineId }) => `Ein Bestand, der für ${salesOrderLineId} zurückgelegt ist, würde beide Teile bedienen.`,
  'unit-not-stated': ({ operationId, workUnitId }) => `Nirgends steht, dass ${workUnitId} ${operationId} kann.`,
  'start-not-free': ({ operationId }) =>
    `Der Beginn von ${operationId} ist nicht frei: Es ist nicht der erste Arbeitsgang, oder der Auftrag hat begonnen.`,
  'work-has-begun': ({ workOrderId }) => `Auftrag ${workOrderId} hat begonnen und wird nicht mehr geteilt.`,
  'not-needed-there': ({ supplyId, demandId }) => `${demandId} nimmt nicht, was ${supplyId} enthält.`,
  'more-than-needed': ({ workOrderId }) => `Auftrag ${workOrderId} macht mehr, als dort gebraucht wird.`,
  'changed-since': ({ id }) => `${id} wurde seither von anderen geändert.`,
  'move-target-not-found': ({ id }) => `${id} ist nicht mehr unter den Daten.`,
  'move-refused': ({ code }) => `Weggelassen, weil der Plan es nicht zulässt: ${code}`,
  'no-promise-is-late-by-it': () => 'Sie macht keine Zusage zu spät; für Kunden muss nichts getan werden.',
  'rests-on-assumed-orders': ({ steps }) =>
    `Es stützt sich auf ${counted(steps, 'Schritt', 'Schritte')} von Aufträgen, die noch niemand erteilt hat; sie sind angenommen.`,
  'end-is-expected': ({ expectedEndAt }) =>
    isKnown(expectedEndAt)
      ? `Wann die Störung endet, ist nicht bekannt; erwartet wird ${expectedEndAt}.`
      : 'Wann die Störung endet, ist nicht bekannt.',
  'dates-are-not-known': ({ promises }) => `Ohne sie ist der Termin von ${counted(promises, 'Zusage', 'Zusagen')} nicht bekannt.`,
  'cost-is-not-known': () => 'Für einen Teil der Kosten ist kein Preis erfasst.',
  'supplier-not-asked': () => 'Der Lieferant ist nicht gefragt worden.',
  'customer-not-asked': () => 'Der Kunde ist nicht gefragt worden.',
  'settled-from': ({ frozenSeq, frozenAt, settledSeq, settledAt }) =>
    `Der Plan ohne sie ist der von ${frozenAt} (Journaleintrag ${frozenSeq}); abgerechnet wurde ${settledAt} (Eintrag ${settledSeq}).`,
  'cause-ended': ({ endedAt }) => `Die Ursache endete ${endedAt}; beide Seiten sind mit diesem Ende gerechnet.`,
  'promises-are-over': () => 'Jede Zusage, die die Ursache traf, ist erfüllt oder nicht mehr gewollt.',
  'cost-not-known': () => 'Ein Teil der Kosten ist nicht bekannt, also auch nicht, was von der Ersparnis blieb.',
  'journal-incomplete': () => 'Das Journal gibt den Plan jenes Augenblicks nicht her; darum wird nichts angerechnet.',
  'cause-gone': () => 'Die Ursache ist nicht mehr unter den Daten; darum wird nichts angerechnet.',
  'taken-back': ({ undoneAt }) => `Ihre Änderungen am Plan wurden ${undoneAt} zurückgenommen; darum wird nichts angerechnet.`,
  'taken-after-the-end': ({ takenAt, endedAt }) =>
    `Sie wurde ${takenAt} übernommen, nachdem die Ursache ${endedAt} geendet hatte: Sie kann nichts gerettet haben.`,
  'end-was-not-expected': () =>
    'Sie sollte die Ursache früher beenden, und niemand hatte gesagt, wann sie enden würde: Wie viel früher, ist nicht bekannt.',
  'end-was-expected': ({ likelyAt, latestAt }) =>
    `Sie sollte die Ursache früher beenden: Ohne sie war ${likelyAt} das wahrscheinliche Ende, in neun von zehn Fällen spätestens ${latestAt}.`,
  'ends-by-itself-not-known': () =>
    'Sie sollte die Ursache früher beenden, und zu wenige ihrer Art haben nachweislich von selbst geendet: Wie viel früher, ist nicht bekannt.',
  'ended-by-itself': ({ percent, causes, likelyAt }) =>
    `Von selbst ebenso früh zu Ende gehen von 100 solchen ${percent}, und die Hälfte ist bis ${likelyAt} vorbei; erfasst, die so lange dauerten: ${causes}.`,
  'chance-of-its-kind': ({ actions, percent, most }) =>
    `Glück allein sähe in ${percent} von 100 Werken ebenso gut aus wie das, was zuletzt mit dieser Art von Maßnahme erreicht wurde (${actions}). Angerechnet wird nichts, solange die Zahl der Werke über ${most} liegt.`,
  'lines-not-known': ({ lines }) =>
    `Von ${counted(lines, 'Zusage', 'Zusagen')} ist eine Seite nicht bekannt; dafür wird nichts angerechnet.`,
  'claimed-less': ({ lines }) =>
    `Bei ${counted(lines, 'Zusage', 'Zusagen')} hatte eine andere Maßnahme die Ersparnis schon angerechnet: Jeder Betrag zählt einmal.`,
}
