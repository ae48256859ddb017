import { failureOf, type StoreFailure } from '@clientele/domain'
import { type Row, recordedFrom } from '../numbered-log/recorded.js'
import type { SerializedBatch } from '../numbered-log/serialized.js'

const pageSize = 1_000

const firstFailureIn = (rows: readonly Row[]): StoreFailure | null => {
  try {
    for (const row of rows) recordedFrom(row)
    return null
  } catch (error) {
    return failureOf(error)
  }
}

/**
 * Finds the first event that is no JSON among the events that the guards of some batches check: `EventUnreadable`, or
 * `null`. `read` returns rows from a position (inclusive) on.
 */
export const findUnreadable = async (
  group: readonly SerializedBatch[],
  read: (position: number, count: number) => Promise<readonly Row[]>,
): Promise<StoreFailure | null> => {
  const starts = group.flatMap(({ noneSince }) => noneSince.map(({ after }) => after))
  for (let next = Math.min(...starts) + 1; Number.isFinite(next); ) {
    const rows = await read(next, pageSize)
    const failure = firstFailureIn(rows)
    const last = rows.at(-1)
    if (failure !== null || last === undefined) return failure
    next = last.position + 1
  }
  return null
}
