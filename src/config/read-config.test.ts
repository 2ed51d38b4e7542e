/** What counts, where it came from, and how a wrong value is refused. Files are real, in a temporary folder. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { configurationPage } from './manual-page.ts'
import { type ConfigSources, readConfig, shownValue } from './read-config.ts'
import { settings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-config-'))
after(() => rmSync(folder, { recursive: true }))

/** A reading with a configuration file of this text, and nothing else set unless `more` says so. */
function reading(text: string, more: Partial<ConfigSources> = {}) {
  const file = join(folder, 'plant.yaml')
  writeFileSync(file, text)
  return readConfig({ flags: {}, env: {}, file, cwd: folder, programFolder: '/opt/throughline', ...more })
}

/** Problems in one line each: code, then the facts. */
function refusals(text: string, more: Partial<ConfigSources> = {}): readonly string[] {
  const read = reading(text, more)
  return read.ok
    ? []
    : read.problems.map(
        ({ code, next, facts }) =>
          `${code} | ${Object.values(facts).join(' | ').replaceAll(folder, '.')} | ${next.replaceAll(folder, '.')}`,
      )
}

test('nothing needs to be configured', () => {
  const read = readConfig({ flags: {}, env: {}, cwd: folder, programFolder: '/opt/throughline' })
  assert.ok(read.ok)
  assert.equal(read.config.dataFolder, '/opt/throughline/.throughline')
  assert.deepEqual(read.config.listen, { address: '127.0.0.1', port: 8080 })
  assert.equal(read.config.worksAgreement, undefined)
})

test('an option beats a variable, a variable beats the file, the file beats the default', () => {
  const text = 'listen:\n  port: 8001\n'
  const env = { THROUGHLINE_LISTEN_PORT: '8002' }
  const ports = [reading(''), reading(text), reading(text, { env }), reading(text, { env, flags: { 'listen.port': '8003' } })]
  assert.deepEqual(
    ports.map((read) => read.ok && read.config.listen.port),
    [8080, 8001, 8002, 8003],
  )
  assert.deepEqual(
    ports.map((read) => read.ok && read.effective.find((each) => each.setting.key === 'listen.port')?.from.replace(folder, '.')),
    ['default', './plant.yaml:2', 'THROUGHLINE_LISTEN_PORT', '--port'],
  )
})

test('a wrong value is refused with its key, where it came from, the value and what is allowed', () => {
  assert.deepEqual(refusals('listen:\n  port: 80800\n'), [
    'config-wrong-value | listen.port | ./plant.yaml:2 | 80800 | a whole number from 1 to 65535, or 0 for any free port | Correct listen.port where it was set (./plant.yaml:2), or leave it out.',
  ])
  assert.match(
    refusals('', { env: { THROUGHLINE_LISTEN_ADDRESS: 'my-server' } })[0] ?? '',
    /THROUGHLINE_LISTEN_ADDRESS \| my-server \| an IPv4/,
  )
  assert.match(refusals('', { flags: { 'listen.port': '80a' } })[0] ?? '', /--port \| 80a/)
})

test('every wrong thing is named at once', () => {
  assert.equal(refusals('logLevel: loud\nsite: ""\nport: 1\n').length, 3)
})

test('a key or a variable that does not exist is refused with the one that was probably meant', () => {
  assert.match(refusals('listen:\n  prot: 8081\n')[0] ?? '', /config-unknown-key \| listen\.prot .* Write listen\.port/)
  assert.match(refusals('', { env: { THROUGHLINE_LISTEN_PROT: '1' } })[0] ?? '', /Write THROUGHLINE_LISTEN_PORT/)
  assert.match(refusals('colour: green\n')[0] ?? '', /Leave it out\. There are: dataFolder/)
})

test('a file that is missing, broken or not made of keys is refused', () => {
  assert.match(refusals('', { file: join(folder, 'gone.yaml') })[0] ?? '', /^config-file-unreadable/)
  assert.match(refusals('site: "plant')[0] ?? '', /^config-not-yaml/)
  assert.match(refusals('- site')[0] ?? '', /^config-not-yaml/)
  assert.match(refusals('listen: 8080')[0] ?? '', /Indent under listen: address, port/)
})

