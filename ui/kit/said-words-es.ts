/** Spanish sentences for what the server says by code: what was assumed, and what is not known. */
import type { SaidWords } from './said-words-en.ts'

const often = (times: string | undefined): string => (times === undefined ? '' : ` (${counted(times, 'vez', 'veces')})`)
const counted = (n: string | undefined, one: string, many: string): string => `${n} ${n === '1' ? one : many}`
/** Of stops that lasted longer than this one has; nothing where it has only begun. */
const longer = (seconds: string | undefined): string => (seconds === '–' ? '' : ` de más de ${seconds}`)
const open = (stops: string | undefined): string => (stops === '0' ? '' : `; aún abiertas: ${stops}`)
const stopsOf = (stops: string | undefined): string => counted(stops, 'parada registrada', 'paradas registradas')

export const saidEs: SaidWords = {
  'zone-assumed': ({ zone }) => `La fuente no indica zona horaria; sus fechas se leyeron como ${zone}.`,
  'days-without-time': () =>
    'La fuente indica días sin hora: un compromiso vale hasta que acaba su día; cualquier otro día se leyó desde su primer instante.',
  'no-lead-time': ({ times }) => `Un material sin plazo de entrega: se supuso disponible al momento${often(times)}.`,
  'overdue-arrives-now': ({ times }) =>
    `Una línea de compra vencida se supuso que llega ahora; no se sabe cuándo llega de verdad${often(times)}.`,
  'order-done-at-once': ({ times }) => `Una orden sin operaciones, fechas ni plazo se supuso hecha al momento${often(times)}.`,
  'order-from-dates': ({ times }) => `Una orden sin operaciones dura lo que dicen sus fechas o su plazo${often(times)}.`,
  'span-shared-out': ({ times }) =>
    `Centros de trabajo sin capacidad conocida: el tiempo entre las fechas de una orden se repartió entre sus operaciones según sus horas${often(times)}.`,
  'unit-unlimited': ({ times }) => `Una máquina sin capacidad indicada se tomó como ilimitada${often(times)}.`,
  'center-unlimited': ({ times }) => `Un centro de trabajo sin máquinas se tomó como ilimitado${often(times)}.`,
  'unit-not-convertible': ({ from, to, times }) =>
    `Se dejó fuera una cantidad en ${from} de un material que se lleva en ${to}: no hay factor entre las unidades${often(times)}.`,
  'bill-loop-cut': ({ materials }) => `Se cortaron listas de materiales que vuelven a sí mismas: ${materials}.`,
  'orders-in-circle': ({ orders }) => `Órdenes que se esperan unas a otras en círculo se empezaron sin su material: ${orders}.`,
  'date-waits-for-end': () => 'Su fecha no se puede saber mientras no se conozca el final de la incidencia.',
  'date-waits-for-delivery': () => 'Su fecha no se puede saber mientras nadie sepa cuándo llega la entrega.',
  'date-waits-for-supply': () => 'Su fecha no se puede saber: no se sabe cuánto tarda una reposición.',
  'date-waits': () => 'Su fecha no se puede saber mientras algo que espera no tenga un final conocido.',
  'date-unknown-before': () => 'Su fecha tampoco se podía saber antes.',
  'nothing-ahead': () =>
    'En este momento no queda nada registrado por hacer, así que nada se puede mover; por datos pasados, pregunte con un momento de entonces.',
  'sequence-kept': ({ place, workOrderId }) =>
    `${place} espera la orden ${workOrderId}, que ya va con retraso, aunque hay otro trabajo listo que podría hacer antes; se mantuvo la secuencia del plan.`,
  'sequence-kept-for-late': ({ place, workOrderId }) =>
    `Compromisos con retraso podrían llegar antes: ${place} espera la orden ${workOrderId}, que ya va con retraso, aunque hay otro trabajo listo que podría hacer antes; se mantuvo la secuencia del plan.`,
  'no-date-promised': () => 'No se comprometió ninguna fecha.',
  'ready-not-shipped': () => 'Lo que necesita está listo; no consta si se ha enviado.',
  'supplies-exchanged': () => 'Para ello se intercambian existencias entre compromisos; ninguno de ellos se retrasa.',
  'lead-time-unknown': () => 'No se conoce un plazo de entrega del camino, así que no se puede comprometer fecha.',
  'end-as-recorded': () => 'No se sabe cuándo acaba; se supuso el final que espera su registro.',
  'end-expected': ({ basis }) => `No se sabe cuándo acaba; el final esperado se basa en esto: ${basis}`,
  'latest-end-unknown': () => 'Tampoco se sabe cuándo ha acabado nueve de cada diez veces, así que faltan las fechas más tardías.',
  'end-unknown': () =>
    'No se sabe cuándo acaba: las fechas que dependen de ello no se conocen; los primeros compromisos que aún se pueden cumplir dicen para cuándo debe acabar.',
  'supplier-usually-late': ({ supplierId, deliveries, likelySeconds, latestSeconds }) =>
    `${supplierId}: la mitad de sus entregas ${likelySeconds === '0 s' ? 'no se retrasa' : `se retrasa como mucho ${likelySeconds}`}, nueve de cada diez como mucho ${latestSeconds}; según ${counted(deliveries, 'entrega', 'entregas')} como esta.`,
  'later-by-usual-delays': () =>
    'La fecha más tardía cuenta las entregas con el retraso que sus proveedores no superan en nueve de cada diez casos, donde constan al menos nueve.',
  'disruption-ended': ({ endedAt, lastedSeconds }) => `Acabó ${endedAt} tras ${lastedSeconds} y ya no alcanza ningún compromiso.`,
  'in-stock': () => 'En existencias.',
  'not-bought-yet': () => 'Aún sin comprar.',
  'no-order-makes-it-yet': () => 'Ninguna orden lo fabrica aún.',
  'reserved-in-source': () => 'reservado para ello',
  'nothing-supplies-it': () => 'nada lo cubre todavía',
  'same-pegging-group': ({ group }) => `ambos son del grupo de asignación ${group}`,
  'served-in-order': () => 'servido por orden de prioridad y después de fecha',
  'end-from-record': () => 'No se sabe cuándo acaba; se supuso el final que dejan esperar las paradas registradas.',
  'from-stops-of-unit-for': ({ stops, workUnitId, reason, lastedSeconds, stillOpen }) =>
    `Según ${stopsOf(stops)} de ${workUnitId} por «${reason}»${longer(lastedSeconds)}${open(stillOpen)}.`,
  'from-stops-of-unit': ({ stops, workUnitId, lastedSeconds, stillOpen }) =>
    `Según ${stopsOf(stops)} de ${workUnitId}${longer(lastedSeconds)}${open(stillOpen)}.`,
  'from-stops-of-center': ({ stops, workCenterId, lastedSeconds, stillOpen }) =>
    `Según ${stopsOf(stops)} de ${workCenterId}${longer(lastedSeconds)}${open(stillOpen)}.`,
  'latest-end-from-more': () => 'El final más tardío se basa en más paradas:',
  'end-not-heard-of': () => 'La máquina no da señal; no se sabe si ha acabado.',
  'stays-slow': ({ rate }) => `No se sabe cuándo acaba; las fechas suponen que sigue al ${rate} de su ritmo normal.`,
  'not-heard-of': ({ workUnit }) => `${workUnit} no da señal: no se sabe si funciona o está parada, y una parada no se vería.`,
  'nothing-runs-through': () => 'Ningún compromiso abierto pasa por ahí.',
  'runs-through': ({ promises, customers }) =>
    `Necesario para ${counted(promises, 'compromiso abierto', 'compromisos abiertos')} con ${counted(customers, 'cliente', 'clientes')}; las fechas suponen que funciona según el plan.`,
  'left-out': ({ problem }) => `Quedó fuera de la previsión: ${problem}`,
  'disruption-left-out': ({ disruptionId, problem }) => `La incidencia ${disruptionId} quedó fuera: ${problem}`,
  'lost-already-taken': () => 'Parte de lo perdido ya lo había tomado un trabajo empezado; no se sabe qué le falta a ese trabajo.',
  'replacement-time-unknown': () => 'No se sabe cuánto se tarda en tener más de un material, así que algunas fechas no se conocen.',
  'replaced-in-gaps': () => 'Lo que falta se supuso comprado o fabricado de nuevo en los huecos del plan.',
  'replaced-from-free': ({ sources }) => `Lo que falta se tomó de lo que ningún compromiso necesita: ${sources}.`,
  'release-unknown': () => 'No se sabe cuándo se libera el lote; lo que debía suministrar se buscó en otra parte.',
  'delivery-unknown': () =>
    'La nueva fecha de la entrega no se conoce: las fechas que dependen de ella no se conocen, salvo donde hay existencias libres.',
  'added-in-gaps': () => 'La cantidad añadida se tomó de lo libre, o como comprada o fabricada de nuevo en los huecos del plan.',
  'quantity-freed': () => 'La cantidad que ya no se quiere queda libre; nada más se mueve por ella.',
  'no-work-center-is-asked': ({ days }) =>
    `Ningún centro de trabajo con capacidad indicada tiene trabajo para lo prometido en los próximos días (${days}).`,
  'contribution-not-stated': ({ promises }) =>
    `Compromisos sin precio o coste variable: ${promises}; no se sabe qué rinde una hora en ellos.`,
  'line-freed': () => 'Lo que se fabricó o compró para la línea queda libre; nada más se mueve por ello.',
}
