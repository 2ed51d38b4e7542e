/** The what-if board: change the plan on paper, see at once which promises and what money move, keep it or throw it away. Nothing is written before a person applies it. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ScenarioStanding, Trial } from '../../../src/core/actions/answer.ts'
import type { FloorUnit, Schedule } from '../../../src/core/impact/page-answer.ts'
import type { PlanMove } from '../../../src/core/records/plan-move.ts'
import type { ViewAge } from '../../../src/engine/ports.ts'
import { AllAnswers, Refused } from '../../kit/answer.tsx'
import { Section } from '../../kit/section.tsx'
import { Sentence } from '../../kit/sentence.tsx'
import { type Asked, useAnswer } from '../../live/use-answer.ts'
import { usePlant } from '../../live/use-plant.ts'
import { useWords } from '../../words/use-words.tsx'
import { Words } from '../../words/words.tsx'
import { askedRange, type TimeWindow } from '../floor/time-scale.ts'
import { AddMove } from './add-move.tsx'
import styles from './board.module.css'
import { BoardGantt } from './board-gantt.tsx'
import { withMove } from './board-moves.ts'
import { type BoardPageProps, type BoardSearch, comparedOf } from './board-search.ts'
import { KeepPanel } from './keep-panel.tsx'
import { MoveList } from './move-list.tsx'
import { ScenarioList } from './scenario-list.tsx'
import { SequenceSearch } from './sequence-search.tsx'
import { TrialEffect, TrialFigures } from './trial-effect.tsx'
import { isMore, trialWorth } from './trial-money.ts'
import { TrialSentence } from './trial-sentence.tsx'
import { type TrialAsked, useTrial } from './use-trial.ts'

const BARS = 2000
const FIRST_MINUTES = 1440
const EVERY_MS = 60_000

export function BoardPage({ search, onSearch }: BoardPageProps) {
  const scenarios = useAnswer<{ readonly items: readonly ScenarioStanding[] }>('/scenarios', {}, { everyMs: EVERY_MS })
  const floor = useAnswer<{ readonly items: readonly FloorUnit[] }>('/floor')
  const { window, schedule } = useSeenSchedule(search)
  const [operationId, setOperation] = useState<string>()
  const opened = scenarios.data?.items.find(({ scenario }) => scenario.id === search.scenario)
  const missing = scenarios.data !== undefined && opened === undefined && search.moves === undefined ? search.scenario : undefined
  const applied = opened?.scenario.state === 'applied'
  const moves = search.moves ?? opened?.scenario.moves ?? []
  const asked = useTrial(moves, !applied)
  // How things stand is no answer to the first move.
  const trial = moves.length === 0 || applied || asked.data?.moves.length === 0 ? undefined : asked.data
  const onMoves = applied ? undefined : (next: readonly PlanMove[]) => onSearch({ ...search, moves: next })
  const open = (scenario: string | undefined): void => onSearch(without(search, scenario))
  return (
    <>
      <Headline moves={moves} trial={trial} opened={opened} failed={asked.error !== null && moves.length > 0} missing={missing} />
      <AllAnswers of={[schedule, floor]}>
        <div className={styles.board}>
          <Changes
            schedule={schedule.data}
            opened={opened}
            moves={moves}
            asked={asked}
            trial={asked.isPlaceholderData ? undefined : trial}
            onMoves={onMoves}
            onOpen={open}
          />
          <div className={styles.main}>
            {applied ? null : <TrialFigures trial={asked.data} />}
            {schedule.data === undefined || floor.data === undefined ? null : (
              <BoardGantt
                schedule={schedule.data}
                units={floor.data.items}
                trial={trial}
                moves={moves}
                window={window}
                onWindow={({ fromMs, toMs }) => onSearch({ ...search, from: fromMs, minutes: Math.round((toMs - fromMs) / 60_000) })}
                onMoves={onMoves}
                onForm={(id) => {
                  setOperation(id)
                  requestAnimationFrame(() => document.querySelector<HTMLElement>('#add-move input')?.focus())
                }}
              />
            )}
            {trial === undefined ? null : <TrialEffect trial={trial} />}
          </div>
          {onMoves === undefined ? null : <Tools schedule={schedule.data} operationId={operationId} moves={moves} onMoves={onMoves} />}
        </div>
      </AllAnswers>
      <ScenarioList
        scenarios={scenarios}
        openedId={opened?.scenario.id}
        compared={comparedOf(search)}
        onCompare={(ids) => onSearch(ids.length === 0 ? without(search, search.scenario, true) : { ...search, compare: ids.join(',') })}
      />
    </>
  )
}

/** An address with a what-if that is not there says so, and what can be done instead. */
function NoSuchScenario({ id }: { readonly id: string }) {
  const { board } = useWords()
  return (
    <Sentence tone="warn" title={board.missingTitle(id)}>
      <p>{board.missingNext}</p>
      <p>
        <Link to="/board">{board.beginAnew}</Link>
      </p>
    </Sentence>
  )
}