test('the file in the data folder counts, but cannot move the data folder', () => {
  writeFileSync(join(folder, 'throughline.yaml'), 'site: press-shop\n')
  const found = readConfig({ flags: { dataFolder: '.' }, env: {}, cwd: folder, programFolder: '/opt' })
  assert.equal(found.ok && found.config.site, 'press-shop')
  writeFileSync(join(folder, 'throughline.yaml'), 'dataFolder: elsewhere\n')
  const moved = readConfig({ flags: { dataFolder: '.' }, env: {}, cwd: folder, programFolder: '/opt' })
  assert.equal(!moved.ok && moved.problems[0]?.code, 'config-folder-in-itself')
  rmSync(join(folder, 'throughline.yaml'))
})

test('a relative path starts where it was written', () => {
  const read = reading('dataFolder: data\n')
  assert.equal(read.ok && read.config.dataFolder, join(folder, 'data'))
})

test('a works agreement is stated whole or not at all', () => {
  assert.match(
    refusals('worksAgreement:\n  signedOn: 2026-05-08\n')[0] ?? '',
    /Also set worksAgreement\.purpose and worksAgreement\.retentionDays/,
  )
  const whole = reading('worksAgreement:\n  purpose: Who is qualified for which machine.\n  signedOn: 2026-05-08\n  retentionDays: 90\n')
  assert.equal(whole.ok && whole.config.worksAgreement?.retentionDays, 90)
})

test('a password is never shown', () => {
  const read = reading('', { env: { DATABASE_URL: 'postgres://anna:open-sesame@db:5432/plant' } })
  assert.ok(read.ok)
  assert.match(read.effective.map(shownValue).join(' '), /postgres:\/\/anna:\*\*\*@db:5432\/plant/)
  assert.doesNotMatch(refusals('', { env: { DATABASE_URL: 'mysql://anna:open-sesame@db/plant' } }).join(), /sesame/)
})

test("every setting's own example and default are allowed", () => {
  for (const { key, schema, kind, example, default: usual } of settings) {
    assert.ok(schema.safeParse(kind === 'number' ? Number(example) : example).success, key)
    assert.ok(usual === undefined || schema.safeParse(usual).success, key)
  }
})

test('the page of the manual is the one that the settings make', () => {
  const page = fileURLToPath(new URL('../../docs/manual/configuration.md', import.meta.url))
  assert.equal(
    readFileSync(page, 'utf8'),
    configurationPage(),
    'Write it again: npm run -s throughline -- config --manual > docs/manual/configuration.md',
  )
})

test('the embedded broker on loopback, listening only, needs no setting; each setting of the floor has its place', () => {
  const plain = reading('')
  assert.ok(plain.ok)
  assert.deepEqual(plain.config.floor.mqtt.listen, { address: '127.0.0.1', port: 1883 })
  assert.deepEqual(
    [plain.config.floor.mqtt.url, plain.config.floor.sparkplug, plain.config.floor.historyDays],
    [undefined, { tier: 0, hostId: 'throughline', groups: undefined }, 30],
  )
  const text =
    'mqtt:\n  url: mqtts://broker.example:8883\n  ca: ca.pem\n  protocol: 5\nsparkplug:\n  tier: 1\n  groups: hall-1, hall-2\nfloor:\n  historyDays: 7\n'
  const read = reading(text, { env: { THROUGHLINE_MQTT_USER: 'reader', THROUGHLINE_MQTT_PASSWORD: 'secret' } })
  assert.ok(read.ok)
  const { mqtt, sparkplug, historyDays } = read.config.floor
  assert.deepEqual([mqtt.caFile, mqtt.user, mqtt.protocol, historyDays], [join(folder, 'ca.pem'), 'reader', 5, 7])
  assert.deepEqual(sparkplug, { tier: 1, hostId: 'throughline', groups: ['hall-1', 'hall-2'] })
  const password = read.effective.find((each) => each.setting.key === 'mqtt.password')
  assert.equal(password && shownValue(password), '***')
})

