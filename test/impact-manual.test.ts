/** The answers that the manual shows are those that the program gives, on the very plant that the manual states. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startProgram } from '../src/cli/pump-works.fixture.ts'

const manual = await readFile(join(import.meta.dirname, '..', 'docs', 'manual', 'impact.md'), 'utf8')
const blocks = [...manual.matchAll(/^```(\S+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(([, language = '', name = '', text = '']) => ({
  language,
  name,
  text,
}))
const shown = blocks
  .filter(({ language }) => language === 'text')
  .map(({ text }) => {
    const [, question = '', answer = ''] = /^\$ throughline impact (.*)\n([\s\S]*)$/.exec(text) ?? []
    return { question, answer }
  })

const folder = mkdtempSync(join(tmpdir(), 'tl-manual-'))
const here = (...words: readonly string[]) => startProgram([...words, '--data', join(folder, 'data'), '--quiet']).ended

before(async () => {
  for (const { name, text } of blocks) if (name !== '') writeFileSync(join(folder, name), text)
  const imported = await here('import', folder, '--mapping', join(folder, 'plant.yaml'), '--apply')
  assert.equal(imported.code, 0, imported.out + imported.err)
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('the manual shows the main questions', () => {
  assert.ok(shown.length >= 6)
})

for (const { question, answer } of shown) {
  test(`the manual's answer to ${question}`, async () => {
    const { out, err } = await here('impact', ...question.split(' '), '--at', '2026-05-04T06:00')
    assert.equal(out, answer, err)
  })
}
