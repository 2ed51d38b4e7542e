/** Skills by the customer value that hangs on them: how many people hold each, now and in 30, 60 and 90 days. Counts alone. */
import type { SkillStanding } from '../../../src/core/people/answer.ts'
import { FirstFew } from '../../kit/first-few.tsx'
import { Moment } from '../../kit/moment.tsx'
import { Name } from '../../kit/name.tsx'
import { Revenue } from '../../kit/named-money.tsx'
import { Section } from '../../kit/section.tsx'
import { useWords } from '../../words/use-words.tsx'
import styles from './people.module.css'

const keyOf = ({ workCenterId, skill, certificate, levelMinimum }: SkillStanding): string =>
  [workCenterId, skill, certificate ?? '', String(levelMinimum)].join('|')

interface SkillListProps {
  readonly title: string
  readonly skills: readonly SkillStanding[]
  /** What is said where there is none. */
  readonly empty: string
}

export function SkillList({ title, skills, empty }: SkillListProps) {
  return (
    <Section title={title}>
      {skills.length === 0 ? (
        <p className={styles.empty}>{empty}</p>
      ) : (
        <FirstFew items={skills} keyOf={keyOf} row={(skill) => <SkillRow standing={skill} />} />
      )}
    </Section>
  )
}

function SkillRow({ standing }: { readonly standing: SkillStanding }) {
  const { people, chain } = useWords()
  const { carries } = standing
  return (
    <div className={styles.row} data-single={standing.busFactor <= 1 || undefined}>
      <span className={styles.stack}>
        <span>{standing.skill}</span>
        <span className={styles.quiet}>
          <Name thing={{ kind: 'workCenter', id: standing.workCenterId, name: standing.workCenter }} />
          {', '}
          {people.level(standing.levelMinimum)}
          {standing.certificate === null ? '' : `, ${standing.certificate}`}
        </span>
      </span>
      <span className={styles.stack}>
        <HeldBy standing={standing} />
        <Decline standing={standing} />
      </span>
      <span className={styles.money}>
        {carries.promises === 0 ? (
          <span className={styles.quiet}>{people.carriesNone}</span>
        ) : (
          <>
            {chain.promises(carries.promises)}, <Revenue amounts={carries.money.revenue} />
          </>
        )}
      </span>
    </div>
  )
}

/** How many people hold it; one alone and nobody are told by a shape and a word. */
function HeldBy({ standing: { busFactor } }: { readonly standing: SkillStanding }) {
  const { people } = useWords()
  if (busFactor === 0) return <strong className={styles.none}>▲ {people.heldByNone}</strong>
  if (busFactor === 1) return <strong className={styles.single}>◆ {people.heldByOne}</strong>
  return <span>{people.heldBy(busFactor)}</span>
}

/** Only where fewer hold it later on. */
function Decline({ standing }: { readonly standing: SkillStanding }) {
  const { people } = useWords()
  const later = [
    [30, standing.busFactorIn30Days],
    [60, standing.busFactorIn60Days],
    [90, standing.busFactorIn90Days],
  ] as const
  const falls = later.filter(([, count], index) => count < (index === 0 ? standing.busFactor : (later[index - 1]?.[1] ?? 0)))
  if (falls.length === 0) return null
  return <span className={styles.quiet}>{falls.map(([days, count]) => people.inDays(days, count)).join(', ')}</span>
}

/** Certificates and qualifications that end within 90 days, the soonest first, as counts. */
export function EndingList({ skills }: { readonly skills: readonly SkillStanding[] }) {
  const { people } = useWords()
  const ending = skills
    .flatMap((skill) => skill.ending.map(({ at, people: count }) => ({ key: `${keyOf(skill)}|${at}`, skill, at, count })))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  return (
    <Section title={people.ending}>
      {ending.length === 0 ? (
        <p className={styles.empty}>{people.noneEnds}</p>
      ) : (
        <FirstFew
          items={ending}
          keyOf={({ key }) => key}
          row={({ skill, at, count }) => (
            <div className={styles.row}>
              <span className={styles.stack}>
                <span>{skill.certificate ?? skill.skill}</span>
                <span className={styles.quiet}>
                  {skill.skill}, {skill.workCenter}
                </span>
              </span>
              <span>
                <Moment at={at} exact /> (<Moment at={at} />)
              </span>
              <span>{people.peopleCount(count)}</span>
            </div>
          )}
        />
      )}
    </Section>
  )
}
