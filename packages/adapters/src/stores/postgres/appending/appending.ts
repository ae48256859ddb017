import { logDiverged, type StoreFailure } from '@clientele/domain'
import { isRight, left } from 'fp-ts/lib/Either.js'
import type { Answer } from '../../numbered-log/group-commit.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import { isNoJson, storeFailureOf } from '../failure.js'
import { findUnreadable } from '../unreadable.js'
import { type Layout, layoutOf } from './group-rows.js'
import { answersOf, appendVerdict, type Destination } from './verdict.js'
import { appendInTransaction } from './with-writes.js'

const failure = (problem: StoreFailure): Answer => left(problem)

const appendOneByOne = async (to: Destination, group: readonly SerializedBatch[]): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  for (const batch of group) answers.push(...(await appendGroup(to, [batch])))
  return answers
}

// The log lacks an event that some batch has read: append one by one to find which batch it is.
const handleDivergence = (to: Destination, { group }: Layout): Promise<readonly Answer[]> =>
  group.length === 1 ? Promise.resolve([failure(logDiverged)]) : appendOneByOne(to, group)

// If the host's writes fail for one batch, the batches are retried one by one, so that only that batch fails.
const appendWithWrites = async (to: Destination, layout: Layout): Promise<readonly Answer[]> => {
  const appended = await appendInTransaction(to, layout)
  if (isRight(appended))
    return appended.right === null ? handleDivergence(to, layout) : answersOf(to, layout, appended.right)
  return layout.group.length === 1 ? [appended] : appendOneByOne(to, layout.group)
}

const appendInOneStatement = async (to: Destination, layout: Layout): Promise<readonly Answer[]> => {
  const verdict = await appendVerdict(to, layout, to.connections.ask)
  return verdict === null ? handleDivergence(to, layout) : answersOf(to, layout, verdict)
}

const hasWrites = ({ hostWrites }: SerializedBatch): boolean => hostWrites?.postgres !== undefined

/**
 * Appends batches that do not depend on each other in one round trip; if a batch has host writes, in one transaction
 * with them. Returns one answer for each batch.
 */
export const appendGroup = async (to: Destination, group: readonly SerializedBatch[]): Promise<readonly Answer[]> => {
  try {
    const layout = layoutOf(group)
    return await (group.some(hasWrites) ? appendWithWrites(to, layout) : appendInOneStatement(to, layout))
  } catch (error) {
    const unreadable = isNoJson(error) ? await findUnreadable(group, to.read) : null
    const problem = failure(unreadable ?? storeFailureOf(error))
    return group.map(() => problem)
  }
}
