import { maxGroupSize } from '../../numbered-log/group-commit.js'
import { largestBatch, type SerializedBatch } from '../../numbered-log/serialized.js'

type GroupSoFar = { readonly written: Set<string>; readonly ids: Set<string>; size: number }

const sizeOf = ({ events }: SerializedBatch): number =>
  events.reduce((size, { data, metadata }) => size + data.length + metadata.length, 0)

const dependsOn = ({ events, expected, noneSince }: SerializedBatch, { written, ids }: GroupSoFar): boolean =>
  (noneSince.length > 0 && written.size > 0) ||
  expected.some(({ stream }) => written.has(stream)) ||
  events.some(({ id }) => ids.has(id))

const addTo = ({ written, ids }: GroupSoFar, { events }: SerializedBatch): void => {
  for (const { stream, id } of events) {
    written.add(stream)
    ids.add(id)
  }
}

/**
 * How many batches from the front can be appended together, at least one. All are checked against the log as it is
 * before the group, so none may depend on what an earlier one writes.
 */
export const independentCount = (batches: readonly SerializedBatch[]): number => {
  const gathered: GroupSoFar = { written: new Set(), ids: new Set(), size: 0 }
  for (const [count, batch] of batches.entries()) {
    gathered.size += sizeOf(batch)
    const isFull = count === maxGroupSize || gathered.size > largestBatch
    if (count > 0 && (isFull || dependsOn(batch, gathered))) return count
    addTo(gathered, batch)
  }
  return batches.length
}
