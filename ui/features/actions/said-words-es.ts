/** Spanish sentences for what the server says by code about countermeasures and outcomes. */
import type { ActionSaidWords } from './said-words-en.ts'

const counted = (n: string | undefined, one: string, many = `${one}s`): string => `${n} ${n === '1' ? one : many}`
/** Not known, as facts are read. */
const isKnown = (fact: string | undefined): boolean => fact !== undefined && fact !== '–'

export const actionSaidEs: ActionSaidWords = {
  'run-on-other-unit': ({ workOrderId, sequence, workUnitId, from }) =>
    isKnown(from)
      ? `Hacer la operación ${sequence} de la orden ${workOrderId} en ${workUnitId} en vez de en ${from}.`
      : `Hacer la operación ${sequence} de la orden ${workOrderId} en ${workUnitId}.`,
  'run-on-other-units': ({ operations, units }) =>
    `Hacer ${counted(operations, 'operación', 'operaciones')} en otro sitio, en ${counted(units, 'máquina')}.`,
  'no-other-unit-stated': ({ operations }) =>
    `${counted(operations, 'operación', 'operaciones')}: no consta otra máquina que pueda hacerla.`,
  'goes-first': ({ workOrderId, sequence, workUnitId, before }) =>
    isKnown(before)
      ? `La orden ${workOrderId}, operación ${sequence}, va antes que ${before} en ${workUnitId}.`
      : `La orden ${workOrderId}, operación ${sequence}, va primero en ${workUnitId}.`,
  'goes-first-everywhere': ({ salesOrderLineId, operations }) =>
    `Todo lo de ${salesOrderLineId} va primero: ${counted(operations, 'operación', 'operaciones')}.`,
  'works-around-the-clock': ({ units }) => `Sin horas extra en ${counted(units, 'máquina')} del camino: ahí ya se trabaja día y noche.`,
  'works-longer': ({ workUnitId, hours, fromAt, toAt }) => `${workUnitId} trabaja ${hours} más, de ${fromAt} a ${toAt}.`,
  'several-work-longer': ({ units }) => `Más horas en ${counted(units, 'máquina')} del camino.`,
  'repaired-by': ({ at, endAt }) =>
    isKnown(endAt) ? `Repararla primero: resuelta antes de ${at} en vez de ${endAt}.` : `Repararla primero: resuelta antes de ${at}.`,
  'released-by': ({ at, endAt }) =>
    isKnown(endAt) ? `Aclararlo primero: liberado antes de ${at} en vez de ${endAt}.` : `Aclararlo primero: liberado antes de ${at}.`,
  'end-not-known': () => 'No se sabe cuándo acaba, así que tampoco qué traería un final más temprano.',
  'ends-not-known': ({ stops }) =>
    `${counted(stops, 'parada')}: no se sabe cuándo acaba, así que tampoco cuánto vale una hora de su reparación.`,
  'qualified-people-more': ({ people, workCenterId, skill, fromAt, toAt }) =>
    `${counted(people, 'persona cualificada', 'personas cualificadas')} más para ${skill} en ${workCenterId}, de ${fromAt} a ${toAt}.`,
  'expedite-not-stated': ({ purchaseOrderLineId, supplierId }) =>
    `${purchaseOrderLineId}: no consta cuánto antes podría entregar ${supplierId}.`,
  'delivery-date-not-known': ({ purchaseOrderLineId, supplierId }) =>
    `${purchaseOrderLineId}: no se sabe cuándo entrega ${supplierId}, así que no se puede acelerar a una hora conocida.`,
  'delivered-sooner': ({ purchaseOrderLineId, supplierId, at, insteadOfAt }) =>
    `Acelerar ${purchaseOrderLineId}: ${supplierId} entrega ${at} en vez de ${insteadOfAt}.`,
  'no-other-supplier': ({ materialId }) => `${materialId}: ningún otro proveedor lo ha entregado antes.`,
  'lead-time-not-known': ({ materialId, supplierId }) => `${materialId}: no se sabe cuánto tarda ${supplierId}.`,
  'bought-elsewhere': ({ materialId, supplierId, amountText, at }) =>
    `Comprar ${amountText} de ${materialId} a ${supplierId}, en planta ${at}.`,
  'uses-free-supply': ({ materialId, supplyId, quantity, demandId }) =>
    `Usar ${supplyId}, que nadie necesita, para ${demandId}: ${quantity} de ${materialId}.`,
  'uses-supply-of-others': ({ materialId, supplyId, quantity, demandId, taken }) =>
    `Usar ${supplyId} para ${demandId}: ${quantity} de ${materialId}, quitadas a otros: ${taken}.`,
  'made-in-parts': ({ workOrderId, amountText, salesOrderLineId }) =>
    `Dividir la orden ${workOrderId}: hacer primero ${amountText} para ${salesOrderLineId}; el resto va después.`,
  'shipped-in-parts': ({ salesOrderLineId, amountText, of }) =>
    `Enviar ${amountText} (de ${of}) de ${salesOrderLineId} nada más fabricarse; el resto va después.`,
  'tried-without-gain': ({ tried, kinds }) => `Probado y no ayuda (${tried}): ${kinds}.`,
  'no-sooner-elsewhere': ({ materialId, supplierId }) => `${materialId}: ${supplierId} no entregaría antes.`,
  'several-together': ({ kinds }) => `A la vez: ${kinds}.`,
  'cause-without-end': () => 'Lo que ocurrió no tiene un final que pueda llegar antes.',
  'nobody-missing': ({ workCenterId, skill }) => `En ${workCenterId} no falta nadie para ${skill} en ese tiempo.`,
  'always-open': ({ workUnitId }) => `${workUnitId} ya cuenta como que trabaja día y noche.`,
  'time-too-short': ({ fromAt, toAt }) => `De ${fromAt} a ${toAt} no da tiempo a hacer nada.`,
  'part-not-possible': ({ quantity, of }) => `No se puede tomar una parte de ${quantity} de ${of}.`,
  'supply-serves-both': ({ salesOrderLineId }) => `Un mismo suministro reservado para ${salesOrderLineId} serviría a sus dos partes.`,
  'unit-not-stated': ({ operationId, workUnitId }) => `Ningún registro dice que ${workUnitId} pueda hacer ${operationId}.`,
  'start-not-free': ({ operationId }) => `El inicio de ${operationId} no es libre: no es la primera de su orden, o la orden ha empezado.`,
  'work-has-begun': ({ workOrderId }) => `La orden ${workOrderId} ha empezado y ya no se divide.`,
  'not-needed-there': ({ supplyId, demandId }) => `${demandId} no lleva lo que contiene ${supplyId}.`,
  'more-than-needed': ({ workOrderId }) => `La orden ${workOrderId} hace más de lo que allí se necesita.`,
  'changed-since': ({ id }) => `Otros han cambiado ${id} desde entonces.`,
  'move-target-not-found': ({ id }) => `${id} ya no está entre los registros.`,
  'move-refused': ({ code }) => `Se dejó fuera porque el plan no lo permite: ${code}`,
  'no-promise-is-late-by-it': () => 'No retrasa ningún compromiso; no hace falta hacer nada por un cliente.',
  'rests-on-assumed-orders': ({ steps }) => `Se apoya en ${counted(steps, 'paso')} de órdenes que nadie ha hecho todavía; se han supuesto.`,
  'end-is-expected': ({ expectedEndAt }) =>
    isKnown(expectedEndAt)
      ? `No se sabe cuándo acaba la incidencia; se espera ${expectedEndAt}.`
      : 'No se sabe cuándo acaba la incidencia.',
  'dates-are-not-known': ({ promises }) => `Sin ella no se sabe la fecha de ${counted(promises, 'compromiso')}.`,
  'cost-is-not-known': () => 'Una parte de su coste no tiene precio registrado.',
  'supplier-not-asked': () => 'No se ha preguntado al proveedor.',
  'customer-not-asked': () => 'No se ha preguntado al cliente.',
  'settled-from': ({ frozenSeq, frozenAt, settledSeq, settledAt }) =>
    `El plan sin ella es el de ${frozenAt} (entrada ${frozenSeq} del diario); se liquidó ${settledAt} (entrada ${settledSeq}).`,
  'cause-ended': ({ endedAt }) => `La causa acabó ${endedAt}; ambos lados se calculan con ese final.`,
  'promises-are-over': () => 'Todos los compromisos que alcanzó la causa se han cumplido o ya no se quieren.',
  'cost-not-known': () => 'Una parte del coste no se conoce, así que tampoco lo que quedó del ahorro.',
  'journal-incomplete': () => 'El diario no devuelve el plan de ese momento, así que no se atribuye nada.',
  'cause-gone': () => 'La causa ya no está entre los datos, así que no se atribuye nada.',
  'taken-back': ({ undoneAt }) => `Sus cambios del plan se deshicieron ${undoneAt}, así que no se atribuye nada.`,
  'taken-after-the-end': ({ takenAt, endedAt }) =>
    `Se asumió ${takenAt}, después de que la causa acabara ${endedAt}: no puede haber ahorrado nada.`,
  'end-was-not-expected': () => 'Debía acabar antes con la causa y nadie había dicho cuándo acabaría: no se sabe cuánto antes.',
  'end-was-expected': ({ likelyAt, latestAt }) =>
    `Debía acabar antes con la causa: sin ella lo más probable era ${likelyAt}, y ${latestAt} lo más tarde en nueve de cada diez casos.`,
  'ends-by-itself-not-known': () =>
    'Debía acabar antes con la causa y constan demasiado pocas como ella que hayan acabado solas: no se sabe cuánto antes.',
  'ended-by-itself': ({ percent, causes, likelyAt }) =>
    `Acaban solas igual de pronto ${percent} de cada 100 como ella, y la mitad ha acabado el ${likelyAt}; registradas que duraron tanto: ${causes}.`,
  'chance-of-its-kind': ({ actions, percent, most }) =>
    `Solo por suerte se vería igual de bien en ${percent} de 100 plantas lo que se ha logrado últimamente con este tipo de medida (${actions}). No se atribuye nada hasta que sean ${most} como mucho.`,
  'lines-not-known': ({ lines }) => `De ${counted(lines, 'compromiso')} no se conoce uno de los lados; por ellos no se atribuye nada.`,
  'claimed-less': ({ lines }) =>
    `En ${counted(lines, 'compromiso')} otra medida ya se había atribuido el ahorro: cada importe cuenta una vez.`,
}
