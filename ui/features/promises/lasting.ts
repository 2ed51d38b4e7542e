/** Kinds of disruptions that last until they end; the others happen at once, or move a date. */
export const LASTING: ReadonlySet<string> = new Set(['workUnitDown', 'workUnitSlow', 'lotHeld', 'signalLost'])
