import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { SealedBatch } from '../stores/numbered-log/serialized.js'
import { layersOf, type Writes } from './layers.js'
import { inParts } from './parts.js'
import type { Write } from './writing.js'

/** What is done side by side: for each stream, the parts of a write one after the other. */
export type Layer = ReadonlyNonEmptyArray<Writes>

/** In which order a batch is written where a server takes one stream at a time. */
export type Plan = {
  /** Decides, alone, whether the batch happens. */
  readonly first: Write
  /** What follows whatever others do, one layer after the other. */
  readonly layers: readonly Layer[]
}

/** The order for the writes of a batch. */
export const planOf = (writes: Writes, sealed: SealedBatch): Plan => {
  const [[[first, ...parts], ...others], ...deeper] = inParts(layersOf(writes), sealed)
  const beside = isNonEmpty(parts) ? [parts, ...others] : others
  return { first, layers: isNonEmpty(beside) ? [beside, ...deeper] : deeper }
}

/** All writes of a plan, in an order in which they can be done one after the other. */
export const writesIn = ({ first, layers }: Plan): Writes => [first, ...layers.flat(2)]
