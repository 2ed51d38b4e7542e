/** Every setting, defined once: its key, where it may come from, what is allowed, and the words that the manual prints. */
import { z } from 'zod'
import { type FloorConfig, floorSettings } from './floor-settings.ts'
import { type MessageConfig, messageSettings } from './message-settings.ts'
import type { Setting } from './setting.ts'

/** What `throughline` runs with. Paths are absolute. */
export interface Config {
  readonly dataFolder: string
  /** Absent means the embedded server in the data folder. */
  readonly databaseUrl: string | undefined
  /** Absent means the only site of the store, or the one that a mapping names. */
  readonly site: string | undefined
  readonly listen: { readonly address: string; readonly port: number }
  /** The server imports only what lies in this folder. */
  readonly importFolder: string
  readonly logLevel: LogLevel
  /** The instant that stands for now, for data that ends in the past; absent means the clock. */
  readonly planAt: string | undefined
  /** Absent means that no data about people is read or kept. */
  readonly worksAgreement: WorksAgreement | undefined
  readonly floor: FloorConfig
  readonly messages: MessageConfig
  /** With which a command asks a running server once accounts exist. */
  readonly token: string | undefined
}

export const LOG_LEVELS = ['error', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** The agreement between employer and employees that allows data about people, as its record states it. */
export interface WorksAgreement {
  readonly purpose: string
  readonly signedOn: string
  readonly retentionDays: number
}

/** A day, a local time of the site, or an instant with its offset; whoever knows the site's zone makes an instant of it. */
const moment = z.union([z.iso.date(), z.iso.datetime({ local: true, offset: true })])

export const settings: readonly Setting[] = [
  {
    key: 'dataFolder',
    env: 'THROUGHLINE_DATA_FOLDER',
    flag: 'data',
    schema: z.string().min(1),
    kind: 'path',
    allowed: 'the path of a folder',
    default: '.throughline',
    example: '/var/lib/throughline',
    doc: 'Where the embedded database, its log and the configuration file live. The default is the folder `.throughline` beside the program, so that one copy of the program has one store, from whatever folder it is called.',
  },
  {
    key: 'databaseUrl',
    env: 'DATABASE_URL',
    schema: z.string().regex(/^postgres(ql)?:\/\/\S+$/),
    kind: 'text',
    allowed: 'postgres://user:password@host:port/database',
    example: 'postgres://throughline:secret@db.example:5432/throughline',
    doc: 'Your own PostgreSQL, 15 or newer, instead of the embedded one.',
    secret: true,
  },
  {
    key: 'site',
    env: 'THROUGHLINE_SITE',
    flag: 'site',
    schema: z.string().min(1).max(200),
    kind: 'text',
    allowed: 'the id of a site, 1 to 200 characters',
    example: 'plant-1',
    doc: 'Which site to work on. Not needed while the store holds one site.',
  },
  {
    key: 'listen.address',
    env: 'THROUGHLINE_LISTEN_ADDRESS',
    flag: 'address',
    schema: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')]),
    kind: 'text',
    allowed: 'an IPv4 or IPv6 address, or localhost',
    default: '127.0.0.1',
    example: '0.0.0.0',
    doc: 'The address to listen on. Any other than a loopback address needs an owner account: `throughline account create-owner`.',
  },
  {
    key: 'listen.port',
    env: 'THROUGHLINE_LISTEN_PORT',
    flag: 'port',
    schema: z.int().min(0).max(65_535),
    kind: 'number',
    allowed: 'a whole number from 1 to 65535, or 0 for any free port',
    default: 8080,
    example: '8081',
    doc: 'The port to listen on. A port that is taken is never replaced by another one in silence.',
  },
  {
    key: 'importFolder',
    env: 'THROUGHLINE_IMPORT_FOLDER',
    schema: z.string().min(1),
    kind: 'path',
    allowed: 'the path of a folder',
    example: '/srv/exports',
    doc: 'The folder below which a running server reads files and mappings to import; only an owner, and while there is none whoever works at the same machine, may name others. The folder `imports` in the data folder when not set.',
  },
  {
    key: 'logLevel',
    env: 'THROUGHLINE_LOG_LEVEL',
    schema: z.enum(LOG_LEVELS),
    kind: 'text',
    allowed: LOG_LEVELS.join(', '),
    default: 'info',
    example: 'debug',
    doc: 'How much the server says on its error output while it runs: failures only, also what it does as it starts and stops, or also every commit.',
  },
  {
    key: 'planAt',
    env: 'THROUGHLINE_PLAN_AT',
    flag: 'at',
    schema: moment,
    kind: 'text',
    allowed: "2026-05-08, 2026-05-08T06:00 (in the site's zone) or 2026-05-08T06:00:00Z",
    example: '2026-05-08T06:00:00Z',
    doc: 'The instant that stands for now. Only for data that ends in the past; without it, the clock counts.',
  },
  ...floorSettings,
  ...messageSettings,
  {
    key: 'worksAgreement.purpose',
    env: 'THROUGHLINE_WORKS_AGREEMENT_PURPOSE',
    schema: z.string().min(10).max(2000),
    kind: 'text',
    allowed: 'a sentence of 10 to 2000 characters',
    example: 'Who is qualified for which machine on which shift.',
    doc: 'What the agreement with the employees allows data about people to be used for. Without an agreement no such data is read.',
  },
  {
    key: 'worksAgreement.signedOn',
    env: 'THROUGHLINE_WORKS_AGREEMENT_SIGNED_ON',
    schema: z.iso.date(),
    kind: 'text',
    allowed: 'a date, as 2026-05-08',
    example: '2026-05-08',
    doc: 'The day on which the agreement was signed.',
  },
  {
    key: 'worksAgreement.retentionDays',
    env: 'THROUGHLINE_WORKS_AGREEMENT_RETENTION_DAYS',
    schema: z.int().min(1).max(3650),
    kind: 'number',
    allowed: 'a whole number of days from 1 to 3650',
    example: '90',
    doc: 'For how long data about people may be kept.',
  },
  {
    key: 'token',
    env: 'THROUGHLINE_TOKEN',
    schema: z.string().regex(/^[A-Za-z0-9_-]{10,200}$/),
    kind: 'text',
    allowed: 'the token that signing in answers',
    example: 'the-token-of-a-session',
    doc: 'With which `throughline import` speaks to a running server once an owner account exists: the `token` that `POST /api/v1/session` answers for `"as": "token"`. Needed for imports beside a running server only.',
    secret: true,
  },
]
