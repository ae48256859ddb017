import type { Lookup } from '@clientele/domain'
import type { Register } from '@clientele/projections'
import type { Lookups } from './reads.js'

/** Answers lookups from the register, as of the position it stands at. */
export const lookupsOf =
  (register: Register): Lookups =>
  ({ index, keys }: Lookup) => ({
    streams: register.lookup(index, keys),
    guards: keys.map((key) => ({ index, key, position: register.position })),
  })
