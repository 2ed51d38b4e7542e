#!/usr/bin/env node
/** The command `throughline`: makes the folder ready when it is not, then runs the program with the pinned Node. */
import { join } from 'node:path'
import { run } from './pinned.mjs'
import { ensureReady, root } from './ready.mjs'
import { ensurePages } from './ui-build.mjs'

const node = await ensureReady()
// Of all commands only the server shows pages.
const failed = process.argv[2] === 'start' ? await ensurePages(node) : 0
process.exitCode = failed || (await run(node, [join(root, 'src', 'cli', 'program.ts'), ...process.argv.slice(2)], { cwd: process.cwd() }))
