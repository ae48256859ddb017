import type { Lookup, StreamName } from '@clientele/domain'
import type { Register } from '@clientele/projections'
import type { HostIndexes } from '../../host/host-indexes.js'
import type { Lookups } from './reads.js'

/** Answers lookups from the register and the host's indexes, as of the register's position. */
export const createLookups =
  (register: Register, hostIndexes: HostIndexes): Lookups =>
  (lookup) => ({
    streams: hostIndexes.has(lookup.index) ? hostIndexes.lookup(lookup) : register.lookup(lookup.index, lookup.keys),
    guards: lookup.keys.map((key) => ({ index: lookup.index, key, position: register.position })),
  })

/** Finds the streams of a lookup in the register, unsorted. */
export const createFind =
  (register: Register) =>
  ({ index, keys }: Lookup): Iterable<StreamName> =>
    register.find(index, keys)
