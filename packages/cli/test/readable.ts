import { Readable } from 'node:stream'

/** A stream of bytes, chunk by chunk. */
export const readableOf = (chunks: Iterable<Uint8Array>): Readable => Readable.from(chunks)
