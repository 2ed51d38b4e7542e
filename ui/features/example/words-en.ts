/** English words of the panel of an example company. */

export const exampleEn = {
  open: 'Make trouble',
  close: 'Close the panel',
  title: 'Example company',
  note: 'This panel is not part of the product. It acts on simulated machines and suppliers; everything else on this page learns of it as it would in a real plant.',
  troubles: {
    stopMachine: 'Stop a machine',
    slowMachine: 'Slow a machine',
    scrapLot: 'Scrap a lot',
    lateSupplier: 'Late supplier',
    expiredCertificate: 'Expired certificate',
    loseSignal: 'Lose a signal',
  },
  recover: 'Recover',
  recoverOf: (trouble: string, target: string) => `Recover: ${trouble}, ${target}`,
  done: (trouble: string, target: string) => `Done: ${trouble}, ${target}.`,
  recovered: (trouble: string, target: string) => `Recovered: ${trouble}, ${target}.`,
  speed: 'Speed of time',
  speedOf: (factor: string) => `${factor}×`,
  notRunning: 'The simulator is not running, so that no trouble can be made now.',
  refused: 'That did not work:',
}
export type ExampleWords = typeof exampleEn
