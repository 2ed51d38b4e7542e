/** One work unit on one screen: the order, for whom it is, how many to go, one next step, and telling in two taps. Never a rate, never a rank. */
import { useEffect, useState } from 'react'
import type { FloorUnit } from '../../../src/core/impact/page-answer.ts'
import { Answer } from '../../kit/answer.tsx'
import { StateMark } from '../../kit/state-mark.tsx'
import { useAnswer } from '../../live/use-answer.ts'
import { useWords } from '../../words/use-words.tsx'
import styles from './kiosk.module.css'
import { SignOnScreen } from './sign-on-screen.tsx'
import { type Telling, useOutbox } from './use-outbox.ts'
import { SIGN_ON_KEY, WorkCard } from './work-card.tsx'

interface KioskStationProps {
  readonly unitId: string | undefined
  readonly onUnit: (unitId: string | undefined) => void
}

/** Where this screen remembers which work unit it stands at. */
const REMEMBERED = 'throughline.unit'

export function KioskStation({ unitId: asked, onUnit }: KioskStationProps) {
  const floor = useAnswer<{ readonly items: readonly FloorUnit[] }>('/floor')
  const telling = useOutbox()
  const unitId = asked ?? localStorage.getItem(REMEMBERED) ?? undefined
  useEffect(() => {
    if (asked !== undefined) localStorage.setItem(REMEMBERED, asked)
  }, [asked])
  const leave = (): void => {
    localStorage.removeItem(REMEMBERED)
    onUnit(undefined)
  }
  return (
    <Answer of={floor}>
      {({ items }) => {
        const unit = items.find(({ workUnit }) => workUnit.id === unitId)
        return unit === undefined ? (
          <PickUnit units={items} missing={unitId} onPick={onUnit} />
        ) : (
          <Station key={unit.workUnit.id} unit={unit} telling={telling} onLeave={leave} />
        )
      }}
    </Answer>
  )
}

/** The card, or the screen on which somebody signs on; what was told goes on being sent meanwhile. */
function Station({ unit, telling, onLeave }: { readonly unit: FloorUnit; readonly telling: Telling; readonly onLeave: () => void }) {
  const [signing, setSigning] = useState(false)
  if (!signing) return <WorkCard unit={unit} telling={telling} onLeave={onLeave} onSign={() => setSigning(true)} />
  return (
    <SignOnScreen
      unit={unit}
      onBack={() => {
        setSigning(false)
        requestAnimationFrame(() => document.getElementById(SIGN_ON_KEY)?.focus())
      }}
    />
  )
}

interface PickUnitProps {
  readonly units: readonly FloorUnit[]
  /** What was asked for and is not there. */
  readonly missing: string | undefined
  readonly onPick: (unit: string) => void
}

function PickUnit({ units, missing, onPick }: PickUnitProps) {
  const { kiosk, floor } = useWords()
  const centers = [...Map.groupBy(units, ({ workCenter }) => workCenter.id).values()]
  return (
    <div className={styles.pick}>
      <h1 className={styles.question}>{missing === undefined ? kiosk.pickUnit : kiosk.noSuchUnit(missing)}</h1>
      {missing === undefined || units.length === 0 ? null : <p>{kiosk.chooseUnit}</p>}
      {units.length === 0 ? <p>{floor.noUnits}</p> : null}
      {centers.map((group) => (
        <section key={group[0]?.workCenter.id}>
          <h2 className={styles.group}>{group[0]?.workCenter.name}</h2>
          <div className={styles.keys}>
            {group.map(({ workUnit, state }) => (
              <button key={workUnit.id} type="button" className={styles.key} onClick={() => onPick(workUnit.id)}>
                {state === null ? null : <StateMark state={state.state} bare />}
                {workUnit.name}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
