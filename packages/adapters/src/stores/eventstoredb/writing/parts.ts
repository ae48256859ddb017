import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import type { EsdbProposed } from '../client/client.js'
import { joined, type Layer, type Writes } from './layers.js'
import { packed } from './packing.js'
import { after, type Write } from './write.js'

/** The most bytes of one append that stands alone: a server takes 1 MiB by default, and counts more than it is sent. */
const mostAlone = 768 * 1024

/** The most bytes of a write among others, which is noted before it is done. */
const mostAmongOthers = 256 * 1024

// What a server counts beside what it is sent, and the seal.
const overhead = 360

const bytesOfText = 3

/** At least as much as the events of a batch take; no text is gone through. */
const atMostIn = ({ events }: SerializedBatch): number =>
  events.reduce((sum, { data, metadata }) => sum + overhead + bytesOfText * (data.length + metadata.length), 0)

const sizeOf = ({ type, data, metadata }: EsdbProposed): number =>
  Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata)) + 2 * type.length + overhead

// An event that is too large is a part of its own: the server says what it thinks of it.
const partsOf = ({ stream, expected, events }: Write): Writes => {
  let place = expected
  return map((part: Write['events']): Write => {
    const write = { stream, expected: place, events: part }
    place = after(place) + part.length - 1
    return write
  })(packed(events, mostAmongOthers, sizeOf))
}

const isSmallAndAlone = ([[first, ...others], ...deeper]: ReadonlyNonEmptyArray<Layer>): boolean =>
  others.length + deeper.length === 0 &&
  joined(first).events.reduce((sum, event) => sum + sizeOf(event), 0) <= mostAlone

const whole = (write: Write): Writes => [write]

/** Makes the writes of a layer to one stream one, in parts so small that the server takes each. */
export const inParts = (
  layers: ReadonlyNonEmptyArray<Layer>,
  serialized: SerializedBatch,
): ReadonlyNonEmptyArray<Layer> => {
  const isSmall = atMostIn(serialized) <= mostAmongOthers || isSmallAndAlone(layers)
  const divided = isSmall ? whole : partsOf
  return map(map((writes: Writes) => divided(joined(writes))))(layers)
}
