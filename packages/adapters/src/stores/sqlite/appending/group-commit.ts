import type { StoreFailure } from '@clientele/domain'
import { isRight, left } from 'fp-ts/lib/Either.js'
import {
  type Answer,
  answerAll,
  type GroupCommit,
  groupCommit,
  maxGroupSize,
  type QueuedAppend,
} from '../../numbered-log/group-commit.js'
import type { Row } from '../../numbered-log/recorded.js'
import { storeFailureOf } from '../failure.js'
import type { LogCheck } from '../file/log-check.js'
import { retryWhileLocked } from '../retry-while-locked.js'
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

/**
 * The answers of a group. If host writes ended the transaction (`isLost`), the list ends with the answer of that batch.
 */
type Answers = { readonly answers: readonly Answer[]; readonly isLost: boolean }

const appendAll = (transaction: Transaction, group: readonly QueuedAppend[]): Answers => {
  const answers: Answer[] = []
  for (const { batch } of group) {
    const appended = transaction.append(batch)
    if ('lostBy' in appended) return { answers: [...answers, left(appended.lostBy)], isLost: true }
    answers.push(appended)
  }
  return { answers, isLost: false }
}

const commitAll = (transaction: Transaction, group: readonly QueuedAppend[], { check }: Options): Answers => {
  try {
    const appended = appendAll(transaction, group)
    if (appended.isLost) transaction.rollback()
    else transaction.commit()
    if (!appended.isLost) check.noteSeen(lastRowIn(appended.answers))
    return appended
  } catch (error) {
    transaction.rollback()
    const failure = left(storeFailureOf(error))
    return { answers: group.map(() => failure), isLost: false }
  }
}

/**
 * Commits the first group of the queue; if the transaction is lost, the other batches of the group return to the queue.
 */
const commitFirst = (transaction: Transaction, waiting: QueuedAppend[], options: Options): void => {
  const group = waiting.splice(0, maxGroupSize)
  const { answers, isLost } = commitAll(transaction, group, options)
  if (!isLost) {
    answerAll(group, answers)
    return
  }
  const [lost] = group.splice(answers.length - 1, 1)
  waiting.unshift(...group)
  if (lost !== undefined) answerAll([lost], answers.slice(-1))
}

const beginTransaction = async (
  transaction: Transaction,
  { patience, check }: Options,
): Promise<StoreFailure | null> => {
  try {
    await retryWhileLocked(patience, transaction.begin)
    await retryWhileLocked(patience, check.now)
    return null
  } catch (error) {
    transaction.rollback()
    return storeFailureOf(error)
  }
}

/** Group commit over transactions; does not write to a file that was replaced at its path. */
export const createGroupCommit = (transaction: Transaction, options: Options): GroupCommit =>
  groupCommit(async (waiting) => {
    const failure = await beginTransaction(transaction, options)
    if (failure === null) commitFirst(transaction, waiting, options)
    else for (const { answer } of waiting.splice(0)) answer(left(failure))
    options.onCommit()
  })
