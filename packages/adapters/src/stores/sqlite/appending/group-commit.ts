import type { StoreFailure } from '@clientele/domain'
import { isRight, left } from 'fp-ts/lib/Either.js'
import {
  type Answer,
  answerAll,
  type GroupCommit,
  groupCommit,
  mostTogether,
  type Waiting,
} from '../../numbered-log/group-commit.js'
import type { Row } from '../../numbered-log/recorded.js'
import { storeFailureOf } from '../failure.js'
import type { LogCheck } from '../file/log-check.js'
import { whenFree } from '../patience.js'
import type { Transaction } from './transaction.js'

type Options = {
  readonly patience: number
  readonly check: LogCheck
  /** Called after each transaction. */
  readonly onCommit: () => void
}

const lastRowIn = (answers: readonly Answer[]): Row | undefined => {
  const last = answers.findLast(isRight)
  return last?.right.at(-1)
}

const commitAll = (transaction: Transaction, group: readonly Waiting[], { check }: Options): readonly Answer[] => {
  try {
    const answers = group.map(({ batch }) => transaction.append(batch))
    transaction.commit()
    check.saw(lastRowIn(answers))
    return answers
  } catch (error) {
    transaction.rollback()
    const failure = left(storeFailureOf(error))
    return group.map(() => failure)
  }
}

const begun = async (transaction: Transaction, { patience, check }: Options): Promise<StoreFailure | null> => {
  try {
    await whenFree(patience, transaction.begin)
    await whenFree(patience, check.now)
    return null
  } catch (error) {
    transaction.rollback()
    return storeFailureOf(error)
  }
}

/** Group commit over transactions; nothing is written to a file that is no longer the one at its path. */
export const commitsOver = (transaction: Transaction, options: Options): GroupCommit =>
  groupCommit(async (waiting) => {
    const failure = await begun(transaction, options)
    const group = waiting.splice(0, failure === null ? mostTogether : waiting.length)
    answerAll(group, failure === null ? commitAll(transaction, group, options) : group.map(() => left(failure)))
    options.onCommit()
  })
