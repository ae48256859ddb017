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

/** The answers of a group; fewer where the writes of a host ended the transaction: the last one is for them alone. */
type Answers = { readonly answers: readonly Answer[]; readonly isLost: boolean }

const appendAll = (transaction: Transaction, group: readonly Waiting[]): Answers => {
  const answers: Answer[] = []
  for (const { batch } of group) {
    const appended = transaction.append(batch)
    if ('lostBy' in appended) return { answers: [...answers, left(appended.lostBy)], isLost: true }
    answers.push(appended)
  }
  return { answers, isLost: false }
}

const commitAll = (transaction: Transaction, group: readonly Waiting[], { check }: Options): Answers => {
  try {
    const appended = appendAll(transaction, group)
    if (appended.isLost) transaction.rollback()
    else transaction.commit()
    if (!appended.isLost) check.saw(lastRowIn(appended.answers))
    return appended
  } catch (error) {
    transaction.rollback()
    const failure = left(storeFailureOf(error))
    return { answers: group.map(() => failure), isLost: false }
  }
}

/** Commits the first of those that wait; after a lost transaction the others of the group wait again. */
const commitFirst = (transaction: Transaction, waiting: Waiting[], options: Options): void => {
  const group = waiting.splice(0, mostTogether)
  const { answers, isLost } = commitAll(transaction, group, options)
  if (!isLost) {
    answerAll(group, answers)
    return
  }
  const [lost] = group.splice(answers.length - 1, 1)
  waiting.unshift(...group)
  if (lost !== undefined) answerAll([lost], answers.slice(-1))
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
    if (failure === null) commitFirst(transaction, waiting, options)
    else for (const { answer } of waiting.splice(0)) answer(left(failure))
    options.onCommit()
  })
