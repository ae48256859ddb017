import type { StoreFailure } from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import type { Rows } from './appended.js'
import type { SerializedBatch } from './serialized.js'

/** What becomes of an append: its rows, or why not. */
export type Answer = Either<StoreFailure, Rows>

/** An append that waits, and where its answer goes. */
export type Waiting = { readonly batch: SerializedBatch; readonly answer: (answer: Answer) => void }

/** Takes appends and commits those that wait together, in the order they came. */
export type GroupCommit = {
  append(batch: SerializedBatch): Promise<Answer>
  /** Resolves when everything taken on is answered. */
  settled(): Promise<void>
}

/** The most appends committed together. */
export const mostTogether: number = 256

/** Gives each append of a group its answer. */
export const answerAll = (group: readonly Waiting[], answers: readonly Answer[]): void => {
  for (const [index, answer] of answers.entries()) group[index]?.answer(answer)
}

/** Group commit; `writeGroup` takes at least one append from the front of those that wait, answers it and never rejects. */
export const groupCommit = (writeGroup: (waiting: Waiting[]) => Promise<void>): GroupCommit => {
  const waiting: Waiting[] = []
  let writing: Promise<void> | null = null
  // One turn of the event loop gathers what is asked for at the same time; a lone append waits for nobody.
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
