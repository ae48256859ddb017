import type { StoreFailure } from '@clientele/domain'
import { type Either, left } from 'fp-ts/lib/Either.js'
import type { Rows } from '../event-log/appended.js'
import { breath } from '../event-log/reading.js'
import type { SealedBatch } from '../event-log/sealed.js'
import { storeFailureOf } from './failure.js'
import { whenFree } from './patience.js'
import type { Transaction } from './transaction.js'

type Answer = Either<StoreFailure, Rows>

type Waiting = { readonly batch: SealedBatch; readonly answer: (answer: Answer) => void }

/** Takes appends and commits those that wait together, in the order they came. */
export type GroupCommit = {
  append(batch: SealedBatch): Promise<Answer>
  /** Resolves when everything taken on is answered. */
  settled(): Promise<void>
}

const mostTogether = 256

const commitAll = (transaction: Transaction, group: readonly Waiting[]): readonly Answer[] => {
  try {
    const answers = group.map(({ batch }) => transaction.append(batch))
    transaction.commit()
    return answers
  } catch (error) {
    transaction.rollback()
    const failure = left(storeFailureOf(error))
    return group.map(() => failure)
  }
}

const begun = async (transaction: Transaction, patience: number): Promise<StoreFailure | null> => {
  try {
    await whenFree(patience, transaction.begin)
    return null
  } catch (error) {
    transaction.rollback()
    return storeFailureOf(error)
  }
}

const answerAll = (group: readonly Waiting[], answers: readonly Answer[]): void => {
  for (const [index, answer] of answers.entries()) group[index]?.answer(answer)
}

/** Group commit over transactions; `onCommit` is called after each. */
export const groupCommit = (transaction: Transaction, patience: number, onCommit: () => void): GroupCommit => {
  const waiting: Waiting[] = []
  let writing: Promise<void> | null = null
  const writeGroup = async (): Promise<void> => {
    const failure = await begun(transaction, patience)
    const group = waiting.splice(0, failure === null ? mostTogether : waiting.length)
    answerAll(group, failure === null ? commitAll(transaction, group) : group.map(() => left(failure)))
    onCommit()
  }
  // One turn of the event loop gathers what is asked for at the same time; a lone append waits for nobody.
  const writeAll = async (): Promise<void> => {
    for (await breath(); waiting.length > 0; await breath()) await writeGroup()
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
