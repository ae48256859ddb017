import {
  type BulkPart,
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
import { type Failure, isFailure } from '../../outcome.js'
import { type BulkFailure, type ExecutionResult, standing } from './receipt.js'

/** How far a bulk command has come. */
export type BulkProgress = { readonly done: number; readonly total: number }

/** Long commands tell how far they have come and stop between two parts when the signal says so. */
export type BulkOptions = {
  readonly onProgress?: ((progress: BulkProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** How one command ends. */
export type Ended<E> = Either<Rejection | MalformedCommand | Failure, ExecutionResult<E>>

type ExecuteOne<E> = (part: Message, meta: Meta) => Promise<Ended<E>>

/** How many parts are under way at a time. */
const width = 64

/** Each part has an id of its own; a bulk that is imported stays imported. */
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

const collect = <E>(into: Collected<E>, part: BulkPart, outcome: Ended<E>): Failure | null => {
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

/** Executes the parts of a bulk command side by side, in order; a failure of the store ends it, a refusal does not. */
export const executeBulk = async <E>(
  parts: readonly BulkPart[],
  meta: Meta,
  one: ExecuteOne<E>,
  { onProgress, signal }: BulkOptions,
  seen: Mark | null,
): Promise<Either<Failure, ExecutionResult<E>>> => {
  const collected: Collected<E> = { events: [], failures: [], ...standing(seen) }
  for (let start = 0; start < parts.length; start += width) {
    if (signal?.aborted) return left({ error: 'Cancelled' })
    const window = parts.slice(start, start + width)
    const outcomes = await Promise.all(window.map(({ command }, index) => one(command, partMeta(meta, start + index))))
    for (const [index, part] of window.entries()) {
      const failure = collect(collected, part, outcomes[index] as Ended<E>)
      if (failure !== null) return left(failure)
    }
    onProgress?.({ done: start + window.length, total: parts.length })
  }
  return right(collected)
}
