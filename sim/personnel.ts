/** The personnel office of the example company: it keeps certificates, and tells of them as such an office does, by a file that is imported. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CoverageCell } from '../src/core/people/answer.ts'
import { type Instant, instantFromMs } from '../src/core/values/instant.ts'
import { failed, ok, type Problem, type Result } from '../src/core/values/result.ts'
import type { PlantClient } from './plant-client.ts'

/** Shifts of so many hours ahead are looked at. */
const AHEAD_MS = 36 * 3_600_000

/** The next shift of each work center that asks for a certificate and has just the people that it needs. */
export async function certifiedShifts(client: PlantClient, nowMs: number): Promise<readonly CoverageCell[]> {
  const now = instantFromMs(nowMs)
  const { cells } = await client.coverage(now, instantFromMs(nowMs + AHEAD_MS))
  const next = new Map<string, CoverageCell>()
  for (const cell of cells) {
    if (cell.certificate === null || cell.gap > 0 || cell.fromAt <= now || next.has(cell.workCenterId)) continue
    next.set(cell.workCenterId, cell)
  }
  return [...next.values()]
}

/** Lets the certificate of one who is needed in the next shift of a work center run out now; returns the way to renew it. */
export async function expireCertificate(
  client: PlantClient,
  { workCenterId, nowMs }: { readonly workCenterId: string; readonly nowMs: number },
): Promise<Result<() => Promise<void>>> {
  const shift = (await certifiedShifts(client, nowMs)).find((each) => each.workCenterId === workCenterId)
  const able = shift === undefined ? undefined : await client.whoCanAct(shift)
  const [person] = able?.can ?? []
  const certificate = shift?.certificate ?? undefined
  if (person === undefined || certificate === undefined) return failed(noCertificate(workCenterId))
  const until = person.reasons.find(({ code }) => code === 'certificate-valid')?.facts.until
  const tell = (validUntil: Instant | undefined) => tellCertificate(client, { personId: person.personId, certificate, validUntil })
  if (!(await tell(instantFromMs(nowMs)))) return failed(notImported(workCenterId))
  return ok(async () => {
    await tell(typeof until === 'string' ? (until as Instant) : undefined)
  })
}

const MAPPING = `name: pump works personnel
site: { id: example-pumps, name: Arvenhorst Pump Works, zone: Europe/Berlin, currency: EUR }
records:
  qualification:
    file: certificates.csv
    key: "{person}/{certificate}"
    fields:
      personId: person
      skill: certificate
      level: { const: 3 }
      kind: { const: certificate }
      validUntil: valid_until
`

/** False where the server did not take the file. */
async function tellCertificate(
  client: PlantClient,
  told: { readonly personId: string; readonly certificate: string; readonly validUntil: Instant | undefined },
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-personnel-'))
  try {
    const mapping = join(folder, 'mapping.yaml')
    await writeFile(mapping, MAPPING)
    await writeFile(
      join(folder, 'certificates.csv'),
      `person,certificate,valid_until\n${told.personId},${told.certificate},${told.validUntil ?? ''}\n`,
    )
    return await client.importFiles(folder, mapping)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function noCertificate(target: string): Problem {
  return {
    code: 'example-target-unknown',
    message: 'The example company has nothing of this name that this trouble could happen to now.',
    next: 'Leave the target out, or name a work center that asks for a certificate and has the people that it needs.',
    facts: { target },
  }
}

function notImported(target: string): Problem {
  return {
    code: 'example-refused',
    message: 'The server did not take what the personnel office told.',
    next: 'Try again.',
    facts: { target },
  }
}
