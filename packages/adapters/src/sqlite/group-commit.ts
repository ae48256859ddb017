import type { StoreFailure } from '@clientele/domain'
import { left } from 'fp-ts/lib/Either.js'
import {
  type Answer,
  answerAll,
  type GroupCommit,
  groupCommit,
  mostTogether,
  type Waiting,
} from '../event-log/group-commit.js'
import { storeFailureOf } from './failure.js'
import { whenFree } from './patience.js'
import type { Transaction } from './transaction.js'

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

/** Group commit over transactions; `onCommit` is called after each. */
export const commitsOver = (transaction: Transaction, patience: number, onCommit: () => void): GroupCommit =>
  groupCommit(async (waiting) => {
    const failure = await begun(transaction, patience)
    const group = waiting.splice(0, failure === null ? mostTogether : waiting.length)
    answerAll(group, failure === null ? commitAll(transaction, group) : group.map(() => left(failure)))
    onCommit()
  })
