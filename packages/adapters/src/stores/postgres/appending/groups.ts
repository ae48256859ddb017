import { mostTogether } from '../../numbered-log/group-commit.js'
import { largestBatch, type SerializedBatch } from '../../numbered-log/serialized.js'

type Gathered = { readonly written: Set<string>; readonly ids: Set<string>; size: number }

const sizeOf = ({ events }: SerializedBatch): number =>
  events.reduce((size, { data, metadata }) => size + data.length + metadata.length, 0)

const dependsOn = ({ events, expected, noneSince }: SerializedBatch, { written, ids }: Gathered): boolean =>
  (noneSince.length > 0 && written.size > 0) ||
  expected.some(({ stream }) => written.has(stream)) ||
  events.some(({ id }) => ids.has(id))

const gather = ({ written, ids }: Gathered, { events }: SerializedBatch): void => {
  for (const { stream, id } of events) {
    written.add(stream)
    ids.add(id)
  }
}

/**
 * How many appends from the front go together: each is judged by what was there before all of them, so none may touch
 * what one before it writes. At least one.
 */
export const independentCount = (batches: readonly SerializedBatch[]): number => {
  const gathered: Gathered = { written: new Set(), ids: new Set(), size: 0 }
  for (const [count, batch] of batches.entries()) {
    gathered.size += sizeOf(batch)
    const isFull = count === mostTogether || gathered.size > largestBatch
    if (count > 0 && (isFull || dependsOn(batch, gathered))) return count
    gather(gathered, batch)
  }
  return batches.length
}
