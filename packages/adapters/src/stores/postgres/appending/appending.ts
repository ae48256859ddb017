import { logDiverged, type StoreFailure } from '@clientele/domain'
import { isRight, left } from 'fp-ts/lib/Either.js'
import type { Answer } from '../../numbered-log/group-commit.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import { isNoJson, storeFailureOf } from '../failure.js'
import { type Layout, layoutOf } from '../layout.js'
import { unreadableFor } from '../unreadable.js'
import { answersFrom, type Destination, verdictOn } from './verdict.js'
import { appendInTransaction } from './with-writes.js'

const failure = (problem: StoreFailure): Answer => left(problem)

const eachAlone = async (to: Destination, group: readonly SerializedBatch[]): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  for (const batch of group) answers.push(...(await appendGroup(to, [batch])))
  return answers
}

// Each says by itself what it knew.
const divergedFor = (to: Destination, { group }: Layout): Promise<readonly Answer[]> =>
  group.length === 1 ? Promise.resolve([failure(logDiverged)]) : eachAlone(to, group)

// Which of a group had writes that failed, the others of it are not to suffer from.
const appendWithWrites = async (to: Destination, layout: Layout): Promise<readonly Answer[]> => {
  const appended = await appendInTransaction(to, layout)
  if (isRight(appended))
    return appended.right === null ? divergedFor(to, layout) : answersFrom(to, layout, appended.right)
  return layout.group.length === 1 ? [appended] : eachAlone(to, layout.group)
}

const appendAll = async (to: Destination, layout: Layout): Promise<readonly Answer[]> => {
  const verdict = await verdictOn(to, layout, to.connections.ask)
  return verdict === null ? divergedFor(to, layout) : answersFrom(to, layout, verdict)
}

const hasWrites = ({ hostWrites }: SerializedBatch): boolean => hostWrites?.postgres !== undefined

/**
 * Appends batches that do not depend on each other, in one round trip, or in one transaction with what the host writes
 * beside them; each is answered on its own.
 */
export const appendGroup = async (to: Destination, group: readonly SerializedBatch[]): Promise<readonly Answer[]> => {
  try {
    const layout = layoutOf(group)
    return await (group.some(hasWrites) ? appendWithWrites(to, layout) : appendAll(to, layout))
  } catch (error) {
    const unreadable = isNoJson(error) ? await unreadableFor(group, to.read) : null
    const problem = failure(unreadable ?? storeFailureOf(error))
    return group.map(() => problem)
  }
}
