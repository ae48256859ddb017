import type { Cancelled, Rejection, StoreFailure, Writes } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { decideFor } from '../out-of-sight/redact-refusal.js'
import type { CommandExecution, ExecutionContext } from './executor.js'
import { checkUnread, findUnmet } from './expected.js'
import { haveChanged, readAll } from './reads.js'
import { type ExecutionResult, markFields } from './receipt.js'
import { conflictWithoutStream, maxRounds } from './rounds.js'

/** An event that would be appended, and its stream. */
export type PreviewedEvent = { readonly stream: string; readonly type: string; readonly data: unknown }

/**
 * What a command would append, in order, if it were executed now; `position` is the position of the log. The result may
 * differ when it is executed later. Each part of a bulk command is decided on the current states.
 */
export type Preview = ExecutionResult<PreviewedEvent>

const eventsIn = (writes: Writes): readonly PreviewedEvent[] =>
  writes.flatMap(({ stream, events }) => events.map(({ type, data }) => ({ stream: stream.name, type, data })))

/** Decides a command on the current states and appends nothing. */
export const previewCommand = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  round = 0,
): Promise<Either<Rejection | StoreFailure | Cancelled, Preview>> => {
  const { follower } = runtime
  const { signal } = execution
  if (signal?.aborted === true) return left({ error: 'Cancelled' })
  const caughtUp = await follower.catchUp()
  if (isLeft(caughtUp)) return caughtUp
  const read = await readAll(execution, runtime)
  if (isLeft(read)) return read
  if (haveChanged(read.right))
    return round < maxRounds ? previewCommand(runtime, execution, round + 1) : left(conflictWithoutStream)
  const unmet = findUnmet(execution.expected, read.right)
  if (unmet !== null) return left(unmet)
  const outcome = decideFor(runtime, execution, read.right.answers)
  if (isLeft(outcome)) return outcome
  const unread = await checkUnread(runtime.store, execution.expected, read.right)
  return isLeft(unread) ? unread : right({ events: eventsIn(outcome.right), ...markFields(follower.mark()) })
}
