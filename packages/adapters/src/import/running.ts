import type { Message } from '@clientele/domain'
import type { Failure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { Refusal } from './kind.js'
import type { Tally } from './problem.js'
import type { ImportTarget } from './target.js'

/** Commands of a row that are given later, with what the row has come to so far. */
export type Waiting = {
  readonly file: string
  readonly line: number
  readonly commands: readonly Message[]
  readonly events: number
  readonly isRejected: boolean
}

/** One import under way. */
export type Import = {
  readonly target: ImportTarget
  readonly context: Context
  readonly tally: Tally
  readonly signal: AbortSignal | undefined
  readonly progress: {
    bytes(count: number): void
    row(file: string, line: number): void
  }
  /** What waits, by the file after which it is given. */
  readonly waiting: Map<string, Waiting[]>
  /** Why the import stops, once it does. */
  failure: Failure | null
}

/** Tells what is wrong at a line of a file. */
export const refuse = ({ tally }: Import, file: string, line: number, refusals: readonly Refusal[]): void => {
  for (const refusal of refusals) tally.problem({ ...refusal, file, line, error: refusal.error })
}

/** Tells why a row was refused, and counts it. */
export const refuseRow = (running: Import, file: string, line: number, refusals: readonly Refusal[]): void => {
  refuse(running, file, line, refusals)
  running.tally.row({ events: 0, isRejected: true })
}
