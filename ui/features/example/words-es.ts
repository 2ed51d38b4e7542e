/** Spanish words of the panel of an example company. */
import type { ExampleWords } from './words-en.ts'

export const exampleEs: ExampleWords = {
  open: 'Causar problemas',
  close: 'Cerrar el panel',
  title: 'Empresa de ejemplo',
  note: 'Este panel no forma parte del producto. Actúa sobre máquinas y proveedores simulados; el resto de la página se entera como en una planta real.',
  troubles: {
    stopMachine: 'Parar una máquina',
    slowMachine: 'Frenar una máquina',
    scrapLot: 'Desechar un lote',
    lateSupplier: 'Proveedor con retraso',
    expiredCertificate: 'Certificado caducado',
    loseSignal: 'Perder una señal',
  },
  recover: 'Recuperar',
  recoverOf: (trouble, target) => `Recuperar: ${trouble}, ${target}`,
  done: (trouble, target) => `Hecho: ${trouble}, ${target}.`,
  recovered: (trouble, target) => `Recuperado: ${trouble}, ${target}.`,
  speed: 'Velocidad del tiempo',
  speedOf: (factor) => `${factor}×`,
  notRunning: 'El simulador no está en marcha, así que ahora no se pueden causar problemas.',
  refused: 'No ha funcionado:',
}