/** The schedule of the time that the address names, or of the next day. */
function useSeenSchedule(search: BoardSearch): {
  readonly window: TimeWindow
  readonly schedule: Asked<Schedule & { readonly view: ViewAge }>
} {
  const { nowMs } = usePlant()
  const [first] = useState(() => windowOf(search, nowMs))
  const window = search.from === undefined ? first : windowOf(search, nowMs)
  return { window, schedule: useAnswer('/schedule', { ...askedRange(window), limit: BARS }, { keep: true }) }
}

interface ChangesProps {
  readonly schedule: Schedule | undefined
  readonly opened: ScenarioStanding | undefined
  readonly moves: readonly PlanMove[]
  readonly asked: TrialAsked
  /** Undefined while these very moves are being tried. */
  readonly trial: Trial | undefined
  readonly onMoves: ((next: readonly PlanMove[]) => void) | undefined
  readonly onOpen: (scenarioId: string | undefined) => void
}

/** The changes on the board, and what can be done with them. */
function Changes({ schedule, opened, moves, asked, trial, onMoves, onOpen }: ChangesProps) {
  const { board } = useWords()
  const refused = moves.length > 0 ? asked.error : null
  return (
    <div className={styles.changes}>
      <Section title={board.changes} aside={<Computing busy={asked.isPlaceholderData} />}>
        <MoveList moves={moves} schedule={schedule} onMoves={onMoves} />
        {refused === null ? null : <Refused failure={refused} again={() => void asked.refetch()} />}
        {moves.length === 0 && opened === undefined ? null : (
          <KeepPanel key={opened?.scenario.id} opened={opened} moves={moves} trial={trial} onOpen={onOpen} />
        )}
      </Section>
    </div>
  )
}

interface ToolsProps {
  readonly schedule: Schedule | undefined
  readonly operationId: string | undefined
  readonly moves: readonly PlanMove[]
  readonly onMoves: (next: readonly PlanMove[]) => void
}

/** What adds to the board: a change by a form, and changes that the engine finds. */
function Tools({ schedule, operationId, moves, onMoves }: ToolsProps) {
  const { board } = useWords()
  return (
    <div className={styles.tools}>
      <Section title={board.add}>
        <AddMove schedule={schedule} operationId={operationId} onAdd={(move) => onMoves(withMove(moves, move))} />
      </Section>
      <Section title={board.searchTitle}>
        <SequenceSearch schedule={schedule} moves={moves} onMoves={onMoves} />
      </Section>
    </div>
  )
}

/** The address of another scenario: its own moves count, and what is compared stays unless it is `alone`. */
function without({ moves, compare, scenario: _, ...rest }: BoardSearch, scenario: string | undefined, alone = false): BoardSearch {
  return {
    ...rest,
    ...(alone && moves !== undefined ? { moves } : {}),
    ...(compare === undefined || alone ? {} : { compare }),
    ...(scenario === undefined ? {} : { scenario }),
  }
}

function windowOf({ from, minutes }: BoardSearch, nowMs: number): TimeWindow {
  const span = (minutes ?? FIRST_MINUTES) * 60_000
  const fromMs = from ?? Math.round(nowMs - span / 8)
  return { fromMs, toMs: fromMs + span }
}

function Computing({ busy }: { readonly busy: boolean }) {
  const { board } = useWords()
  return <span className={styles.quiet}>{busy ? board.computing : ''}</span>
}

interface HeadlineProps {
  readonly moves: readonly PlanMove[]
  readonly trial: Trial | undefined
  readonly opened: ScenarioStanding | undefined
  /** The server refuses the moves, or can't be reached. */
  readonly failed: boolean
  /** The what-if that the address names and that is not there. */
  readonly missing: string | undefined
}

function Headline({ moves, trial, opened, failed, missing }: HeadlineProps) {
  const { board } = useWords()
  if (missing !== undefined) return <NoSuchScenario id={missing} />
  const name = opened?.scenario.name
  if (opened?.scenario.state === 'applied') return <Sentence tone="calm" title={<Words of={board.appliedTitle<ReactNode>(name)} />} />
  if (moves.length === 0) {
    return (
      <Sentence tone="calm" title={board.title}>
        <p>{board.how}</p>
      </Sentence>
    )
  }
  if (failed) return <Sentence tone="warn" live title={board.canNotTry} />
  const worse = trial !== undefined && (trial.promisesBroken > 0 || isMore(trialWorth(trial).less))
  return (
    <Sentence tone={worse ? 'late' : 'calm'} live title={trial === undefined ? board.computing : <TrialSentence trial={trial} />}>
      <p>
        {name === undefined ? null : `${name}. `}
        {board.notWritten} <CopyLink />
      </p>
    </Sentence>
  )
}

function CopyLink() {
  const { board } = useWords()
  const [copied, setCopied] = useState(false)
  // Plain HTTP has no clipboard: there the address bar is copied by hand.
  if (navigator.clipboard === undefined) return null
  return (
    <Button
      variant="default"
      size="compact-md"
      onClick={() => void navigator.clipboard.writeText(location.href).then(() => setCopied(true))}
    >
      {copied ? board.copied : board.copyLink}
    </Button>
  )
}
