import type { HostWrites } from '@clientele/domain'
import { decryptEvent, type Keys } from './encrypted-event.js'

/** The writes of a host, called with the events of an append as they read, not as they are stored. */
export const writesInClear = ({ sqlite, postgres }: HostWrites, keys: Keys): HostWrites => ({
  ...(sqlite && {
    sqlite: (transaction, events) =>
      sqlite(
        transaction,
        events.map((event) => decryptEvent(event, keys)),
      ),
  }),
  ...(postgres && {
    postgres: (transaction, events) =>
      postgres(
        transaction,
        events.map((event) => decryptEvent(event, keys)),
      ),
  }),
})
