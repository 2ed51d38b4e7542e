/** What an example company offers beside the product: its clock, and trouble that its simulator makes on the floor. */
import type { Instant } from '../core/values/instant.ts'
import type { Result } from '../core/values/result.ts'

export const TROUBLES = ['stopMachine', 'slowMachine', 'scrapLot', 'lateSupplier', 'expiredCertificate', 'loseSignal'] as const
export type Trouble = (typeof TROUBLES)[number]

export interface TroubleStanding {
  readonly trouble: Trouble
  /** What it acts on: a work unit, a lot or work order, a purchase order line, a work center. */
  readonly target: string
  readonly targetName: string
  readonly since: Instant
}

export interface ExampleState {
  readonly name: string
  /** How many plant seconds pass in one second. */
  readonly speed: number
  readonly plantTime: Instant
  /** False while the simulator is not there; then no trouble can be made. */
  readonly running: boolean
  readonly troubles: readonly TroubleStanding[]
  /** What each trouble would act on when no target is named: the one that shows most. */
  readonly targets: readonly { readonly trouble: Trouble; readonly target: string; readonly targetName: string }[]
}

/** Null answers mean that no example company runs. */
export interface Example {
  state(): Promise<ExampleState | null>
  /** Makes trouble in the simulator; its signals then tell the product. */
  make(trouble: Trouble, target?: string): Promise<Result<ExampleState>>
  recover(trouble: Trouble, target?: string): Promise<Result<ExampleState>>
  /** 1 to 60. */
  setSpeed(speed: number): Promise<Result<ExampleState>>
}
