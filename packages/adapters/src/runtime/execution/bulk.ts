import {
  type BulkPart,
  type EventStore,
  type MalformedCommand,
  type Mark,
  type Message,
  type Meta,
  type Position,
  partId,
  type Rejection,
  withDefinitionOf,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { ignoringErrors } from '../../host/ignoring-errors.js'
import { type Failure, isFailure } from '../../outcome.js'
import { type BulkFailure, type ExecutionResult, markFields } from './receipt.js'
import { checkNotReused } from './retry.js'

/** The progress of a bulk command. */
export type BulkProgress = { readonly done: number; readonly total: number }

/**
 * Options of long commands: they report progress, and stop between two parts when the signal is aborted. Errors that
 * `onProgress` throws are ignored.
 */
export type BulkOptions = {
  readonly onProgress?: ((progress: BulkProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** The result of one command. */
export type CommandOutcome<E> = Either<Rejection | MalformedCommand | Failure, ExecutionResult<E>>

type ExecuteOne<E> = (part: Message, meta: Meta) => Promise<CommandOutcome<E>>

/** How many parts are executed concurrently. */
const concurrency = 64

/** The meta of a part: it gets its own command id, and keeps the origin of an imported bulk command. */
const partMeta = (meta: Meta, index: number): Meta => ({
  ...meta,
  commandId: partId(meta.commandId, index),
  causationId: meta.commandId,
  origin: meta.origin ?? 'bulk',
})

type Collected<E> = { readonly events: E[]; readonly failures: BulkFailure[] } & {
  position: Position | null
  eventId: string | null
}

const collect = <E>(into: Collected<E>, part: BulkPart, outcome: CommandOutcome<E>): Failure | null => {
  if (!isLeft(outcome)) {
    into.events.push(...outcome.right.events)
    if (outcome.right.events.length === 0) return null
    into.position = outcome.right.position
    into.eventId = outcome.right.eventId
    return null
  }
  if (isFailure(outcome.left)) return outcome.left
  into.failures.push(withDefinitionOf(outcome.left, { ...part.about, ...outcome.left }))
  return null
}

/**
 * Refuses the id of a bulk command that was used for another command, before any part is executed. An earlier bulk
 * command is found by its first parts.
 */
export const unlessIdReused = async (
  { appendedBy }: Pick<EventStore, 'appendedBy'>,
  meta: Meta,
  count: number,
): Promise<Either<Failure, void>> => {
  if (meta.digest === undefined) return right(undefined)
  const parts = Array.from({ length: Math.min(count, concurrency) }, (_, index) => partId(meta.commandId, index))
  for (const earlier of await Promise.all([meta.commandId, ...parts].map((id) => appendedBy(id)()))) {
    if (isLeft(earlier)) return earlier
    const checked = earlier.right === null ? null : checkNotReused(meta, earlier.right)
    if (checked !== null && isLeft(checked)) return checked
  }
  return right(undefined)
}

/**
 * Executes the parts of a bulk command, some at a time; results are in the order of the parts. A store failure ends it; a
 * refused part does not.
 */
export const executeBulk = async <E>(
  parts: readonly BulkPart[],
  meta: Meta,
  one: ExecuteOne<E>,
  { onProgress, signal }: BulkOptions,
  seen: Mark | null,
): Promise<Either<Failure, ExecutionResult<E>>> => {
  const collected: Collected<E> = { events: [], failures: [], ...markFields(seen) }
  const tell = ignoringErrors(onProgress)
  for (let start = 0; start < parts.length; start += concurrency) {
    if (signal?.aborted) return left({ error: 'Cancelled' })
    const window = parts.slice(start, start + concurrency)
    const outcomes = await Promise.all(window.map(({ command }, index) => one(command, partMeta(meta, start + index))))
    for (const [index, part] of window.entries()) {
      const failure = collect(collected, part, outcomes[index] as CommandOutcome<E>)
      if (failure !== null) return left(failure)
    }
    tell({ done: start + window.length, total: parts.length })
  }
  return right(collected)
}
