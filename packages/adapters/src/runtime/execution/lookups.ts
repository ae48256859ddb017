import type { Lookup, StreamName } from '@clientele/domain'
import type { Register } from '@clientele/projections'
import type { Lookups } from './reads.js'

/** Answers lookups from the register, as of the position it stands at. */
export const lookupsOf =
  (register: Register): Lookups =>
  ({ index, keys }: Lookup) => ({
    streams: register.lookup(index, keys),
    guards: keys.map((key) => ({ index, key, position: register.position })),
  })

/** Finds the streams of a lookup in the register, in no particular order. */
export const findingIn =
  (register: Register) =>
  ({ index, keys }: Lookup): Iterable<StreamName> =>
    register.find(index, keys)