test('settings of the floor that do not fit together are refused, each with the way out', () => {
  const codes = (text: string) => refusals(text).map((line) => line.split(' | ').slice(0, 2).join(' '))
  assert.deepEqual(codes('mqtt:\n  url: mqtt://user:secret@broker.example\n'), ['config-wrong-value mqtt.url'])
  assert.deepEqual(codes('mqtt:\n  user: reader\n  cert: own.pem\n'), [
    'config-conflict mqtt.user',
    'config-conflict mqtt.cert',
    'config-conflict mqtt.cert',
  ])
  assert.deepEqual(refusals('mqtt:\n  protocol: 5\n'), [
    'config-conflict | mqtt.protocol | The embedded broker speaks 4 (MQTT 3.1.1): leave it out, or set mqtt.url.',
  ])
  assert.deepEqual(codes('mqtt:\n  listenAddress: 0.0.0.0\n'), ['config-conflict mqtt.listenAddress'])
  assert.deepEqual(codes('mqtt:\n  listenAddress: 0.0.0.0\n  user: cell\n  password: long-enough\n'), [])
  assert.deepEqual(codes('sparkplug:\n  groups: hall/+\n'), ['config-wrong-value sparkplug.groups'])
  assert.deepEqual(codes('sparkplug:\n  groups: " , "\n'), ['config-wrong-value sparkplug.groups'])
})

test('messages go nowhere until a channel is configured', () => {
  const plain = reading('')
  assert.ok(plain.ok)
  const { mail, webhook, push, andon, mcp, language } = plain.config.messages
  assert.deepEqual([mail, webhook, push, andon, mcp, language], [undefined, undefined, undefined, undefined, false, 'en'])
})

test('each role has its addresses in their languages; passwords of channels are not shown', () => {
  const text =
    'messages:\n  language: de\nmail:\n  url: smtps://plant:sesame@mail.works.example:465\n  from: plant@works.example\n  to: teamLead/es=lead@works.example, sales=anna@works.example\nwebhook:\n  url: https://chat.works.example/hooks/sesame\n  secret: sixteen-sesame-seeds\n  roles: maintenance\nandon:\n  topic: works/andon\nmcp:\n  access: read\n'
  const read = reading(text)
  assert.ok(read.ok)
  const { mail, webhook, andon, mcp } = read.config.messages
  assert.deepEqual(mail?.to, [
    { role: 'teamLead', language: 'es', address: 'lead@works.example' },
    { role: 'sales', language: 'de', address: 'anna@works.example' },
  ])
  assert.deepEqual([webhook?.roles, andon?.topic, mcp], [['maintenance'], 'works/andon', true])
  const shown = read.effective.map(shownValue).join(' ')
  assert.doesNotMatch(shown, /sesame/)
  assert.match(shown, /smtps:\/\/plant:\*\*\*@mail\.works\.example:465.*https:\/\/chat\.works\.example\/\*\*\*/)
})

test('channels that are configured in part, unknown roles, and topics of machines are refused', () => {
  assert.match(
    refusals('mail:\n  url: smtp://mail.works.example\n')[0] ?? '',
    /config-conflict \| mail\.url \| Also set mail\.from and mail\.to/,
  )
  assert.match(refusals('webhook:\n  url: https://chat.works.example/x\n')[0] ?? '', /Also set webhook\.secret/)
  assert.match(refusals('webhook:\n  roles: sales\n')[0] ?? '', /Also set webhook\.url/)
  assert.match(refusals('mail:\n  to: boss=anna@works.example\n')[0] ?? '', /config-wrong-value \| mail\.to/)
  for (const topic of ['spBv1.0/hall/NCMD/edge', 'STATE', '$SYS/andon', 'andon/#', 'andon/'])
    assert.match(refusals(`andon:\n  topic: ${JSON.stringify(topic)}\n`)[0] ?? '', /config-wrong-value \| andon\.topic/, topic)
})
