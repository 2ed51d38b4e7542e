/** Spanish words of the frame. */
import type { FrameWords } from './words-en.ts'

export const frameEs: FrameWords = {
  skip: 'Ir al contenido',
  navigation: 'Páginas',
  places: { now: 'Ahora', promises: 'Compromisos', floor: 'Taller', supply: 'Suministro', data: 'Datos' },
  more: 'Más',
  titleOf: (page, site) => `${page} · ${site}`,
  noSite: 'Todavía sin planta',
  plantTime: 'Hora de la planta',
  speed: (factor) => `velocidad ${factor}×`,
  standingStill: 'detenida',
  settings: 'Rol, idioma y aspecto',
  role: 'Rol',
  language: 'Idioma',
  look: 'Aspecto',
  looks: { auto: 'Como este equipo', light: 'Claro', dark: 'Oscuro' },
  roles: {
    plantManager: 'Dirección de planta',
    operator: 'Operación de máquina',
    sales: 'Ventas y atención al cliente',
    planner: 'Planificación de la cadena',
    coo: 'Dirección de operaciones (COO)',
    cio: 'Dirección de sistemas (CIO)',
    finance: 'Finanzas',
    hr: 'Personal y formación',
    ot: 'Ingeniería OT',
  },
  rolesAsk: {
    plantManager: '¿Qué está parado y a quién afecta?',
    operator: '¿Qué hago ahora y para quién?',
    sales: '¿Qué clientes tienen otra fecha?',
    planner: '¿Qué entregas frenan de verdad?',
    coo: '¿Qué compromisos peligran esta semana?',
    cio: '¿Qué no vemos?',
    finance: '¿Cuánto dinero está expuesto?',
    hr: '¿Quién puede cubrir qué?',
    ot: '¿Qué señales callan o no están asignadas?',
  },
  whoTitle: '¿Quién es usted?',
  whoWhy: 'Todos ven los mismos hechos. Su respuesta decide cuáles van primero y con qué palabras. Puede cambiarla cuando quiera.',
  connection: {
    connecting: 'Conectando',
    live: 'En directo',
    behind: 'En directo, calculando',
    catchingUp: 'Poniéndose al día',
    resting: 'En pausa',
    signedOut: 'Sin sesión',
    lost: 'Conexión perdida',
  },
  connectionWhy: {
    connecting: 'La página se está conectando con la planta.',
    live: 'Lo que ve cambia solo, casi siempre en menos de un segundo.',
    behind: 'Algo ha cambiado. Se está calculando qué significa para las fechas; hasta entonces ve las anteriores.',
    catchingUp: 'La conexión ha vuelto. Se está cargando lo que faltaba.',
    resting: 'Nadie miraba. La página se pone al día en cuanto alguien lo haga.',
    signedOut: 'La sesión ha terminado. Lo que ve ya no cambia.',
    lost: 'Lo que ve ya no cambia.',
  },
  lostSince: (when) => `La conexión se perdió ${when}. Ve las cosas como estaban entonces; aquí no se puede cambiar nada hasta que vuelva.`,
  lostRetry: 'Se intenta de nuevo sin que haga nada.',
  tryNow: 'Intentar ahora',
  saidLate: (n) =>
    n === 0
      ? 'Ya no hay compromisos con retraso.'
      : n === 1
        ? 'Ahora hay 1 compromiso con retraso.'
        : `Ahora hay ${n} compromisos con retraso.`,
  saidOpen: (n) =>
    n === 0 ? 'Ya no hay incidencias abiertas.' : n === 1 ? 'Ahora hay 1 incidencia abierta.' : `Ahora hay ${n} incidencias abiertas.`,
  saidLost: 'Se ha perdido la conexión con la planta.',
  saidBack: 'La conexión con la planta ha vuelto.',
  missingTitle: 'Esa página no existe',
  missingNext: 'La dirección no lleva a ninguna parte. Vaya a «Ahora» o busque lo que quería.',
  brokenTitle: 'Esta página se ha roto',
  brokenNext: 'Es un error nuestro, no suyo. Todo lo demás sigue funcionando. Recargue para intentarlo de nuevo.',
  reload: 'Recargar',
}
