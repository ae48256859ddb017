import type { Lookup, StreamName } from '@clientele/domain'
import type { Register } from '@clientele/projections'
import type { HostIndexes } from '../../host/host-indexes.js'
import type { Lookups } from './reads.js'

/** Answers lookups from the register and the indexes of the host, as of the position they stand at. */
export const lookupsOf =
  (register: Register, hostIndexes: HostIndexes): Lookups =>
  (lookup) => ({
    streams: hostIndexes.has(lookup.index) ? hostIndexes.lookup(lookup) : register.lookup(lookup.index, lookup.keys),
    guards: lookup.keys.map((key) => ({ index: lookup.index, key, position: register.position })),
  })

/** Finds the streams of a lookup in the register, in no particular order. */
export const findingIn =
  (register: Register) =>
  ({ index, keys }: Lookup): Iterable<StreamName> =>
    register.find(index, keys)
