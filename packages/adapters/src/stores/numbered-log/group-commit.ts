import type { StoreFailure } from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import type { Rows } from './appended.js'
import type { SerializedBatch } from './serialized.js'

/** The result of an append: its rows, or the failure. */
export type Answer = Either<StoreFailure, Rows>

/** A queued append, and the function that receives its result. */
export type QueuedAppend = { readonly batch: SerializedBatch; readonly answer: (answer: Answer) => void }

/** Queues appends and commits those in the queue together, in order. */
export type GroupCommit = {
  append(batch: SerializedBatch): Promise<Answer>
  /** Resolves when all queued appends are answered. */
  settled(): Promise<void>
}

/** The maximum number of appends committed together. */
export const maxGroupSize: number = 256

/** Gives each append of a group its answer. */
export const answerAll = (group: readonly QueuedAppend[], answers: readonly Answer[]): void => {
  for (const [index, answer] of answers.entries()) group[index]?.answer(answer)
}

/**
 * Creates a group commit; `writeGroup` takes at least one append from the front of the queue, answers it and never
 * rejects.
 */
export const groupCommit = (writeGroup: (waiting: QueuedAppend[]) => Promise<void>): GroupCommit => {
  const waiting: QueuedAppend[] = []
  let writing: Promise<void> | null = null
  // Waiting one turn of the event loop collects appends made at the same time; a single append waits no longer than
  // that.
  const writeAll = async (): Promise<void> => {
    for (await yieldToEventLoop(); waiting.length > 0; await yieldToEventLoop()) await writeGroup(waiting)
    writing = null
  }
  return {
    append: (batch) =>
      new Promise((answer) => {
        waiting.push({ batch, answer })
        writing ??= writeAll()
      }),
    settled: async () => {
      while (writing !== null) await writing
    },
  }
}
