import type { Message } from '@clientele/domain'
import type { Failure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { Refusal, Times } from './kind.js'
import type { RowChange, Tally } from './problem.js'
import type { FileOptions } from './sheets/options.js'
import type { ImportTarget } from './target/target.js'

/** A row whose last commands are deferred until after another file, with the result of the others. */
export type DeferredRow = {
  readonly file: string
  readonly line: number
  readonly commands: readonly Message[]
  readonly times: Times
  readonly events: number
  readonly isRejected: boolean
  readonly change: RowChange | null
}

/** The state of one import. */
export type ImportState = {
  readonly target: ImportTarget
  readonly context: Context
  readonly files: FileOptions
  readonly tally: Tally
  readonly signal: AbortSignal | undefined
  readonly progress: {
    bytes(count: number): void
    row(file: string, line: number): void
  }
  /** The deferred rows, by the file after which they are finished. */
  readonly waiting: Map<string, DeferredRow[]>
  /** Why the import stops; `null` while it runs. */
  failure: Failure | null
}

/** Reports problems at a line of a file. */
export const refuse = ({ tally }: ImportState, file: string, line: number, refusals: readonly Refusal[]): void => {
  for (const refusal of refusals) tally.problem({ ...refusal, file, line, error: refusal.error })
}

/** Reports why a row was refused, and counts it. */
export const refuseRow = (state: ImportState, file: string, line: number, refusals: readonly Refusal[]): void => {
  refuse(state, file, line, refusals)
  state.tally.row(file, { events: 0, isRejected: true })
}
