import type { Rejection, StoreFailure, Writes } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type CommandExecution, type ExecutionContext, keptMoving, mostRounds } from './executor.js'
import { unmetBy } from './expected.js'
import { haveMoved, readFor } from './reads.js'
import { type ExecutionResult, standing } from './receipt.js'

/** An event that would be appended, and where. */
export type PreviewedEvent = { readonly stream: string; readonly type: string; readonly data: unknown }

/**
 * What a command would append, in order, were it executed now; `position` is where the log stood. What is so can change
 * before it is executed. Parts of a bulk command are each tried on what is so now.
 */
export type Preview = ExecutionResult<PreviewedEvent>

const eventsIn = (writes: Writes): readonly PreviewedEvent[] =>
  writes.flatMap(({ stream, events }) => events.map(({ type, data }) => ({ stream: stream.name, type, data })))

/** Decides a command on what is so now and appends nothing. */
export const previewCommand = async (
  runtime: ExecutionContext,
  execution: CommandExecution,
  round = 0,
): Promise<Either<Rejection | StoreFailure, Preview>> => {
  const { follower } = runtime
  const { decision, data, meta } = execution
  const caughtUp = await follower.catchUp()
  if (isLeft(caughtUp)) return caughtUp
  const read = await readFor(execution, runtime)
  if (isLeft(read)) return read
  if (haveMoved(read.right))
    return round < mostRounds ? previewCommand(runtime, execution, round + 1) : left(keptMoving)
  const unmet = unmetBy(execution.expected, read.right)
  if (unmet !== null) return left(unmet)
  const outcome = decision.decide(read.right.answers, data, meta)
  return isLeft(outcome) ? outcome : right({ events: eventsIn(outcome.right), ...standing(follower.mark()) })
}
