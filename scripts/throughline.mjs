#!/usr/bin/env node
/** The command `throughline`: makes the folder ready when it is not, then runs the program with the pinned Node. */
import { join } from 'node:path'
import { run } from './pinned.mjs'
import { ensureReady, root } from './ready.mjs'

const node = await ensureReady()
process.exitCode = await run(node, [join(root, 'src', 'cli', 'program.ts'), ...process.argv.slice(2)], { cwd: process.cwd() })
