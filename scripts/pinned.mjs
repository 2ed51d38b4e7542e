/** Runs one command in the foreground: its output is ours, signals reach it, and its end is our end. */
import { spawn } from 'node:child_process'
import { root } from './ready.mjs'

/**
 * Runs `command`; resolves with its exit code, or with 143 when a signal ended it.
 * A signal may reach the child twice, from the terminal and from here, so every program that runs under this takes a second one as the first.
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
  const forward = (signal) => child.kill(signal)
  process.on('SIGTERM', forward)
  process.on('SIGINT', forward)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGTERM', forward)
      process.off('SIGINT', forward)
      resolve(code ?? 143)
    })
  })
}
