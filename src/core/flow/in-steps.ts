/** Long work in steps: whoever runs it decides what happens between them. */

/** Runs all steps at once. */
export function wholly<T>(steps: Generator<void, T>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}
