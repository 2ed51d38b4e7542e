/** English words of the people page: coverage, skills, certificates, and what data about people is used for. */
import type { SaidFacts } from '../../words/said-facts.ts'

interface Lacking<T> {
  readonly center: T
  readonly count: T
  readonly skill: T
  readonly when: T
}

interface Used<T> {
  readonly when: T
  readonly account: T
  readonly use: T
  readonly about: T
}

export const peopleEn = {
  covered: 'Every shift that is planned has the qualified people that it asks for.',
  emptyTitle: 'Nobody has said what the work asks for.',
  emptyWhy:
    'There is a works agreement, and no requirement is recorded. Add which skill, level and certificate each work center needs, and the coverage shows here.',
  offTitle: 'There is no data about people here.',
  offWhy:
    'Without a works agreement nothing about people is read, kept or shown: no qualifications, no rosters, no names. Everything else works without it.',
  offHow:
    'Once employer and employees have agreed, whoever runs this server states the agreement in its settings and imports people, qualifications and rosters:',
  lacks: <T>({ center, count, skill, when }: Lacking<T>) => [center, ' lacks ', count, ' for ', skill, ', ', when],
  ofNeeded: (missing: number, needed: number) => (needed === 1 ? '1 person' : `${missing} of ${needed} people`),
  matrix: 'Coverage of the next shifts',
  howFar: 'How far ahead',
  nextDays: (n: number) => (n === 1 ? '24 hours' : `${n} days`),
  noneAsked: 'No requirement in this time.',
  askedFor: 'What is asked for',
  level: (level: number) => `from level ${level}`,
  thereOf: (supply: number, required: number) => `${supply} of ${required} there`,
  cellName: (center: string, skill: string) => `${center}, ${skill}:`,
  short: (gap: number) => `${gap} short`,
  close: 'Close',
  isCovered: 'It is covered.',
  gapInside: 'No promise becomes late by it.',
  gapRisks: <T>(promises: T, customers: T, money: T) => ['Late by it: ', promises, ' to ', customers, ', ', money, '.'],
  showWho: 'Who could cover it?',
  isLogged: 'Each look is logged with its purpose.',
  namesClosed: 'Who could cover it is shown to team leads, planners and the owner of this server.',
  can: 'Qualified and on shift, by the alphabet',
  nobodyCan: 'Nobody.',
  almost: 'Short of one thing, by the alphabet',
  nobodyAlmost: 'Nobody.',
  leads: 'Whom to call',
  skills: 'Skills, by the customer value that hangs on them',
  heldByNone: 'nobody holds it',
  heldByOne: 'one person alone holds it',
  heldBy: (n: number) => (n === 1 ? '1 person holds it' : `${n} people hold it`),
  inDays: (days: number, count: number) => `in ${days === 1 ? '1 day' : `${days} days`} ${count}`,
  carriesNone: 'no promise in the next 14 days',
  noneSingle: 'No skill that is asked for hangs on one person alone.',
  ending: 'Certificates that end within 90 days',
  noneEnds: 'None ends.',
  peopleCount: (n: number) => (n === 1 ? '1 person' : `${n} people`),
  dataUse: 'What data about people is used for',
  noAgreement: 'There is no works agreement, so there is no data about people.',
  agreement: (purpose: string, signedOn: string, days: number) =>
    `${purpose}. Agreed on ${signedOn}; kept for ${days === 1 ? '1 day' : `${days} days`}.`,
  dataRules: [
    'It says who is qualified and on shift for a piece of work. A person chooses.',
    'Nobody is ranked, scored or measured, and lists of people are alphabetical.',
    'Nobody keeps who did what when, beyond what a person signs off.',
  ],
  neverRead: 'Nobody has used it in the last 30 days.',
  uses: {
    whoCanAct: 'Asked who can act',
    whoWasChosen: 'Asked who was chosen',
    choose: 'Chose somebody',
    override: 'Chose somebody in spite of a check, with a reason',
  },
  times: (n: number) => (n === 1 ? 'once in 30 days' : `${n} times in 30 days`),
  lastly: 'last',
  log: 'Every single use',
  logRow: <T>({ when, account, use, about }: Used<T>) => [when, ', ', account, ': ', use, ', ', about],
  said: {
    'skill-held': ({ skill, level }: SaidFacts) => `${skill}, level ${level}`,
    'certificate-valid': ({ certificate, until }: SaidFacts) => `${certificate} valid until ${until}`,
    'on-shift': ({ until }: SaidFacts) => `on shift until ${until}`,
    'usual-shift': ({ shift, until }: SaidFacts) => `usual shift ${shift} until ${until}; no roster is known`,
    'rostered-at': ({ workCenter }: SaidFacts) => `rostered at ${workCenter}`,
    'skill-missing': ({ skill, levelMinimum }: SaidFacts) => `lacks ${skill}, level ${levelMinimum}`,
    'level-too-low': ({ skill, level }: SaidFacts) => `${skill} at level ${level} alone`,
    'skill-ends': ({ skill, until }: SaidFacts) => `${skill} counts until ${until} alone`,
    'certificate-missing': ({ certificate }: SaidFacts) => `lacks ${certificate}`,
    'certificate-ends': ({ certificate, until }: SaidFacts) => `${certificate} ends ${until}`,
    'not-on-shift': 'not on shift',
    'off-before-end': ({ until }: SaidFacts) => `off from ${until} on`,
    'rostered-elsewhere': ({ workCenter }: SaidFacts) => `rostered at ${workCenter}`,
    'person-unknown': 'not among the people any more',
    'no-rosters': 'No roster is known: whoever is qualified counts in their usual shift.',
    'rosters-end': ({ at }: SaidFacts) => `Rosters are known until ${at}; nothing is claimed about later shifts.`,
    'roster-not-known': ({ workCenter, shifts, fromAt, toAt }: SaidFacts) =>
      `${workCenter}: shifts without a known roster from ${fromAt} to ${toAt}: ${shifts}; nothing is claimed about them.`,
    'risk-not-looked-for': ({ gaps }: SaidFacts) => `Gaps of which it was not computed what they put at risk: ${gaps}.`,
    'nobody-qualified': ({ workCenter, skill }: SaidFacts) => `Nobody holds ${skill} for ${workCenter}.`,
  },
}
export type PeopleWords = typeof peopleEn
