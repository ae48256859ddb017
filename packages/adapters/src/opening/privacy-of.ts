import type { EventStore, RegisterTable } from '@clientele/domain'
import type { Clientele } from '../clientele.js'
import { countInClear } from '../keys/in-clear.js'
import { personDataExport } from '../person-data/export.js'
import { type RetentionSource, retentionOf } from '../retention/retention.js'

/** The log as it is stored, and as it reads. */
export type Stores = { readonly log: EventStore; readonly store: EventStore }

/** What is done with the data of persons as a whole. */
export const privacyOf = (
  { log, store }: Stores,
  { events }: RegisterTable,
  { register, execute, today }: Pick<RetentionSource, 'register' | 'execute' | 'today'>,
): Pick<Clientele, 'personDataExport' | 'inClear' | 'retention'> => {
  const inClear: Clientele['inClear'] = (personIds) => countInClear(log, events, personIds)
  return {
    personDataExport: (personId) => personDataExport({ store, register }, personId),
    inClear,
    retention: retentionOf({ store, register, execute, inClear, today }),
  }
}
