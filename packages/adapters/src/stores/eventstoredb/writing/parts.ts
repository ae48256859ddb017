import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import type { EsdbProposed } from '../client/client.js'
import { joinWrites, type Layer, type Writes } from './layers.js'
import { packBySize } from './packing.js'
import { after, type Write } from './write.js'

/** The maximum bytes of a single append: a server accepts 1 MiB by default, and counts more than it is sent. */
const maxSingleBytes = 768 * 1024

/** The maximum bytes of a write among others, which is recorded in an intent first. */
const maxPartBytes = 256 * 1024

// The bytes that a server counts in addition to what it is sent, and the seal.
const overhead = 360

const bytesOfText = 3

/** An upper bound of the bytes of a batch, computed from text lengths only. */
const maxSizeOf = ({ events }: SerializedBatch): number =>
  events.reduce((sum, { data, metadata }) => sum + overhead + bytesOfText * (data.length + metadata.length), 0)

const sizeOf = ({ type, data, metadata }: EsdbProposed): number =>
  Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata)) + 2 * type.length + overhead

// An event that is too large gets its own part: the server accepts or refuses it.
const partsOf = ({ stream, expected, events }: Write): Writes => {
  let place = expected
  return map((part: Write['events']): Write => {
    const write = { stream, expected: place, events: part }
    place = after(place) + part.length - 1
    return write
  })(packBySize(events, maxPartBytes, sizeOf))
}

const isSmallSingle = ([[first, ...others], ...deeper]: ReadonlyNonEmptyArray<Layer>): boolean =>
  others.length + deeper.length === 0 &&
  joinWrites(first).events.reduce((sum, event) => sum + sizeOf(event), 0) <= maxSingleBytes

const undivided = (write: Write): Writes => [write]

/** Joins the writes of a layer to each stream, and divides them into parts small enough for the server. */
export const divideIntoParts = (
  layers: ReadonlyNonEmptyArray<Layer>,
  serialized: SerializedBatch,
): ReadonlyNonEmptyArray<Layer> => {
  const isSmall = maxSizeOf(serialized) <= maxPartBytes || isSmallSingle(layers)
  const divided = isSmall ? undivided : partsOf
  return map(map((writes: Writes) => divided(joinWrites(writes))))(layers)
}
